using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Access;
using Workflow.Cli.Gates;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Api;
using Workflow.Tests.Api.Access;
using Workflow.Tests.Fakes;

namespace Workflow.Tests.Cli;

/// <summary>The command line against the gate's own HTTP surface, on a loopback port.</summary>
public sealed class FrictionCommandTests
{
    private const string Token = "token-of-grace";

    public FrictionCommandTests() => Environment.SetEnvironmentVariable(GateAddress.TokenVariable, Token);

    [Fact]
    public async Task A_Control_Lives_From_Add_To_End()
    {
        await using var gate = await StartAsync();

        var added = await RunAsync(
            gate, "add", "--name", "careful", "--reason", "The outage of Monday", "--incident", "https://incidents.example.com/42",
            "--environment", "production", "--service", "shop", "--service", "payments", "--expires", "2026-03-20", "--mode", "enforce",
            "--level", "senior", "--approvals", "2", "--team", "payments", "--code-owner", "--different-teams", "--independent",
            "--check", "Rolled back once", "--check", "Watched the dashboard", "--minimum-reading", "15", "--evidence", "diff", "--evidence", "findings",
            "--fresh-sign-in", "20");
        var listed = await RunAsync(gate, "list");
        var renewed = await RunAsync(gate, "renew", "--name", "careful", "--reason", "Not yet over", "--until", "2026-04-01T18:00+02:00");
        var ended = await RunAsync(gate, "end", "--name", "careful", "--reason", "It is over");
        var json = await RunAsync(gate, "list", "--output", "json");

        Assert.Equal("Friction control 'careful' is in force until 2026-03-20 00:00 UTC.\n", added.Output);
        Assert.Equal("Friction control 'careful' is in force until 2026-04-01 16:00 UTC.\n", renewed.Output);
        Assert.Equal("Friction control 'careful' ended at 2026-03-02 09:30 UTC.\n", ended.Output);
        Assert.Contains("\"state\": \"ended\"", json.Output, StringComparison.Ordinal);
        Approval.Verify(listed.Output, "txt");
        var control = Assert.Single(await gate.Services.GetRequiredService<IFrictionControlStore>().ListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            new ReviewRequirement(Level.Senior, 2)
            {
                Teams = ["payments"],
                CodeOwner = true,
                DifferentTeams = true,
                Independent = true,
                Checklist = ["Rolled back once", "Watched the dashboard"],
                MinimumReading = TimeSpan.FromMinutes(15),
                Evidence = EvidenceKinds.Diff | EvidenceKinds.Findings,
                FreshSignIn = TimeSpan.FromMinutes(20),
            },
            control.Requirement);
        Assert.Equal(("grace@example.com", FrictionMode.Enforce), (control.Owner, control.Mode));
    }

    [Fact]
    public async Task A_Refusal_Is_Told_With_All_That_Is_Wrong_And_Is_An_Error()
    {
        await using var gate = await StartAsync();

        var refused = await RunAsync(
            gate, "add", "--name", "care ful", "--reason", "why", "--service", "shop", "--expires", "2027-03-20", "--mode", "shadow", "--level", "mid");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("The gate refuses (400): name must be", refused.Error, StringComparison.Ordinal);
        Assert.Contains("at most 90 days", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Unreadable_Moment_Or_Mode_Never_Reaches_The_Gate()
    {
        await using var gate = await StartAsync();

        var run = await RunAsync(
            gate, "add", "--name", "careful", "--reason", "why", "--service", "shop", "--expires", "next week", "--mode", "hard", "--level", "mid");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("'next week' is not a moment such as 2026-12-24", run.Error, StringComparison.Ordinal);
        Assert.Contains("shadow", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Empty_List_Says_So()
    {
        await using var gate = await StartAsync();

        Assert.Equal("There are no friction controls.\n", (await RunAsync(gate, "list")).Output);
    }

    private static Task<GateRun> RunAsync(GateServer gate, string command, params string[] arguments) =>
        GateProgram.RunAsync("", ["friction", command, "--gate", gate.Client.BaseAddress!.ToString(), .. arguments]);

    private static Task<GateServer> StartAsync()
    {
        var people = new FakePeople();
        people.People.Add(new Person("grace", "Grace", Level.Principal, Principal.ObjectId) { Emails = ["grace@example.com"] });
        return GateServer.StartAsync(services =>
        {
            Principal.SignIn(services);
            services.AddSingleton<IPeopleDirectory>(people);
            services.AddSingleton<IStartupFilter, SigningIn>();
        });
    }

    /// <summary>Stands for the platform in front of the gate, which turns a token into a principal.</summary>
    private sealed class SigningIn : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                if (context.Request.Headers.Authorization == $"Bearer {Token}")
                {
                    context.Request.Headers[Principal.Header] = Principal.Of(GateRoles.AdministerPolicy);
                }

                return following(context);
            });
            next(app);
        };
    }
}
