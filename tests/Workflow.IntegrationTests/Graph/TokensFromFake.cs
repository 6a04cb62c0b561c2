namespace Workflow.IntegrationTests.Graph;

/// <summary>Entra ID is asked for tokens by https alone; here what it would be asked reaches the fake.</summary>
internal sealed class TokensFromFake(Uri address) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal("https://login.microsoftonline.com", request.RequestUri!.GetLeftPart(UriPartial.Authority));
        request.RequestUri = new Uri(address, request.RequestUri.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
