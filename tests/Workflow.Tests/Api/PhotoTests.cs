using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Api;

public sealed class PhotoTests
{
    private static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, 1];

    [Fact]
    public async Task A_Picture_Is_Served_To_Browsers_That_May_Keep_It()
    {
        await using var gate = await GateServer.StartAsync(services => services.AddSingleton<IPersonPhotos>(new Known()));

        using var answer = await gate.GetAsync("/people/ada%20l/photo");

        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("max-age=3600, private", answer.Headers.CacheControl?.ToString());
        Assert.Equal(Picture, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Of_Others_There_Is_None_And_No_Browser_Remembers_That()
    {
        await using var gate = await GateServer.StartAsync(services => services.AddSingleton<IPersonPhotos>(new Known()));

        using var answer = await gate.GetAsync("/people/bob/photo");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task The_Review_Page_Shows_Pictures_Only_Where_The_Directory_Has_Some()
    {
        await using var with = await GateServer.StartAsync(services => services.AddSingleton<IPersonPhotos>(new Known()));
        await using var without = await GateServer.StartAsync();
        var review = SampleReviews.Cancelled();
        await with.KeepAsync(review);
        await without.KeepAsync(review);

        var asked = $"src=\"/people/{Uri.EscapeDataString(review.Asked[0].Person.Id)}/photo\"";
        Assert.Contains(asked, await with.GetPageAsync($"/deployments/{review.Id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("/photo", await without.GetPageAsync($"/deployments/{review.Id}"), StringComparison.Ordinal);
    }

    private sealed class Known : IPersonPhotos
    {
        public bool AreKept => true;

        public Task<PersonPhoto?> FindAsync(string personId, CancellationToken cancellationToken) =>
            Task.FromResult(personId == "ada l" ? new PersonPhoto(Picture, "image/jpeg") : null);
    }
}
