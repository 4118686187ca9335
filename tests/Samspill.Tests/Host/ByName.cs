using Samspill.Tests.Host;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCaseOrderer(typeof(ByName))]

namespace Samspill.Tests.Host;

/// <summary>Tests of a class share its school, so their order may matter. The framework's own follows ids that the folder's path is part of: what passes in one folder might fail in another.</summary>
public sealed class ByName : ITestCaseOrderer
{
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases) where TTestCase : notnull, ITestCase =>
        [.. testCases.OrderBy(test => test.TestCaseDisplayName, StringComparer.Ordinal)];
}
