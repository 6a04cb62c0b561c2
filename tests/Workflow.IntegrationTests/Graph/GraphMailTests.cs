using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Adapters.Mail;
using Workflow.Core.Reviews;
using Workflow.IntegrationTests.Mail;
using Workflow.IntegrationTests.Tables;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Graph;

/// <summary>Mails through Microsoft Graph, against the fake that takes what the real one takes.</summary>
public sealed class GraphMailTests : IAsyncLifetime
{
    private const string Path = $"users/{FakeGraph.Mailbox}/sendMail";

    private static readonly Review Review = TableFixtures.NewReview("payments-42");
    private static readonly EscalationStep Step = new("second reviewer", Level.Senior, TimeSpan.FromHours(2));

    private FakeGraph graph = null!;
    private ServiceProvider services = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IMailNotifier Notifier => services.GetRequiredService<IMailNotifier>();

    public async ValueTask InitializeAsync()
    {
        graph = await FakeGraph.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("From", "Gate <gate@example.com>"),
            new("Graph:Mailbox", "gate@example.com"),
            new("Graph:TenantId", FakeGraph.Tenant),
            new("Graph:ClientId", FakeGraph.ClientId),
            new("Graph:ClientSecret", FakeGraph.Secret),
            new("Graph:BaseUrl", $"{graph.Address}v1.0"),
        ]).Build();
        var collection = new ServiceCollection().AddLogging().AddSingleton<IDeliveryLog, DeliveriesInMemory>().AddMail(configuration);
        collection.AddHttpClient("Mail.Graph.Token").ConfigurePrimaryHttpMessageHandler(() => new TokensOfFake(graph.Address));
        services = collection.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await graph.DisposeAsync();
    }

    [Fact]
    public async Task A_Mail_Goes_As_It_Is_Composed_With_Its_Id_And_Its_Thread()
    {
        Assert.Empty(await Notifier.SendEscalationAsync(Review, Step, [Named("grace", "Grace Höpper")], "token", Cancellation));

        var mail = Assert.Single(graph.Mails);
        Assert.Matches("^payments-42\\.second_reviewer\\.[0-9a-f]{12}\\.escalation@example\\.com$", mail.MessageId);
        Assert.Equal(["payments-42@example.com"], mail.References);
        Assert.Equal("Grace Höpper", mail.To[0].Name);
        Assert.Contains("/decisions/token", mail.HtmlBody!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_Throttled_Mail_Is_Sent_Again_And_Once(int status)
    {
        graph.RefuseNext(Path, status, "0");

        await Notifier.SendEscalationAsync(Review, Step, [Named("grace", "Grace")], null, Cancellation);
        await Notifier.SendEscalationAsync(Review, Step, [Named("grace", "Grace")], null, Cancellation);

        Assert.Single(graph.Mails);
        Assert.Equal([$"POST {Path}", $"POST {Path}"], graph.Calls);
    }

    [Fact]
    public async Task A_Mail_Whose_Fate_Is_Unknown_Is_Left_To_Whoever_Runs_The_Activity_Again()
    {
        graph.RefuseNext(Path, 504, "0");

        await Assert.ThrowsAsync<HttpRequestException>(
            () => Notifier.SendEscalationAsync(Review, Step, [Named("grace", "Grace")], null, Cancellation));

        Assert.Equal([$"POST {Path}"], graph.Calls);
    }

    [Fact]
    public async Task An_Address_That_Cannot_Be_Is_A_Bounce_And_No_Failure()
    {
        var refusals = await Notifier.SendEscalationAsync(Review, Step, [Named("nobody", "Nobody")], null, Cancellation);

        Assert.Equal(new MailRefusal("nobody@example.com", "ErrorInvalidRecipients"), Assert.Single(refusals));
    }

    [Theory]
    [InlineData(403, "Let the application send from this mailbox")]
    [InlineData(404, "it has to be a mailbox of Exchange Online")]
    public async Task A_Refusal_Says_How_To_Mend_It(int status, string advice)
    {
        graph.RefuseNext(Path, status);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => Notifier.SendEscalationAsync(Review, Step, [Named("grace", "Grace")], null, Cancellation));

        Assert.Contains(advice, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeGraph.Secret, failure.ToString(), StringComparison.Ordinal);
    }

    private static Person Named(string id, string name) => new(id, name, Level.Senior) { Emails = [$"{id}@example.com"] };

    /// <summary>Entra ID is asked for tokens by https alone; here what it would be asked reaches the fake.</summary>
    private sealed class TokensOfFake(Uri address) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("https://login.microsoftonline.com", request.RequestUri!.GetLeftPart(UriPartial.Authority));
            request.RequestUri = new Uri(address, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
