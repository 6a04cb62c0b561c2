using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Api.Access;
using Workflow.Tests.Fakes;

namespace Workflow.Tests.Api;

/// <summary>A gate with one waiting review, people who sign in, and the forms that their browsers send.</summary>
internal sealed class DecisionDesk(GateServer gate, FakePeople people) : IAsyncDisposable
{
    public const string Page = "/deployments/d-1/decision";

    public static readonly Person Asked = SampleReviews.Senior;

    public static readonly Person Other = SampleReviews.Principal with { Id = "p-9", ObjectId = "11111111-0000-4000-8000-000000000009" };

    public GateServer Gate => gate;

    public FakePeople People => people;

    public static DateTimeOffset Now => SampleReviews.Now;

    /// <summary>The decisions that the orchestration was told of.</summary>
    public IReadOnlyList<Decision> Decisions => [.. gate.Orchestrations.Events.Select(one => (Decision)one.Payload)];

    public static async Task<DecisionDesk> OpenAsync(
        ReviewRequirement? requirement = null, Action<IServiceCollection>? configure = null)
    {
        var people = new FakePeople();
        people.People.AddRange([SampleReviews.Junior, Asked, SampleReviews.Principal, Other]);
        var gate = await GateServer.StartAsync(services =>
        {
            Principal.SignIn(services);
            services.AddSingleton<IPeopleDirectory>(people);
            configure?.Invoke(services);
        });
        var review = SampleReviews.Waiting();
        await gate.KeepAsync(requirement is null ? review : review with { Policy = review.Policy! with { Requirement = requirement } });
        await gate.Orchestrations.ScheduleNewOrchestrationInstanceAsync("DeploymentReview", "d-1", "", TestContext.Current.CancellationToken);
        return new DecisionDesk(gate, people);
    }

    /// <summary>The path of somebody's link.</summary>
    public static string LinkOf(Person person, DateTimeOffset? expires = null, string id = "d-1") =>
        "/decisions/" + TestLinks.Of(TestLinks.Key).Create(
            Workflow.Core.Deployments.DeploymentId.Parse(id), person.Id, "first", expires ?? Now.AddHours(1));

    public Task<(int Status, string Page)> GetAsync(string path, Person person, DateTimeOffset? signedInAt = null) =>
        SendAsync(HttpMethod.Get, path, null, Principal.Person(person.ObjectId!, person.Name, signedInAt));

    public Task<(int Status, string Page)> PostAsync(
        string path, Person person, string action, string comment = "", string[]? ticked = null, DateTimeOffset? signedInAt = null) =>
        PostAsync(path, Principal.Person(person.ObjectId!, person.Name, signedInAt), action, comment, ticked);

    public Task<(int Status, string Page)> PostAsync(
        string path, string principal, string action, string comment = "", string[]? ticked = null, string? head = null)
    {
        var fields = new List<KeyValuePair<string, string>>
        {
            new("head", head ?? SampleReviews.Head), new("action", action), new("comment", comment),
        };
        fields.AddRange((ticked ?? []).Select(item => new KeyValuePair<string, string>("ticked", item)));
        return SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields), principal);
    }

    public ValueTask DisposeAsync() => gate.DisposeAsync();

    private async Task<(int Status, string Page)> SendAsync(HttpMethod method, string path, HttpContent? content, string principal)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add(Principal.Header, principal);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var response = await gate.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
