using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Access;
using Workflow.Core.Reviews;
using Workflow.Tests.Api.Access;
using static Workflow.Tests.Api.DecisionDesk;

namespace Workflow.Tests.Api;

/// <summary>Approvals that need proof of a person: a fresh sign-in.</summary>
public sealed class StepUpTests
{
    private static readonly ReviewRequirement Fresh = new(Level.Senior, 1) { FreshSignIn = TimeSpan.FromMinutes(15) };

    [Fact]
    public async Task An_Approval_Counts_With_A_Fresh_Sign_In_Which_Is_Kept_With_It()
    {
        await using var desk = await OpenAsync(Fresh);

        var (status, _) = await desk.PostAsync(Page, Asked, "approve", signedInAt: Now.AddMinutes(-15));

        Assert.Equal(200, status);
        Assert.Equal(Now.AddMinutes(-15), Assert.Single(desk.Decisions).SignedInAt);
    }

    [Theory]
    [InlineData(-16)]
    [InlineData(6)]
    [InlineData(null)]
    public async Task Without_One_The_Page_Leads_To_A_Sign_In_That_Comes_Back_And_Uses_No_Link_Up(int? minutes)
    {
        await using var desk = await OpenAsync(Fresh);
        var link = LinkOf(Asked);
        DateTimeOffset? signedInAt = minutes is { } some ? Now.AddMinutes(some) : null;

        var look = await desk.GetAsync(link, Asked, signedInAt);
        var refused = await desk.PostAsync(link, Asked, "approve", signedInAt: signedInAt);
        var again = $"href=\"/.auth/login/aad?prompt=login&amp;post_login_redirect_uri={Uri.EscapeDataString(link)}\"";

        Assert.Equal((200, 422), (look.Status, refused.Status));
        Assert.Contains(again, look.Page, StringComparison.Ordinal);
        Assert.Contains(again, refused.Page, StringComparison.Ordinal);
        Assert.Empty(desk.Decisions);
        Assert.Equal(200, (await desk.PostAsync(link, Asked, "approve", signedInAt: Now)).Status);
    }

    [Fact]
    public async Task A_Rejection_Needs_No_Fresh_Sign_In()
    {
        await using var desk = await OpenAsync(Fresh);

        Assert.Equal(200, (await desk.PostAsync(Page, Asked, "reject", "No")).Status);
    }

    [Theory]
    [InlineData("acr", "c1", 200)]
    [InlineData("acrs", "c1", 200)]
    [InlineData("acr", "1", 422)]
    [InlineData("amr", "c1", 422)]
    public async Task Where_A_Strength_Is_Asked_For_Other_Sign_Ins_Prove_Nothing(string type, string strength, int expected)
    {
        await using var desk = await OpenAsync(
            Fresh, services => services.Configure<AccessOptions>(access => access.StepUpAcr = "c1"));

        var (status, _) = await desk.PostAsync(
            Page, Principal.Person(Asked.ObjectId!, Asked.Name, Now, ("acr", "0"), (type, strength)), "approve");

        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData("idtyp", "app")]
    [InlineData("xms_act_fct", "3 9 11")]
    public async Task Applications_And_Agents_Decide_Nothing(string type, string value)
    {
        await using var desk = await OpenAsync();

        var (status, page) = await desk.PostAsync(Page, Principal.Person(Asked.ObjectId!, Asked.Name, Now, (type, value)), "approve");

        Assert.Equal(403, status);
        Assert.Contains("Only people decide", page, StringComparison.Ordinal);
        Assert.Empty(desk.Decisions);
    }
}
