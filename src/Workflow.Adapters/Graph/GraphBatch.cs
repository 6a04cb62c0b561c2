using System.Net;
using Microsoft.Graph;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;

namespace Workflow.Adapters.Graph;

/// <summary>Many questions in few requests (learn.microsoft.com, "Combine multiple HTTP requests using JSON batching").</summary>
internal sealed class GraphBatch(GraphConnection connection, TimeProvider time)
{
    /// <summary>What Graph takes in one batch.</summary>
    public const int MaxSize = 20;

    /// <summary>How failures of a single question are read.</summary>
    private static readonly Dictionary<string, ParsableFactory<IParsable>> Failures = new()
    {
        ["XXX"] = ODataError.CreateFromDiscriminatorValue,
    };

    /// <summary>The answers in the order of the questions; null where there is no such thing.</summary>
    /// <param name="mayRefuse">Whether null is the answer also where Graph denies a single question.</param>
    /// <exception cref="ApiException">A question was refused, after it had also been asked alone.</exception>
    public async Task<IReadOnlyList<T?>> AskAsync<T>(
        IReadOnlyList<RequestInformation> questions,
        ParsableFactory<T> parse,
        CancellationToken cancellationToken,
        bool mayRefuse = false)
        where T : class, IParsable
    {
        List<T?> answers = [];
        foreach (var some in questions.Chunk(MaxSize))
        {
            answers.AddRange(await AskTogetherAsync(some, parse, mayRefuse, cancellationToken));
        }

        return answers;
    }

    private async Task<IReadOnlyList<T?>> AskTogetherAsync<T>(
        RequestInformation[] questions, ParsableFactory<T> parse, bool mayRefuse, CancellationToken cancellationToken)
        where T : class, IParsable
    {
        var batch = new BatchRequestContentCollection(connection.Client);
        List<string> ids = [];
        foreach (var question in questions)
        {
            ids.Add(await batch.AddBatchRequestStepAsync(question));
        }

        var response = await connection.Client.Batch.PostAsync(batch, cancellationToken);
        List<T?> answers = [];
        foreach (var (id, question) in ids.Zip(questions))
        {
            using var answer = await response.GetResponseByIdAsync(id);
            answers.Add(await ReadAsync(answer, question, parse, mayRefuse, cancellationToken));
        }

        return answers;
    }

    /// <summary>What was refused is asked again alone: a batch that went through says nothing about what is in it.</summary>
    private async Task<T?> ReadAsync<T>(
        HttpResponseMessage? answer,
        RequestInformation question,
        ParsableFactory<T> parse,
        bool mayRefuse,
        CancellationToken cancellationToken)
        where T : class, IParsable
    {
        if (answer is { IsSuccessStatusCode: true })
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            return await KiotaJsonSerializer.DeserializeAsync(body, parse, cancellationToken);
        }

        if (answer?.StatusCode is HttpStatusCode.NotFound || (mayRefuse && answer?.StatusCode is HttpStatusCode.Forbidden))
        {
            return null;
        }

        if (answer is not null && GraphResilience.IsThrottled(answer.StatusCode)
            && !await GraphResilience.TryWaitAsync(answer, time, cancellationToken))
        {
            throw new ApiException("asked for a longer wait than the gate takes") { ResponseStatusCode = (int)answer.StatusCode };
        }

        return await connection.Client.RequestAdapter.SendAsync(question, parse, Failures, cancellationToken);
    }
}
