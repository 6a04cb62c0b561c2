using Microsoft.Playwright;
using Workflow.IntegrationTests.Loopback;
using static Microsoft.Playwright.Assertions;

namespace Workflow.IntegrationTests.Gate;

/// <summary>What a real browser sends from the decision page that a mail's link leads to, and from pages of others.</summary>
public sealed class DecisionPageTests(AzuriteFixture azurite)
{
    private const string GraceMail = "grace@example.com";

    [Fact]
    public async Task The_Browser_Sends_The_Form_With_Its_Origin_And_An_Approval_Counts_Once()
    {
        await using var gate = await SignedInGate.BeginAsync(azurite);
        var grace = await gate.SignInAsync(Journey.Grace);
        await grace.GotoAsync(await gate.LinkOfAsync(GraceMail));
        await grace.GetByLabel("Comment").FillAsync("Checked with billing");

        var sent = await grace.RunAndWaitForRequestAsync(() => Button(grace, "Approve").ClickAsync(), request => request.Method == "POST");

        Assert.Equal(gate.Origin, (await sent.AllHeadersAsync())["origin"]);
        await Expect(grace.GetByText("Your decision is recorded")).ToBeVisibleAsync();
        await grace.GoBackAsync();
        await grace.ReloadAsync();
        await Expect(grace.GetByText("The link was used already")).ToBeVisibleAsync();
        Assert.Equal(0, gate.CountAnswers());

        var barbara = await gate.SignInAsync(Journey.Barbara);
        await barbara.GotoAsync(await gate.LinkOfAsync("barbara@example.com"));
        await Button(barbara, "Approve").ClickAsync();
        await Expect(barbara.GetByText("Your decision is recorded")).ToBeVisibleAsync();
        Assert.Equal("Approved by Grace Hopper and Barbara Liskov.", await gate.AnswerAsync());
    }

    [Fact]
    public async Task The_Link_Alone_Decides_Nothing()
    {
        await using var gate = await SignedInGate.BeginAsync(azurite);
        var link = await gate.LinkOfAsync(GraceMail);
        var nobody = await gate.SignInAsync(null);
        var barbara = await gate.SignInAsync(Journey.Barbara);

        await nobody.GotoAsync(link);
        await barbara.GotoAsync(link);

        await Expect(nobody.GetByRole(AriaRole.Heading, new() { Name = "Nobody is signed in" })).ToBeVisibleAsync();
        await Expect(barbara.GetByText("The link is somebody else")).ToBeVisibleAsync();
        foreach (var page in new[] { nobody, barbara })
        {
            await Expect(Button(page, "Approve")).ToHaveCountAsync(0);
        }

        var grace = await gate.SignInAsync(Journey.Grace);
        await grace.GotoAsync(link);
        await Expect(Button(grace, "Approve")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_Pages_Form_Is_Refused_Although_The_Browser_Is_Signed_In(bool sameSite)
    {
        await using var gate = await SignedInGate.BeginAsync(azurite);
        var link = await gate.LinkOfAsync(GraceMail);
        var html = $"""
            <form method="post" action="{link}"><input name="head" value="{gate.Head}"><input name="comment" value="">
            <button name="action" value="approve">Win a prize</button></form>
            """;
        await using var neighbour = await LoopbackServer.StartAsync(async (context, _) =>
        {
            context.Response.ContentType = "text/html";
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(html));
        });
        var grace = await gate.SignInAsync(Journey.Grace);
        await grace.RouteAsync("http://evil.example/", route => route.FulfillAsync(new() { ContentType = "text/html", Body = html }));

        await grace.GotoAsync(sameSite ? neighbour.Address.AbsoluteUri : "http://evil.example/");
        await Button(grace, "Win a prize").ClickAsync();

        await Expect(grace.GetByText("The request comes from another site's page")).ToBeVisibleAsync();
        await grace.GotoAsync(link);
        await Expect(Button(grace, "Approve")).ToBeVisibleAsync();
        Assert.Equal(0, gate.CountAnswers());
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
