using Workflow.Core;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Intake;

/// <summary>
/// Takes the steps of friction controls from people who signed in. Each may be repeated, and is in the trail of friction controls.
/// </summary>
public sealed class FrictionIntake(
    IFrictionControlStore store,
    FrictionRegister register,
    FrictionTrail trail,
    IPolicySource policies,
    IPeopleDirectory people,
    TimeProvider clock)
{
    /// <summary>Every review keeps what it was judged by, so that many controls would make each of them large.</summary>
    private const int MostControls = 100;

    /// <param name="actor">Who adds it, by the object id of a verified token.</param>
    /// <param name="asked">With an empty owner for whoever adds it, and a start of <see cref="DateTimeOffset.MinValue"/> for now.</param>
    public async Task<FrictionJudgement> AddAsync(ActorIdentity actor, FrictionControl asked, CancellationToken cancellationToken)
    {
        var person = await people.FindAsync(actor, cancellationToken);
        var known = await register.ListAsync(cancellationToken);
        var before = known.FirstOrDefault(one => IsNamed(one, asked.Name));
        var now = clock.GetUtcNow();
        var control = asked with
        {
            Owner = asked.Owner.Length > 0 ? asked.Owner : person?.Email ?? "",
            Starts = asked.Starts > DateTimeOffset.MinValue ? asked.Starts : before?.Starts ?? now,
            CreatedBy = NameOf(actor, person),
        };
        control = control with { Digest = FrictionDigest.Of(control) };
        if (before is null)
        {
            var policy = await policies.GetAsync(cancellationToken);
            if (FrictionSteps.FindDefects(control, [.. policy.Environments.Keys], now) is { Count: > 0 } defects)
            {
                return FrictionJudgement.Refuse(FrictionRefusal.Invalid, string.Join(' ', defects));
            }

            if (known.Count(one => one.CreatedBy != AuditEntry.Gate && one.StateAt(now) is not FrictionState.Ended) >= MostControls)
            {
                return FrictionJudgement.Refuse(
                    FrictionRefusal.TooMany, $"There are {MostControls} controls already. End those that are no longer needed.");
            }

            before = await store.CreateAsync(control, cancellationToken);
        }

        // Who leaves the start to the gate means the same a moment later.
        var same = asked.Starts > DateTimeOffset.MinValue ? control : control with { Starts = before.Starts };
        if (before.Digest != FrictionDigest.Of(same))
        {
            var advice = before.StateAt(now) is FrictionState.Ended ? "" : ", or renew that one";
            return FrictionJudgement.Refuse(
                FrictionRefusal.NameTaken, $"There is, or was, another control '{before.Name}'. Choose another name{advice}.");
        }

        await trail.RecordAsync(before, now, cancellationToken);
        return FrictionJudgement.Accept(before, Describe(before, now));
    }

    /// <param name="actor">Who renews it, by the object id of a verified token.</param>
    public Task<FrictionJudgement> RenewAsync(
        ActorIdentity actor, string name, string? reason, DateTimeOffset until, CancellationToken cancellationToken) => ChangeAsync(
        actor,
        name,
        (control, by, now) =>
        {
            var renewal = new FrictionRenewal(now, by, Clean(reason), until);
            return FrictionSteps.IsRepeated(control, renewal) || FrictionSteps.FindDefect(control, renewal) is not { } defect
                ? (FrictionSteps.Renew(control, renewal), null)
                : (control, defect);
        },
        cancellationToken);

    /// <param name="actor">Who ends it, by the object id of a verified token.</param>
    public Task<FrictionJudgement> EndAsync(ActorIdentity actor, string name, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor,
            name,
            (control, by, now) =>
            {
                var end = new FrictionEnd(now, by, Clean(reason));
                return FrictionSteps.IsRepeated(control, end) || FrictionSteps.FindDefect(control, end) is not { } defect
                    ? (FrictionSteps.End(control, end), null)
                    : (control, defect);
            },
            cancellationToken);

    private async Task<FrictionJudgement> ChangeAsync(
        ActorIdentity actor,
        string name,
        Func<FrictionControl, string, DateTimeOffset, (FrictionControl Control, string? Defect)> change,
        CancellationToken cancellationToken)
    {
        if (await store.FindAsync(name, cancellationToken) is null)
        {
            return (await register.ListAsync(cancellationToken)).Any(one => IsNamed(one, name))
                ? FrictionJudgement.Refuse(
                    FrictionRefusal.FromFile, $"Friction control '{name}' is kept in a file: change it there.")
                : FrictionJudgement.Refuse(FrictionRefusal.Unknown, $"There is no friction control '{name}'.");
        }

        var by = NameOf(actor, await people.FindAsync(actor, cancellationToken));
        var now = clock.GetUtcNow();
        string? defect = null;
        var control = await store.UpdateAsync(
            name,
            before =>
            {
                (var after, defect) = change(before, by, now);
                return after;
            },
            cancellationToken);
        if (defect is not null)
        {
            return FrictionJudgement.Refuse(FrictionRefusal.NotPossible, defect);
        }

        await trail.RecordAsync(control, now, cancellationToken);
        return FrictionJudgement.Accept(control, Describe(control, now));
    }

    private static string Describe(FrictionControl control, DateTimeOffset now) => control.StateAt(now) switch
    {
        FrictionState.Ended => $"Friction control '{control.Name}' ended at {Words.Of(control.Until)}.",
        FrictionState.Upcoming =>
            $"Friction control '{control.Name}' will be in force from {Words.Of(control.Starts)} to {Words.Of(control.Until)}.",
        _ => $"Friction control '{control.Name}' is in force until {Words.Of(control.Until)}.",
    };

    private static bool IsNamed(FrictionControl control, string name) => control.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>With an identifier: two people may have one name, and anybody any.</summary>
    private static string NameOf(ActorIdentity actor, Person? person) => $"{person?.Name ?? actor.Name} ({person?.Id ?? actor.ObjectId})";

    private static string Clean(string? reason) => reason?.Trim() ?? "";
}

/// <summary>What became of a step.</summary>
/// <param name="Accepted">The control as it is kept; null where the step is refused.</param>
/// <param name="Message">What was done, or why not and how to mend it.</param>
public sealed record FrictionJudgement(FrictionControl? Accepted, FrictionRefusal? Refusal, string Message)
{
    public static FrictionJudgement Accept(FrictionControl control, string message) => new(control, null, message);

    public static FrictionJudgement Refuse(FrictionRefusal refusal, string message) => new(null, refusal, message);
}

/// <summary>Why a step of a friction control is refused.</summary>
public enum FrictionRefusal
{
    Unknown,

    /// <summary>What was asked for cannot be.</summary>
    Invalid,

    /// <summary>A control of this name asks for something else.</summary>
    NameTaken,

    TooMany,

    /// <summary>It is changed where its file is.</summary>
    FromFile,

    /// <summary>The control as it stands does not allow it.</summary>
    NotPossible,
}
