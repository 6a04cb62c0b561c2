namespace Workflow.LocalHost.Demo.Gates;

/// <summary>
/// Asks a gate again that is slow or restarting, where asking changes nothing; says in plain words that it does not answer.
/// </summary>
/// <param name="patience">For how long a question is repeated.</param>
internal sealed class PatientHandler(Uri gate, TimeSpan patience, TimeProvider clock) : DelegatingHandler
{
    /// <summary>How long one attempt may take; a Functions host that starts its worker takes seconds.</summary>
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);

    public static TimeSpan UsualPatience { get; } = TimeSpan.FromSeconds(30);

    /// <exception cref="DemoException">The gate does not answer.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        while (true)
        {
            var mayRepeat = request.Method == HttpMethod.Get && clock.GetElapsedTime(begun) < patience;
            try
            {
                var response = await TryAsync(request, cancellationToken);
                if (!mayRepeat || (int)response.StatusCode < StatusCodes.Status500InternalServerError)
                {
                    return response;
                }

                response.Dispose();
            }
            catch (Exception failure) when (failure is HttpRequestException or TimeoutException)
            {
                if (!mayRepeat)
                {
                    throw new DemoException(TargetWords.DoesNotAnswer(gate, failure.Message));
                }
            }

            await Task.Delay(BetweenAttempts, clock, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> TryAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AttemptLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await base.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {AttemptLimit.TotalSeconds:0} seconds");
        }
    }
}
