using System.Diagnostics;
using System.Globalization;
using MimeKit;
using Workflow.Core;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Mail;

/// <summary>The mail that tells a friction control's owner and the operators of its life.</summary>
public static class FrictionControlEmail
{
    /// <summary>Pure: the same arguments give the same mail, with the same Message-ID for each end of a control.</summary>
    /// <param name="at">The mail's date.</param>
    public static MimeMessage Compose(FrictionControl control, FrictionNotice notice, MailOptions options, DateTimeOffset at)
    {
        var end = Words.Of(control.Until);
        var renewing = $"a reason and an expiry at most {FrictionControl.LongestLife.Days} days ahead";
        var (subject, news, advice) = notice switch
        {
            FrictionNotice.Opened => (
                $"Friction control opened: {control.Name}",
                $"An incident opened the friction control '{control.Name}' of your policy. It holds until {end}.",
                $"Where it is needed for longer, renew it, with {renewing}. Where it is not needed, end it with a reason."),
            FrictionNotice.EndsSoon => (
                $"Friction control ends soon: {control.Name}",
                $"The friction control '{control.Name}' ends at {end}.",
                $"If it is still needed, renew it, with {renewing}. If not, let it end."),
            FrictionNotice.Ended => (
                $"Friction control ended: {control.Name}",
                $"The friction control '{control.Name}' ended at {end}.",
                "A control that has ended is not renewed: where it is still needed, add a new one."),
            _ => throw new UnreachableException(),
        };
        const string Effect =
            "From its end on it adds nothing to what the policy asks for. Reviews that began before keep to what they began with.";
        var body = new MailBody().Paragraph(news).Section("The control", Facts(control)).Paragraph(Effect).Paragraph(advice);
        if (control.Incident is { } incident)
        {
            body.Link("The incident", incident);
        }

        return GateMail.Create(
            $"friction control {control.Name}",
            string.Create(CultureInfo.InvariantCulture, $"{Words.Token(notice)}-{control.Until.UtcDateTime:yyyyMMddHHmmss}"),
            subject,
            Recipients(control, options),
            body,
            options,
            at);
    }

    private static IEnumerable<string> Facts(FrictionControl control)
    {
        var (environments, services) = (control.Scope.Environments, control.Scope.Services);
        yield return $"scope: {(services.Count == 0 ? "every service" : string.Join(", ", services))} "
            + $"to {(environments.Count == 0 ? "every environment" : string.Join(", ", environments))}";
        yield return $"it asks for {control.Requirement}"
            + (control.Mode is FrictionMode.Enforce ? "" : ", not enforced (shadow)");
        yield return $"it was added because: {control.Reason}";
        yield return $"owner: {control.Owner}";
        yield return $"in force from {Words.Of(control.Starts)} to {Words.Of(control.Until)}";
    }

    private static IEnumerable<MailboxAddress> Recipients(FrictionControl control, MailOptions options) =>
        options.OperatorAddresses
            .Prepend(control.Owner)
            .Select(MailboxAddress.Parse)
            .DistinctBy(mailbox => mailbox.Address, StringComparer.OrdinalIgnoreCase);
}
