using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Samspill.Host;

/// <summary>Where something is: with the schools, with the council, or with both.</summary>
[Flags]
public enum Side { School = 1, Council = 2, Both = School | Council }

/// <summary>Which side a page, an endpoint or a table is on. What says nothing is the schools'.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AtAttribute(Side side) : Attribute
{
    public Side Side => side;

    public static Side Of(Type type) => type.GetCustomAttribute<AtAttribute>()?.Side ?? Side.School;

    public static Side Of(EndpointMetadataCollection says) => says.GetMetadata<AtAttribute>()?.Side ?? Side.School;
}

/// <summary>Under the council's address there are only the council's ways in, and under a school's none of them: a route of the other side does not exist.</summary>
internal sealed class OneSide : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0; // after a page has been loaded: only then its attributes are known

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var side = httpContext.RequestServices.GetRequiredService<CurrentSchool>().Side;
        for (var i = 0; i < candidates.Count; i++)
            if (candidates.IsValidCandidate(i) && !AtAttribute.Of(candidates[i].Endpoint.Metadata).HasFlag(side)) candidates.SetValidity(i, false);
        return Task.CompletedTask;
    }
}
