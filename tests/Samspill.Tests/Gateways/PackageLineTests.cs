using System.Net;
using Samspill.Gateways.Packages;

namespace Samspill.Tests.Gateways;

public sealed class PackageLineTests
{
    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("172.20.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("0.0.0.0")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("::ffff:10.0.0.1")]
    public void Machines_of_our_own_net_are_not_asked(string address)
    {
        PackageLine.MayAsk(IPAddress.Parse(address), atHome: false).ShouldBeFalse();
        PackageLine.MayAsk(IPAddress.Parse(address), atHome: true).ShouldBeFalse();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public void This_very_machine_is_asked_in_the_demo_only(string address)
    {
        PackageLine.MayAsk(IPAddress.Parse(address), atHome: false).ShouldBeFalse();
        PackageLine.MayAsk(IPAddress.Parse(address), atHome: true).ShouldBeTrue();
    }

    [Theory]
    [InlineData("193.212.1.10")]
    [InlineData("2a02:20c8::1")]
    public void Machines_of_the_open_net_are_asked(string address) => PackageLine.MayAsk(IPAddress.Parse(address), atHome: false).ShouldBeTrue();
}
