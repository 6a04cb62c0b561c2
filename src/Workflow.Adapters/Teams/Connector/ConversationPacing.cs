namespace Workflow.Adapters.Teams.Connector;

/// <summary>Lets each call wait for its turn.</summary>
internal sealed class ConversationPacing(ConversationPace pace, TimeProvider time) : DelegatingHandler
{
    private const string Conversations = "/v3/conversations/";

    /// <remarks>Timers leave out parts of a millisecond, so those are waited for as a whole one.</remarks>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (pace.Reserve(ConversationOf(request.RequestUri!.AbsolutePath)) is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private static string? ConversationOf(string path)
    {
        var begin = path.IndexOf(Conversations, StringComparison.Ordinal);
        return begin < 0 ? null : path[(begin + Conversations.Length)..].Split('/')[0];
    }
}
