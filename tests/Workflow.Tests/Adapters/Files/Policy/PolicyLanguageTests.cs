using Workflow.Adapters.Files;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Adapters.Files.Policy;

public sealed class PolicyLanguageTests
{
    private readonly DeploymentPolicy policy = PolicyFile.Load(PolicySamples.Whole);

    [Fact]
    public void Everything_That_Can_Be_Asked_Of_Reviewers_Is_Read()
    {
        var requirement = policy.Rules[0].Demand!.Requirement;

        Assert.Equal(
            new ReviewRequirement(Level.Senior, 2)
            {
                Roles = ["database-owner", "release-manager"],
                Teams = ["payments"],
                CodeOwner = true,
                SponsorsTeam = true,
                DifferentTeams = true,
                Independent = true,
                Checklist = ["$5 at most", "A backup was tried"],
                MinimumReading = TimeSpan.FromMinutes(5),
                Evidence = EvidenceKinds.Diff | EvidenceKinds.Run | EvidenceKinds.Findings,
                FreshSignIn = TimeSpan.FromMinutes(15),
            },
            requirement);
    }

    [Fact]
    public void Conditions_Nest_And_Those_Of_One_Mapping_All_Hold()
    {
        var predicates = policy.Rules[1].Predicates;

        Assert.Equal(["time", "all"], predicates.Select(predicate => predicate.Name));
        var parts = predicates[1].Parts;
        Assert.Equal(["all", "any", "not"], parts.Select(part => part.Name));
        Assert.Equal(["actor-kind", "all", "all"], parts[1].Parts.Select(part => part.Name));
        Assert.Equal(["blast-radius", "changed-lines"], parts[1].Parts[1].Parts.Select(part => part.Name));
        Assert.Equal(
            [new NumberComparison(">=", 500)], Assert.IsType<ChangedLinesPredicate>(parts[1].Parts[1].Parts[1]).Comparisons);
        Assert.Equal(3, Assert.IsType<TimePredicate>(predicates[0]).Windows.Count);
    }

    [Fact]
    public void A_Step_Waits_In_Working_Time_And_Names_Its_Channel()
    {
        var ladder = policy.Default.Ladder;

        Assert.Equal((TimeSpan.FromHours(2), StepChannel.CardAndMail), (ladder[0].Timeout, ladder[0].Channel));
        Assert.Equal(("Europe/Berlin", new TimeOnly(9, 0), new TimeOnly(17, 0)), (ladder[0].Hours!.TimeZone, ladder[0].Hours!.From, ladder[0].Hours!.To));
        Assert.Equal(5, ladder[0].Hours!.Days.Count);
        Assert.Equal(2, ladder[0].Hours!.Holidays.Count(day => day is { Month: 5, Day: 1 }));
        Assert.Equal((StepChannel.Mail, null), (ladder[1].Channel, ladder[1].Hours));
        Assert.Equal((3, true, TimeSpan.FromHours(4)), (ladder[2].People, ladder[2].InReviewersHours, ladder[2].Timeout));
        Assert.Equal((StepChannel.Post, "release-manager", false), (ladder[3].Channel, ladder[3].Role, ladder[3].AsksInPerson));
    }

    [Fact]
    public void Whom_The_Policy_Spares_And_When_One_Person_More_Is_Asked_Is_Read() => Assert.Equal(
        (new ReviewerLimits(5, TimeSpan.FromMinutes(15)), 5, 25),
        (policy.Reviewers, policy.SecondApprovalShare, policy.SignsAnsweredShare));

    [Fact]
    public void Freezes_Break_Glass_And_Incidents_Are_Read()
    {
        Assert.Equal(["end of year", "weekends"], policy.Freezes.Select(freeze => freeze.Name));
        Assert.Equal(["shop"], policy.Freezes[0].Scope.Services);
        Assert.Equal(2, policy.Freezes[1].Windows.Count);
        Assert.Equal(
            (Level.Senior, "on-call", "incident-lead", TimeSpan.FromMinutes(30), TimeSpan.FromHours(4), Level.Principal),
            (policy.BreakGlass!.Requester, policy.BreakGlass.RequesterRole, policy.BreakGlass.ConfirmerRole, policy.BreakGlass.ConfirmWithin,
                policy.BreakGlass.Validity, policy.BreakGlass.Review.Requirement.MinimumLevel));
        var incident = Assert.Single(policy.IncidentResponses);
        Assert.Equal([1, 2], incident.Severities);
        Assert.Equal((TimeSpan.FromDays(14), FrictionMode.Enforce, "sre@example.com"), (incident.Life, incident.Mode, incident.Owner));
        Assert.Equal((Criticality.Critical, TimeSpan.FromDays(30)), (policy.Environments["production"].Criticality, policy.Environments["production"].PipelineWait));
    }

    [Theory]
    [InlineData("on-timeout: cancel", "on-timeout: release", "on-timeout can only be cancel: a change that AI had a part in must never be released because nobody looked")]
    [InlineData("approvals: 2\n", "approvals: 1\n", "different-teams needs 'approvals: 2' or more: one person is of one team only")]
    [InlineData("team: payments", "teams: [a, b, c]", "3 teams need 'approvals: 3' or more: one person is of one team only")]
    [InlineData("roles: [", "role: x\n      roles: [", "write either role or roles, not both")]
    [InlineData("minimum-reading: 5m", "minimum-reading: 5h", "minimum-reading must be more than 0s and at most")]
    [InlineData("fresh-sign-in: 15m", "fresh-sign-in: 25h", "fresh-sign-in must be more than 0s and at most 1d")]
    [InlineData("evidence: [diff", "evidence: [dif", "unknown evidence 'dif'; did you mean 'diff'? allowed are diff, run, findings")]
    [InlineData("\">= 10\"", "\"< 10\"", "blast-radius must be compared by > or >= here: a rule that holds at some blast radius holds at a larger one")]
    [InlineData("\">= 10\"", "10", "blast-radius must be compared with a whole number, such as \">= 10\", not '10'; allowed are >=, <=, >, <, =")]
    [InlineData("not: { incident: [1] }", "incident: [1]", "incident is no reason to release: a further incident would lift what the default asks for")]
    [InlineData("not: { incident: [1] }", "blast-radius: \"> 3\"", "blast-radius must be compared by < or <= here: a rule that releases at some blast radius releases at a smaller one")]
    [InlineData("$lead", "$leed", "unknown parameter 'leed'; did you mean 'lead'? allowed are lead, big, seniors")]
    [InlineData("  lead: senior", "  lead: senoir", "unknown level 'senoir'; did you mean 'senior'? allowed are junior, mid, senior, principal (value of $lead, used in line")]
    [InlineData("  big:", "  other: 1\n  big:", "parameter 'other' is used nowhere; write $other where its value shall stand")]
    [InlineData("file: holidays.ics", "file: holdays.ics", "calendar file 'holdays.ics' cannot be read; its path is relative to the policy")]
    [InlineData("zone: Europe/Berlin", "zone: Europe/Berln", "unknown zone 'Europe/Berln'; did you mean 'Europe/Berlin'? allowed are UTC and IANA names such as Europe/Berlin")]
    [InlineData("channel: mail", "channel: mail\n      ask: senior", "ask has no meaning with 'channel: mail': such a step asks nobody")]
    [InlineData("      email: [manager, release-manager]\n", "", "a step needs the key 'email'")]
    [InlineData("wait: 3d", "wait: 3d holiday", "wait must be a duration such as 45s, 30m, 1h30m or 3d, by the clock, or in working time such as '4h working' or '4h reviewer-working', not '3d holiday'")]
    [InlineData("wait: 3d", "wait: 3d reviewer working", "wait must be a duration such as 45s, 30m, 1h30m or 3d, by the clock, or in working time such as '4h working' or '4h reviewer-working', not '3d reviewer working'")]
    [InlineData("wait: 3d", "wait: 40d", "wait must be more than 0s and at most 30d, not '40d'")]
    [InlineData("pipeline-wait: 30d", "pipeline-wait: 8h", "pipelines of environment 'production' wait 8h, but ladder 'standard', which the default asks by, may take ")]
    [InlineData("calendar: holidays", "calendar: holidaus", "unknown calendar 'holidaus'; did you mean 'holidays'? allowed are plain, holidays")]
    [InlineData("sample-second-approval: 5%", "sample-second-approval: 5", "sample-second-approval must be a share from 1% to 100%, not '5'")]
    [InlineData("after-signs: 25%", "after-signs: 0%", "second-approval-after-signs must be a share from 1% to 100%, not '0%'")]
    [InlineData("to: 2027-01-02T00:00", "to: 2026-01-02T00:00", "to must be after from")]
    public void A_Mistake_Is_Told_With_What_Would_Be_Right(string right, string wrong, string message) =>
        Assert.Contains(PolicySamples.ProblemsWith(right, wrong), problem => problem.StartsWith(message, StringComparison.Ordinal));

    [Fact]
    public void The_Digest_Covers_The_Calendars()
    {
        var files = PolicyFile.ReadAll(PolicySamples.Whole);
        FileContent[] other = [files[0], files[1] with { Bytes = [.. files[1].Bytes, (byte)'\n'] }];

        var digest = PolicyFile.Parse("p", other, TimeProvider.System).Digest;

        Assert.Equal(2, files.Count);
        Assert.NotEqual(policy.Digest, digest);
        Assert.Equal(policy.Digest, PolicyFile.Load(PolicySamples.Whole).Digest);
    }

    [Fact]
    public void A_Broken_Calendar_Is_Told_Where_It_Is_Named()
    {
        var files = PolicyFile.ReadAll(PolicySamples.Whole);

        var exception = Assert.Throws<FileProblemException>(() =>
            PolicyFile.Parse("p", [files[0], files[1] with { Bytes = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nnonsense"u8.ToArray() }], TimeProvider.System));

        Assert.All(exception.Problems, problem => Assert.Contains("calendar file 'holidays.ics'", problem.Message, StringComparison.Ordinal));
        Assert.Equal([14, 15], exception.Problems.Select(problem => problem.Line));
    }
}
