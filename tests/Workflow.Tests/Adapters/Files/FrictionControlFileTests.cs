using System.Security.Cryptography;
using System.Text;
using Workflow.Adapters.Files;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Adapters.Files;

public sealed class FrictionControlFileTests
{
    private const string Text = """
        controls:
          - name: careful checkout
            owner: lead@example.com
            reason: the outage of 1 March
            incident: https://incidents.example.com/42
            scope: { environment: Production, service: [checkout, payments] }
            requires: { approvals: 2, level: senior }
            starts: 2026-03-01T09:00+01:00
            expires: 2026-05-30T08:00:00Z
            mode: enforce
          - name: trial
            owner: lead@example.com
            reason: would it hurt?
            scope: { service: search }
            requires: { level: mid }
            starts: 2020-01-01T00:00Z
            expires: 2020-01-02T00:00Z
            mode: shadow

        """;

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Environments = ["production", "staging"];

    [Fact]
    public void Everything_In_The_File_Is_In_The_Controls()
    {
        var controls = Parse("f", Encoding.UTF8.GetBytes(Text));

        Assert.Equal(["careful checkout", "trial"], controls.Select(control => control.Name));
        var control = controls[0];
        Assert.Equal(("lead@example.com", "the outage of 1 March"), (control.Owner, control.Reason));
        Assert.Equal(new Uri("https://incidents.example.com/42"), control.Incident);
        Assert.Equal(["production"], control.Scope.Environments);
        Assert.Equal(["checkout", "payments"], control.Scope.Services);
        Assert.Equal(new ReviewRequirement(Level.Senior, 2), control.Requirement);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero), control.Starts);
        Assert.Equal(FrictionControl.LongestLife, control.Expires - control.Starts);
        Assert.Equal([FrictionMode.Enforce, FrictionMode.Shadow], controls.Select(one => one.Mode));
        Assert.Null(controls[1].Incident);
        Assert.Empty(controls[1].Scope.Environments);
        Assert.Equal(new ReviewRequirement(Level.Mid, 1), controls[1].Requirement);
    }

    [Fact]
    public void The_Digest_Is_The_Sha256_Of_The_Bytes()
    {
        var bytes = Encoding.UTF8.GetBytes(Text);

        Assert.All(
            Parse("f", bytes), control => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), control.Digest));
    }

    [Fact]
    public void No_Controls_At_All_Are_Written_As_An_Empty_List() => Assert.Empty(Parse("f", "controls: []"u8));

    [Fact]
    public void All_Mistakes_Are_Told_At_Once_With_Their_Places()
    {
        var text = Text
            .Replace("owner: lead@example.com\n    reason: the", "owner: lead\n    reason: the", StringComparison.Ordinal)
            .Replace("approvals: 2", "approvals: 0", StringComparison.Ordinal)
            .Replace("2026-05-30T08:00:00Z", "2026-05-30T08:00:01Z", StringComparison.Ordinal)
            .Replace("mode: shadow", "mod: shadow", StringComparison.Ordinal);

        Assert.Equal(
        [
            "friction-controls.yaml(3,12): owner 'lead' is not an e-mail address such as grace@example.com",
            "friction-controls.yaml(7,28): approvals must be a whole number from 1 to 10, not '0'",
            "friction-controls.yaml(9,14): expires must be at most 90 days after starts; what shall hold for longer belongs into the policy",
            "friction-controls.yaml(11,5): a control needs the key 'mode'",
            "friction-controls.yaml(18,5): unknown key 'mod'; did you mean 'mode'? allowed are name, owner, reason, incident, scope, requires, starts, expires, mode, renewals",
        ],
        ProblemsOf(text, "friction-controls.yaml"));
    }

    [Theory]
    [InlineData("environment: Production", "environment: prodution", "unknown environment 'prodution'; did you mean 'production'? allowed are production, staging")]
    [InlineData("{ service: search }", "{}", "scope needs at least one of environment, service")]
    [InlineData("{ service: search }", "everything", "scope must be a mapping with the keys environment, service, not 'everything'")]
    [InlineData("service: search", "service: []", "service must be a list with at least one value, not an empty one")]
    [InlineData("level: mid", "level: mid, ladder: standard", "unknown key 'ladder'; allowed are approvals, level, role, roles, team, teams, code-owner, sponsors-team, different-teams, independent, checklist, minimum-reading, evidence, fresh-sign-in")]
    [InlineData("{ level: mid }", "{ approvals: 2 }", "requires needs the key 'level'")]
    [InlineData("incident: https://incidents.example.com/42", "incident: INC-42", "incident must be a link such as https://incidents.example.com/42, not 'INC-42'")]
    [InlineData("incident: https://incidents.example.com/42", "incident: javascript:alert(1)", "incident must be a link such as https://incidents.example.com/42, not 'javascript:alert(1)'")]
    [InlineData("starts: 2020-01-01T00:00Z", "starts: 2020-01-01", "starts must be a time with its offset such as 2026-03-04T12:00Z or 2026-03-04T13:00+01:00, not '2020-01-01'")]
    [InlineData("starts: 2020-01-01T00:00Z", "starts: 2020-01-01T00:00", "starts must be a time with its offset such as 2026-03-04T12:00Z or 2026-03-04T13:00+01:00, not '2020-01-01T00:00'")]
    [InlineData("expires: 2020-01-02T00:00Z", "expires: 2020-01-01T00:00Z", "expires must be after starts")]
    [InlineData("    expires: 2020-01-02T00:00Z\n", "", "a control needs the key 'expires'")]
    [InlineData("    reason: would it hurt?\n", "", "a control needs the key 'reason'")]
    [InlineData("mode: shadow", "mode: off", "unknown mode 'off'; allowed are shadow, enforce")]
    [InlineData("name: trial", "name: Careful Checkout", "there is a control 'Careful Checkout' already")]
    [InlineData("owner: lead@example.com", "owner: Lead <lead@example.com>", "owner 'Lead <lead@example.com>' is not an e-mail address such as grace@example.com")]
    [InlineData("controls:", "control:", "unknown key 'control'; did you mean 'controls'? allowed are controls")]
    public void A_Mistake_Is_Told_With_What_Would_Be_Right(string right, string wrong, string message) =>
        Assert.Contains(message, ProblemsOf(Text.Replace(right, wrong, StringComparison.Ordinal)).Select(problem => problem.Split("): ", 2)[1]));

    [Fact]
    public void Controls_That_Are_No_List_Are_Told_So() => Assert.Equal(
        "f(1,11): controls must be a list, not 'none'; write [] where there are none", Assert.Single(ProblemsOf("controls: none")));

    [Fact]
    public void More_Than_100_Controls_Are_Too_Many()
    {
        var one = Text[Text.IndexOf("  - name: trial", StringComparison.Ordinal)..];
        var many = string.Concat(Enumerable.Range(0, 101).Select(number => one.Replace("trial", $"t{number}", StringComparison.Ordinal)));

        Assert.Equal(
            "f(802,5): at most 100 controls are read; remove those that ended", Assert.Single(ProblemsOf($"controls:\n{many}")));
    }

    [Fact]
    public void Where_The_Policy_Is_Not_Known_Any_Environment_Is_Taken() =>
        Assert.Equal(2, FrictionControlFile.Parse("f", Encoding.UTF8.GetBytes(Text.Replace("Production", "moon", StringComparison.Ordinal)), null, Now).Count);

    private static IReadOnlyList<FrictionControl> Parse(string file, ReadOnlySpan<byte> bytes) =>
        FrictionControlFile.Parse(file, bytes, Environments, Now);

    private static IReadOnlyList<string> ProblemsOf(string text, string file = "f") => SampleFiles.ProblemsOf(Parse, file, text);
}
