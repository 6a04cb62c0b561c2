using System.Net;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Api;

public sealed class ConsoleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_Queue_Shows_Open_Reviews_By_Deadline_And_Then_What_Ended()
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(
            SampleReviews.Waiting("later", SampleReviews.Now.AddHours(3)),
            SampleReviews.Waiting("sooner", SampleReviews.Now.AddMinutes(12)),
            SampleReviews.Released("released"));

        var page = await gate.GetPageAsync("/");

        AssertInOrder(page, "/deployments/sooner", "in 12 min", "/deployments/later", "in 3 h", "Ended lately", "/deployments/released", "Approved by Dana Okafor.");
        Assert.Contains("<time datetime=\"2026-03-02T09:42:00Z\">2026-03-02 09:42:00 UTC</time>", page, StringComparison.Ordinal);
        Assert.Contains("Jonas Vogel", page, StringComparison.Ordinal);
        Assert.Contains("AI-assisted", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Review_Shows_Its_Evidence_Reasons_Ladder_And_Timeline()
    {
        await using var gate = await GateServer.StartAsync();
        var review = SampleReviews.Cancelled();
        await gate.KeepAsync(review);
        await gate.Audit.AppendAsync(
            new AuditEntry(review.Id, "reviewer.asked:1", "reviewer.asked", AuditEntry.Gate, "Asked Dana Okafor."), Cancellation);

        var page = await gate.GetPageAsync("/deployments/d-3");

        Assert.Contains("Rejected by Mirela Ionescu: The bucket still holds the invoices of last year.", page, StringComparison.Ordinal);
        Assert.Contains("Co-authored-by: Claude &lt;noreply@anthropic.com&gt;", page, StringComparison.Ordinal);
        Assert.Contains(SampleReviews.Head, page, StringComparison.Ordinal);
        Assert.Contains("AI-assisted change by a junior or mid-level author", page, StringComparison.Ordinal);
        Assert.Contains("assisted, agent", page, StringComparison.Ordinal);
        Assert.Contains("The environment &#x27;production&#x27; is protected", page, StringComparison.Ordinal);
        Assert.Contains("The only principal with the role who is no author.", page, StringComparison.Ordinal);
        AssertInOrder(page, "The deployment was cancelled.", "The pipeline confirmed it:", "204 No Content", "2026-03-02 09:29:00 UTC");
        Assert.Contains("none of the 1 records was changed", page, StringComparison.Ordinal);
        AssertInOrder(page, ">Change<", ">Policy<", ">Provenance<");
        AssertInOrder(page, ">Files<", "invoice-archive.bicep", "0042_drop_archive_path.sql");
        AssertInOrder(page, "first reviewer", "release manager", "last call");
    }

    [Fact]
    public async Task An_Agents_Work_Is_Shown_As_The_Agents_And_Not_As_Its_Operators()
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(SampleReviews.ByAgent());

        var queue = await gate.GetPageAsync("/");
        var page = await gate.GetPageAsync("/deployments/d-4");

        AssertInOrder(queue, "Copilot (agent)", ", operated by ", "Jonas Vogel", "junior");
        AssertInOrder(page, ">Change<", "Copilot (agent)", ", operated by ", ">Policy<");
        AssertInOrder(page, "Took part in the change", "Jonas Vogel", "co-author, requester, operator of the agent");
    }

    [Fact]
    public async Task Provenance_Is_Shown_With_Its_Share_Sponsors_Certainty_And_Attestations()
    {
        await using var gate = await GateServer.StartAsync();
        var review = SampleReviews.Waiting();
        var evidence = new ProvenanceEvidence(SampleReviews.Head, ProvenanceKind.Agent, "Devin", "branch", "devin/export") { Certainty = SignalCertainty.Weak };
        var provenance = new ProvenanceReport(ProvenanceKind.Agent, ["Devin"], [evidence])
        {
            Share = new ProvenanceShare(1, 2, 84, 115),
            Sponsors = [new ActorIdentity("Jonas Vogel")],
            Attestations = [new AiAttestation(new ActorIdentity("Dana Okafor"), "No AI was used", SampleReviews.Head)],
        };
        await gate.KeepAsync(review with { Assessment = review.Assessment! with { Provenance = provenance } });

        var page = await gate.GetPageAsync("/deployments/d-1");

        AssertInOrder(
            page,
            ">Provenance<", "AI took part in 1 of 2 commits, 84 of 115 added lines.", "Set to work by", "Jonas Vogel", "branch, weak, agent",
            "Attested that no AI took part", "Dana Okafor says of 4f9d2c7: &quot;No AI was used&quot;", "The signals above count all the same.");
    }

    [Fact]
    public async Task Friction_Controls_Are_Shown_With_What_They_Ask_For_Why_And_Until_When()
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(SampleReviews.UnderFriction());

        var page = await gate.GetPageAsync("/deployments/d-5");

        AssertInOrder(
            page,
            "raises that to 2 approvals by senior or above.",
            "A release needs ",
            "2 approvals by senior or above",
            ">enforced<", "careful after the outage", "until 2026-03-12 09:30 UTC", "Asks for 2 approvals by senior or above until 2026-03-12 09:30 UTC.",
            "Added because:", "invoices were lost on 1 March", "https://incidents.example.com/42", "billing-lead@example.com", "0f343b0931126a20",
            ">shadow<", "would principals be too many?", "Not enforced (shadow): would ask for 1 approval by principal or above",
            ">no match<", "search is fragile", "service is billing-api (not search)",
            ">ended<", "year&#x27;s end", "ended 2026-02-27 09:30 UTC");
    }

    [Fact]
    public async Task A_Damaged_Trail_Is_Said_Before_Anything_Else_Is_Shown()
    {
        await using var gate = await GateServer.StartAsync(DamagedAuditLog.Add);
        await gate.KeepAsync(SampleReviews.Waiting());

        var page = await gate.GetPageAsync("/deployments/d-1");

        AssertInOrder(page, "The audit trail is damaged:", "record 0 was changed after it was written", ">Policy<");
    }

    [Fact]
    public async Task Nothing_That_Comes_From_Outside_Becomes_Markup()
    {
        const string Attack = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>\u202E";
        await using var gate = await GateServer.StartAsync();
        var under = SampleReviews.Cancelled() with { Policy = SampleReviews.UnderFriction().Policy };
        var review = Hostile.Of(under, Attack);
        await gate.KeepAsync(review);
        await gate.Audit.AppendAsync(new AuditEntry(review.Id, Attack, Attack, Attack, Attack), Cancellation);

        string[] pages = [await gate.GetPageAsync("/"), await gate.GetPageAsync("/deployments/d-3")];

        foreach (var page in pages)
        {
            Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img src=x", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("\u202E", page, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"javascript:", page, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Pages_Allow_No_Scripts_No_Foreign_Resources_And_No_Frames()
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(SampleReviews.Waiting());

        foreach (var path in (string[])["/", "/deployments/d-1", "/deployments/unknown", "/nothing", "/api/deployments"])
        {
            var response = await gate.GetAsync(path);
            var body = await response.Content.ReadAsStringAsync(Cancellation);

            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; style-src 'self'; img-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
            Assert.True(response.Headers.CacheControl?.NoStore);
            Assert.DoesNotContain("<script", body, StringComparison.Ordinal);
            Assert.DoesNotContain("style=", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_Stylesheet_Is_Kept_By_Browsers_Until_It_Changes()
    {
        await using var gate = await GateServer.StartAsync();
        var page = await gate.GetPageAsync("/");
        var url = page.Split("rel=\"stylesheet\" href=\"")[1].Split('"')[0];

        var versioned = await gate.GetAsync(url);
        var plain = await gate.GetAsync("/console.css");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/console.css") { Headers = { IfNoneMatch = { plain.Headers.ETag! } } };
        var unchanged = await gate.Client.SendAsync(again, Cancellation);

        Assert.Equal("text/css", versioned.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", versioned.Headers.CacheControl?.ToString());
        Assert.Equal(TimeSpan.FromMinutes(5), plain.Headers.CacheControl?.MaxAge);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task An_Unknown_Deployment_Is_A_Page_That_Says_So()
    {
        await using var gate = await GateServer.StartAsync();

        var response = await gate.GetAsync("/deployments/unknown");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("There is no such deployment", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/deployments/d-1", "<meta http-equiv=\"refresh\" content=\"30\" />")]
    [InlineData("/deployments/d-1?updates=paused", "Resume updates")]
    public async Task An_Open_Review_Updates_Itself_Until_The_Reader_Pauses_It(string path, string expected)
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(SampleReviews.Waiting(), SampleReviews.Released("d-2"));

        var open = await gate.GetPageAsync(path);
        var ended = await gate.GetPageAsync("/deployments/d-2");

        Assert.Contains(expected, open, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv=\"refresh\"", ended, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Review_Whose_Facts_Are_Being_Collected_Has_A_Page()
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(new Review(SampleReviews.Request(), ReviewState.Received, SampleReviews.Now));

        var page = await gate.GetPageAsync("/deployments/d-1");

        Assert.Contains("The gate is at work", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/deployments/d-1")]
    [InlineData("/")]
    public async Task Every_Cell_Of_A_Table_Has_A_Label_For_Narrow_Screens(string path)
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(SampleReviews.Waiting());

        var page = await gate.GetPageAsync(path);

        Assert.Contains("<td", page, StringComparison.Ordinal);
        Assert.All(page.Split("<td").Skip(1), cell => Assert.StartsWith(" role=\"cell\" data-label=\"", cell, StringComparison.Ordinal));
    }

    internal static void AssertInOrder(string page, params string[] parts)
    {
        var from = 0;
        foreach (var part in parts)
        {
            var at = page.IndexOf(part, from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"'{part}' is missing after position {from}");
            from = at;
        }
    }
}
