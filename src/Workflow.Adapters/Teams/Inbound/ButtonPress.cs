using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Cards;
using Workflow.Core.Deployments;

namespace Workflow.Adapters.Teams.Inbound;

/// <summary>A pressed button of a card, with what the sender had entered.</summary>
/// <param name="Id">The same for every delivery of one press; another for another press, so that each refusal is in the audit.</param>
/// <param name="Sender">By the verified token.</param>
/// <param name="Head">The head commit that the card shows.</param>
/// <param name="Locale">The sender's client's, as a BCP 47 tag; null where it does not say.</param>
internal sealed record ButtonPress(
    string Id, string Verb, DeploymentId Deployment, ActorIdentity Sender, string Head, string? Locale, JsonObject Data)
{
    /// <summary>No checklist is longer; what is sent beyond it is dropped.</summary>
    private const int MaxTicked = 100;

    /// <summary>What the sender has entered: the client puts it into the button's data.</summary>
    public CardInputs Inputs => new(
        Text("comment"),
        [
            .. Data.Where(one => one.Key.StartsWith(CardInputs.TogglePrefix, StringComparison.Ordinal))
                .Select(one => Text(one.Key))
                .Where(item => !string.IsNullOrEmpty(item) && item is not CardInputs.NotTicked)
                .OfType<string>()
                .Take(MaxTicked),
        ]);

    public string? Text(string name) => InboundActivity.Text(Data, name);

    /// <param name="verbs">Those that the gate's cards have.</param>
    /// <param name="defect">What is malformed, where the result is null.</param>
    public static ButtonPress? TryRead(InboundActivity activity, IReadOnlyCollection<string> verbs, out string defect)
    {
        var data = InboundActivity.Child(activity.Action, "data");
        var verb = InboundActivity.Text(activity.Action, "verb");
        DeploymentId? deployment = DeploymentId.TryParse(InboundActivity.Text(data, "reviewId"), out var id) ? id : null;
        var head = InboundActivity.Text(data, "head");
        defect = (verb is not null && verbs.Contains(verb), deployment, head) switch
        {
            (false, _, _) => $"value.action.verb must be one of {string.Join(", ", verbs)}.",
            (_, null, _) => "value.action.data.reviewId names no review.",
            (_, _, null or "") => "value.action.data.head is missing.",
            _ when string.IsNullOrWhiteSpace(activity.SenderObjectId) => "from.aadObjectId is missing.",
            _ => string.Empty,
        };
        return defect.Length > 0
            ? null
            : new ButtonPress(
                IdOf(activity, verb!, deployment!.Value),
                verb!,
                deployment,
                new ActorIdentity(activity.SenderName, ObjectId: activity.SenderObjectId),
                head!,
                activity.Locale,
                data!);
    }

    private static string IdOf(InboundActivity activity, string verb, string review)
    {
        string?[] parts =
            [activity.ConversationId, activity.ReplyToId, activity.Id, activity.SenderObjectId!.ToLowerInvariant(), verb, review];
        return $"teams-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32]}";
    }
}
