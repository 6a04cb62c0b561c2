using System.Text;
using System.Text.Json;
using Workflow.Adapters.Files;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration;

namespace Workflow.Tests.Core.Policy;

public sealed class FrictionStepsTests
{
    private static readonly FrictionControl Control = new(
        "careful", "digest", "owner@example.com", "the outage", null, new FrictionScope(["production"], []),
        new ReviewRequirement(Level.Senior, 2), Given.Noon, Given.Noon.AddDays(10), FrictionMode.Enforce);

    private static readonly FrictionRenewal Renewal = new(Given.Noon.AddDays(9), "Grace", "not over yet", Given.Noon.AddDays(60));

    private static readonly FrictionEnd End = new(Given.Noon.AddDays(5), "Grace", "mended");

    [Fact]
    public void A_Renewed_Control_Lives_On_And_Its_Owner_Hears_Of_The_New_End()
    {
        var renewed = FrictionSteps.Renew(Control, Renewal);

        Assert.Equal(FrictionState.InForce, renewed.StateAt(Given.Noon.AddDays(59)));
        Assert.Equal(FrictionState.Ended, renewed.StateAt(Given.Noon.AddDays(60)));
        Assert.Null(renewed.NoticeAt(Given.Noon.AddDays(10)));
        Assert.Equal(FrictionNotice.EndsSoon, renewed.NoticeAt(Given.Noon.AddDays(58)));
        Assert.Same(renewed, FrictionSteps.Renew(renewed, Renewal with { At = Renewal.At.AddSeconds(1) }));
    }

    [Fact]
    public void An_Ended_Control_Is_Over_From_That_Moment_On()
    {
        var ended = FrictionSteps.End(Control, End);

        Assert.Equal(FrictionState.InForce, ended.StateAt(End.At.AddTicks(-1)));
        Assert.Equal(FrictionState.Ended, ended.StateAt(End.At));
        Assert.Equal(FrictionState.Ended, FrictionSteps.End(Control, End with { At = Given.Noon.AddDays(-1) }).StateAt(Given.Noon));
        Assert.Same(ended, FrictionSteps.End(ended, End with { At = End.At.AddDays(1) }));
        Assert.Equal(
            "'careful' ended at 2026-03-09 12:00 UTC already.", FrictionSteps.FindDefect(ended, End with { At = End.At.AddDays(1), By = "Ada" }));
    }

    [Theory]
    [InlineData(9, 100, "more", "until must be at most 90 days after the renewal")]
    [InlineData(9, 10, "more", "until must be after")]
    [InlineData(10, 20, "more", "add a new control instead")]
    [InlineData(9, 20, " ", "reason must say why")]
    public void A_Renewal_Is_Refused_In_A_Sentence(int atDay, int untilDay, string reason, string expected)
    {
        var renewal = new FrictionRenewal(Given.Noon.AddDays(atDay), "Grace", reason, Given.Noon.AddDays(untilDay));

        Assert.Contains(expected, FrictionSteps.FindDefect(Control, renewal), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => FrictionSteps.Renew(Control, renewal));
    }

    [Fact]
    public void Everything_That_Is_Wrong_With_A_New_Control_Is_Told_At_Once()
    {
        var wrong = Control with
        {
            Name = "no/good",
            Owner = "nobody",
            Reason = "",
            Incident = new Uri("ftp://example.com"),
            Scope = new FrictionScope(["moon"], []),
            Requirement = new ReviewRequirement(Level.Senior, 1) { DifferentTeams = true },
            Expires = Given.Noon.AddDays(91),
        };

        var defects = FrictionSteps.FindDefects(wrong, ["production"], Given.Noon);

        Assert.Equal(
            ["name", "owner", "reason", "incident", "scope", "differentTeams", "expires"], defects.Select(defect => defect.Split(' ')[0]));
        Assert.Empty(FrictionSteps.FindDefects(Control, ["production"], Given.Noon));
    }

    [Fact]
    public void Stored_Controls_From_Before_Have_No_Renewals_And_New_Ones_Keep_Them()
    {
        var json = JsonSerializer.Serialize(FrictionSteps.End(FrictionSteps.Renew(Control, Renewal), End with { At = Given.Noon.AddDays(20) }), WorkflowJson.Options);
        var before = JsonSerializer.Serialize(Control, WorkflowJson.Options).Replace(",\"renewals\":[]", "", StringComparison.Ordinal);

        var read = JsonSerializer.Deserialize<FrictionControl>(json, WorkflowJson.Options)!;

        Assert.Equal(Renewal, Assert.Single(read.Renewals));
        Assert.Equal(Given.Noon.AddDays(20), read.Until);
        Assert.Empty(JsonSerializer.Deserialize<FrictionControl>(before, WorkflowJson.Options)!.Renewals);
    }

    [Theory]
    [InlineData("2026-05-20T12:00Z", "2026-03-19T12:00Z", null)]
    [InlineData("2026-05-20T12:00Z", "2026-03-19T11:59Z", "the renewal cannot be: 'at' is to come; renew 'careful' when it is still needed then")]
    [InlineData("2026-08-20T12:00Z", "2026-03-19T12:00Z", "the renewal cannot be: until must be at most 90 days after the renewal")]
    public void The_File_Reads_Renewals_And_Checks_Them(string until, string now, string? problem)
    {
        var yaml = $$"""
            controls:
              - name: careful
                owner: owner@example.com
                reason: the outage
                scope: { environment: production }
                requires: { level: senior, approvals: 2 }
                starts: 2026-03-01T12:00Z
                expires: 2026-03-20T12:00Z
                mode: enforce
                renewals: [{ at: 2026-03-19T12:00Z, until: {{until}}, by: Grace, reason: not over yet }]
            """;

        var at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        if (problem is null)
        {
            var control = Assert.Single(FrictionControlFile.Parse("f.yaml", Encoding.UTF8.GetBytes(yaml), ["production"], at));
            Assert.Equal(new DateTimeOffset(2026, 5, 20, 12, 0, 0, TimeSpan.Zero), control.Until);
            return;
        }

        var refusal = Assert.Throws<FileProblemException>(
            () => FrictionControlFile.Parse("f.yaml", Encoding.UTF8.GetBytes(yaml), ["production"], at));
        Assert.Contains(problem, refusal.Problems.Single().ToString(), StringComparison.Ordinal);
    }
}
