using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Workflow.Core.Deployments;

namespace Workflow.Api.Routing;

/// <summary>An error as the sender of a request reads it (RFC 9457).</summary>
/// <param name="Token">The last part of the problem's type: one word for programs.</param>
/// <param name="Title">The same for every problem of this type.</param>
/// <param name="Detail">What is wrong this time, and how to mend it.</param>
public sealed record GateProblem(int Status, string Token, string Title, string Detail)
{
    private const string TypePrefix = "urn:problem-type:deployment-review-gate:";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    public DeploymentId? Deployment { get; init; }

    /// <summary>The methods that the path takes, where the problem is that it does not take this one.</summary>
    public string? Allow { get; init; }

    /// <summary>Where on this host to sign in, where the problem is that nobody has.</summary>
    public string? SignInPath { get; init; }

    public static GateProblem TooLarge(int maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge, "too-large", "The body is too large", $"At most {maxBytes / 1024} KiB are read here.");

    public static GateProblem NotJson(string? contentType) => new(
        StatusCodes.Status415UnsupportedMediaType,
        "not-json",
        "The body is not announced as JSON",
        $"The Content-Type is {(contentType is null ? "missing" : $"'{contentType}'")}; send application/json.");

    internal static GateProblem NotForm(string? contentType) => new(
        StatusCodes.Status415UnsupportedMediaType,
        "not-form",
        "The body is no form",
        $"The Content-Type is {(contentType is null ? "missing" : $"'{contentType}'")}; send the form of the page.");

    public static GateProblem UnknownDeployment(string id) => new(
        StatusCodes.Status404NotFound,
        "unknown-deployment",
        "There is no such deployment",
        $"No review of a deployment '{id}' is kept. One that was accepted a moment ago appears within seconds.");

    public static GateProblem NoPhoto(string person) => new(
        StatusCodes.Status404NotFound,
        "no-photo",
        "There is no picture of this person",
        $"No picture of '{person}' is known, or nobody of that id may be asked for a review.");

    public static GateProblem BadParameter(string detail) =>
        new(StatusCodes.Status400BadRequest, "bad-parameter", "A parameter is wrong", detail);

    public static GateProblem UnknownPath(string path) => new(
        StatusCodes.Status404NotFound, "unknown-path", "There is nothing at this path", $"The gate has no '{path}'.");

    public static GateProblem MethodNotAllowed(string method, string allow) => new(
        StatusCodes.Status405MethodNotAllowed,
        "method-not-allowed",
        "The path does not take this method",
        $"{method} is not taken here; use {allow}.")
    {
        Allow = allow,
    };

    public static GateProblem Unavailable() => new(
        StatusCodes.Status503ServiceUnavailable,
        "unavailable",
        "The gate cannot take this at the moment",
        $"Nothing was confirmed. Send the same again in {RetryAfter.TotalSeconds:0} seconds.");

    internal static GateProblem TookTooLong(TimeSpan limit) => new(
        StatusCodes.Status503ServiceUnavailable,
        "took-too-long",
        "The gate took too long",
        $"The request was given up after {limit.TotalSeconds:0.#} seconds. Send it again in {RetryAfter.TotalSeconds:0} seconds.");

    internal static GateProblem Internal() => new(
        StatusCodes.Status500InternalServerError,
        "internal",
        "The gate failed to answer",
        "The failure is in the gate's log under the trace id.");

    internal static GateProblem BadRequest(BadHttpRequestException exception) => new(
        exception.StatusCode, "bad-request", "The request cannot be read", exception.Message);

    /// <summary>Writes the problem as <c>application/problem+json</c>, with its headers.</summary>
    public IResult ToResult(HttpContext context)
    {
        SetHeaders(context.Response);
        var problem = new ProblemDetails { Status = Status, Type = TypePrefix + Token, Title = Title, Detail = Detail };
        if (Deployment is not null)
        {
            problem.Extensions["deployment"] = Deployment.Value;
        }

        if (Status >= StatusCodes.Status500InternalServerError)
        {
            problem.Extensions["traceId"] = TraceId(context);
        }

        return TypedResults.Problem(problem);
    }

    internal static string TraceId(HttpContext context) =>
        Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    internal void SetHeaders(HttpResponse response)
    {
        response.Headers.Allow = Allow;
        response.Headers.WWWAuthenticate = SignInPath is null ? default : "Bearer";
        if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = $"{RetryAfter.TotalSeconds:0}";
        }
    }
}
