using System.Collections;
using System.Reflection;
using System.Text.Json;
using CsCheck;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Activities;

namespace Workflow.Tests.Orchestration;

public sealed class JsonRoundTripTests
{
    /// <summary>
    /// Everything that an engine or a store keeps as JSON; inputs and outputs of activities and orchestrators are found, not listed.
    /// </summary>
    public static TheoryData<Type> Crossing =>
    [
        .. new[] { typeof(ActivityCatalogue), typeof(OrchestratorCatalogue) }
            .SelectMany(catalogue => catalogue.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(definition => definition.FieldType)
            .Where(type => type.IsGenericType)
            .SelectMany(type => type.GetGenericArguments())
            .Concat(
            [
                typeof(Review), typeof(PolicyResult), typeof(Decision), typeof(ReviewOutcome),
                typeof(ReviewEnd), typeof(ReviewStatus), typeof(AuditRecord), typeof(ChangeSet),
            ])
            .Distinct(),
    ];

    [Fact]
    public void Every_Activity_Is_Among_Them() => Assert.InRange(Crossing.Count, 20, 100);

    [Theory]
    [MemberData(nameof(Crossing))]
    public void What_Crosses_An_Engine_Comes_Back_As_It_Was(Type type) => Gen.Int.Sample(
        seed =>
        {
            var written = new RandomRecords(new Random(seed)).Make(type);

            var json = JsonSerializer.Serialize(written, type, WorkflowJson.Options);
            var read = JsonSerializer.Deserialize(json, type, WorkflowJson.Options);

            Assert.Null(FindDifference(type.Name, written, read));
            Assert.Equal(json, JsonSerializer.Serialize(read, type, WorkflowJson.Options));
        },
        iter: 50);

    [Theory]
    [InlineData("""{"deployment":null,"personId":"p","step":"s","number":1}""")]
    [InlineData("""{"deployment":"d","step":"s","number":1}""")]
    [InlineData("""{"deployment":"d","personId":null,"step":"s","number":1}""")]
    public void A_Record_Without_What_It_Needs_Is_Refused(string json) => Assert.Throws<JsonException>(
        () => JsonSerializer.Deserialize<RemindReviewerInput>(json, WorkflowJson.Options));

    [Fact]
    public void A_Verdict_That_Does_Not_Exist_Is_Refused()
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Verdict>("\"perhaps\"", WorkflowJson.Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Verdict>("7", WorkflowJson.Options));
    }

    [Fact]
    public void Names_Are_Written_In_Camel_Case() => Assert.Equal(
        """{"reason":"headMoved","explanation":"Why.","supersededBy":"d-1"}""",
        JsonSerializer.Serialize(new ReviewEnd(OutcomeReason.HeadMoved, "Why.", DeploymentId.Parse("d-1")), WorkflowJson.Options));

    /// <summary>The path of the first property that differs; records with lists have no equality of their own.</summary>
    private static string? FindDifference(string path, object? one, object? other)
    {
        if (one is null || other is null || one is string or Uri || one.GetType().IsValueType)
        {
            return Equals(one, other) ? null : $"{path}: '{one}' became '{other}'";
        }

        if (one is IEnumerable list)
        {
            object?[] items = [.. list.Cast<object?>()];
            object?[] others = [.. ((IEnumerable)other).Cast<object?>()];
            return items.Length == others.Length
                ? items.Zip(others).Select((pair, place) => FindDifference($"{path}[{place}]", pair.First, pair.Second)).FirstOrDefault(found => found is not null)
                : $"{path}: {items.Length} items became {others.Length}";
        }

        return one.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => FindDifference($"{path}.{property.Name}", property.GetValue(one), property.GetValue(other)))
            .FirstOrDefault(found => found is not null);
    }
}
