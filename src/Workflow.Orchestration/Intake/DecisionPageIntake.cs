using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Intake;

/// <summary>
/// Takes decisions from the decision page, of people who are signed in. The page is reached by the deployment's id, or by a link from a
/// mail, which counts for one person, until it expires, and for one decision.
/// </summary>
public sealed class DecisionPageIntake(
    IDecisionLinks links,
    IReviewStore reviews,
    IPeopleDirectory people,
    IDeliveryLog deliveries,
    IAuditLog audit,
    DecisionIntake intake,
    TimeProvider clock)
{
    private const string Scope = "decision-link";
    private const string Used = "used";

    /// <summary>What somebody may do on the page. Consumes nothing and changes nothing.</summary>
    /// <param name="caller">Who is signed in, known by the object id alone.</param>
    public async Task<DecisionOpening> OpenAsync(DecisionPath path, ActorIdentity caller, CancellationToken cancellationToken)
    {
        var link = path.Token is { } token ? links.Read(token) : null;
        if (path.Token is not null && link is null)
        {
            return new DecisionOpening(DecisionDoor.Forged);
        }

        if (link is not null && clock.GetUtcNow() >= link.Expires)
        {
            return new DecisionOpening(DecisionDoor.Expired);
        }

        if (await reviews.FindAsync(link?.Review ?? path.Deployment!, cancellationToken) is not { } review)
        {
            return new DecisionOpening(DecisionDoor.UnknownDeployment);
        }

        var person = await people.FindAsync(caller, cancellationToken);
        if (link is not null && person?.Id != link.PersonId)
        {
            return new DecisionOpening(DecisionDoor.OtherPerson) { Link = link };
        }

        if (review.FindAsked(person?.Id) is not { } asked)
        {
            return new DecisionOpening(DecisionDoor.NotAsked);
        }

        var isUsed = link is not null && await deliveries.HasAttemptAsync(Scope, link.Nonce, Used, cancellationToken);
        var rejection = new Decision("", review.Id, caller, DecisionKind.Reject, "?", review.Request.Commits.Head, clock.GetUtcNow());
        return new DecisionOpening(isUsed ? DecisionDoor.Used : DecisionDoor.Open)
        {
            Link = link,
            Review = review,
            Person = person,
            Asked = asked,
            Closed = DecisionRules.Judge(review, rejection, person) is { IsAccepted: false } refusal ? refusal : null,
        };
    }

    /// <summary>
    /// Takes a decision. A link is used up by the first decision that counts and by nothing else; the same decision sent again is answered
    /// as it was.
    /// </summary>
    /// <param name="given">What the form says.</param>
    /// <returns>No judgement where the page is not open to the caller.</returns>
    public async Task<DecisionTaken> DecideAsync(
        DecisionPath path, ActorIdentity caller, GivenDecision given, CancellationToken cancellationToken)
    {
        var opening = await OpenAsync(path, caller, cancellationToken);
        if (opening.Door is DecisionDoor.OtherPerson)
        {
            await RecordOtherPersonAsync(opening.Link!, caller, cancellationToken);
        }

        if (opening is not { Review: { } review, Person: { } person })
        {
            return new DecisionTaken(opening, null);
        }

        var decision = new Decision(
            IdOf(review.Id, person, given), review.Id, caller, given.Kind, given.Comment, given.Head, clock.GetUtcNow())
        {
            Ticked = given.Ticked,
            SignedInAt = given.SignedInAt,
        };
        if (opening.Link is { } link)
        {
            var judgement = DecisionRules.Judge(review, decision, person);
            if (!judgement.IsAccepted)
            {
                await audit.AppendAsync(DecisionAudit.Refused(decision, person, judgement), cancellationToken);
                return new DecisionTaken(opening, opening.Door is DecisionDoor.Used ? null : judgement);
            }

            if (await deliveries.ClaimAsync(Scope, link.Nonce, decision.Id, Used, cancellationToken) is DeliveryClaim.Conflict)
            {
                return new DecisionTaken(opening with { Door = DecisionDoor.Used }, null);
            }
        }

        var reply = await intake.SubmitAsync(decision, cancellationToken);
        return new DecisionTaken(opening with { Door = DecisionDoor.Open, Review = reply.Review ?? review }, reply.Judgement);
    }

    private Task RecordOtherPersonAsync(DecisionLink link, ActorIdentity caller, CancellationToken cancellationToken)
    {
        var entry = new AuditEntry(
            link.Review,
            $"link.refused:{link.Nonce}:{caller.ObjectId}",
            "link.refused",
            caller.ToString(),
            $"{caller} tried to decide by the link of {link.PersonId}: refused.");
        return audit.AppendAsync(entry, cancellationToken);
    }

    /// <summary>The same for the same decision of the same person, however often it is sent.</summary>
    private static string IdOf(DeploymentId review, Person person, GivenDecision given)
    {
        string[] parts =
        [
            review.Value, person.Id, given.Kind.ToString(), given.Head, given.Comment ?? "",
            given.Ticked.Count.ToString(CultureInfo.InvariantCulture), .. given.Ticked,
        ];
        return $"page-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..32]}";
    }
}
