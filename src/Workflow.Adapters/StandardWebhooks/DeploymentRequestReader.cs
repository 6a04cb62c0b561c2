using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>Reads the <c>data</c> of a <c>deployment.requested</c> event.</summary>
internal sealed class DeploymentRequestReader(StandardWebhooksOptions options)
{
    /// <summary>Ids that begin so belong to deployments that another receiver names.</summary>
    private const string ReservedPrefix = "github-";

    private const string Git = "git";
    private const string GitHub = "github";
    private const string CallbackUrl = "callbackUrl";
    private const string Callback = "callback";
    private const string Polled = "polled";
    private const int MaxLinks = 20;

    /// <returns>
    /// The request, with the contents of the documents that came with it; null, or a request that must not be used, where problems were
    /// noted.
    /// </returns>
    public (DeploymentRequest? Request, IReadOnlyList<DocumentContent> Contents) Read(PayloadObject data, DateTimeOffset now)
    {
        var id = ReadId(data, "id");
        var service = data.Text("service");
        var environment = data.Text("environment");
        var repository = ReadRepository(data.Object("repository"));
        var commits = ReadCommits(data.Object("commits"), repository?.Kind);
        var name = data.Text("ref", isRequired: false);
        var requester = ReadRequester(data.Object("requester"));
        var pipeline = ReadPipeline(data);
        var digest = data.Text("artifactDigest", IsDigest, "an algorithm, ':' and a value", isRequired: false);
        var links = data.Objects("links", MaxLinks).Select(ReadLink).OfType<Link>().ToList();
        var documents = new DocumentsReader(options).Read(data);
        var declaration = DeclarationReader.Read(data.Object("declaration", isRequired: false));
        data.RefuseOthers();
        if (id is null || service is null || environment is null || repository is null || commits is null
            || requester is null || pipeline is null)
        {
            return (null, []);
        }

        var request = new DeploymentRequest(id, service, environment, repository, commits, requester, pipeline, now)
        {
            Ref = name,
            ArtifactDigest = digest,
            Links = links,
            Documents = [.. documents.Select(one => one.Document)],
            Declaration = declaration,
        };
        return (request, [.. documents.Select(one => one.Content).OfType<DocumentContent>()]);
    }

    internal static DeploymentId? ReadId(PayloadObject data, string field)
    {
        var text = data.Text(
            field,
            text => DeploymentId.TryParse(text, out _) && !text.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase),
            $"1 to {DeploymentId.MaxLength} letters, digits, '-', '_' or '.', beginning with a letter or digit and not with "
            + $"'{ReservedPrefix}'");
        return text is null ? null : DeploymentId.Parse(text);
    }

    private PipelineReference? ReadPipeline(PayloadObject data)
    {
        if (data.Text("answer", text => text is Callback or Polled, $"{Callback} or {Polled}", isRequired: false) is not Polled)
        {
            return ReadCallback(data) is { } url ? new PipelineReference(StandardPipelineGate.PipelineKind, url.AbsoluteUri) : null;
        }

        if (data.Text(CallbackUrl, isRequired: false, isSecret: true) is not null)
        {
            data.Note(CallbackUrl, $"must be absent where answer is {Polled}: nothing is sent");
        }

        return new PipelineReference(PolledPipelineGate.PipelineKind, "");
    }

    /// <remarks>The query may hold a secret of the pipeline's: no problem shows more than the origin.</remarks>
    private Uri? ReadCallback(PayloadObject data)
    {
        var url = data.Url(CallbackUrl, isSecret: true);
        if (url is { UserInfo.Length: > 0 } or { Fragment.Length: > 0 })
        {
            data.Note(CallbackUrl, "must have no user name, password or fragment; what the pipeline needs to know it by goes in the query");
        }
        else if (url is not null && !options.AllowsCallback(url))
        {
            data.Note(
                CallbackUrl,
                $"has an origin that callbacks may not go to; have it added to {nameof(options.AllowedCallbackOrigins)}",
                StandardWebhooksOptions.OriginOf(url));
        }

        return url;
    }

    private static RepositoryReference? ReadRepository(PayloadObject? repository)
    {
        var kind = repository?.Text("kind", text => text is Git or GitHub, $"{Git} or {GitHub}");
        var location = repository?.Text("location", isRequired: true, maxLength: 1024);
        repository?.RefuseOthers();
        return kind is null || location is null ? null : new RepositoryReference(kind, location);
    }

    private static CommitRange? ReadCommits(PayloadObject? commits, string? kind)
    {
        const string ObjectId = "a full 40 or 64 digit hexadecimal commit id";
        var deployed = commits?.Text("base", CommitRange.IsFullObjectId, ObjectId, isRequired: kind is Git)?.ToLowerInvariant();
        var head = commits?.Text("head", CommitRange.IsFullObjectId, ObjectId)?.ToLowerInvariant();
        commits?.RefuseOthers();
        if (head is not null && head == deployed)
        {
            commits!.Note("head", "is the same commit as base: there is nothing to deploy");
        }

        return head is null ? null : new CommitRange(deployed, head);
    }

    private static ActorIdentity? ReadRequester(PayloadObject? requester) =>
        requester is null ? null : ReadActor(requester, "one of them must say who started the pipeline run");

    /// <param name="why">What one of the identifiers is needed for.</param>
    internal static ActorIdentity ReadActor(PayloadObject actor, string why)
    {
        var name = actor.Text("name", isRequired: false);
        var email = actor.Text("email", text => text.Contains('@', StringComparison.Ordinal), "a mail address", isRequired: false);
        var login = actor.Text("login", isRequired: false);
        actor.RefuseOthers();
        if (actor.LacksAll("email", "login"))
        {
            actor.Note("email", $"is missing, and so is login; {why}");
        }

        return new ActorIdentity(name, email, login);
    }

    private static Link? ReadLink(PayloadObject link)
    {
        var title = link.Text("title");
        var url = link.Url("url");
        link.RefuseOthers();
        return title is null || url is null ? null : new Link(title, url);
    }

    private static bool IsDigest(string text) => text.Split(':') is [{ Length: > 0 }, { Length: > 0 }];
}
