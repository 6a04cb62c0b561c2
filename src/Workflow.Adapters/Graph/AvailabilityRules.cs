using System.Globalization;
using Microsoft.Graph.Models;
using Workflow.Adapters.Files;
using Workflow.Core.Reviews;
using CoreHours = Workflow.Core.Reviews.WorkingHours;
using CorePresence = Workflow.Core.Reviews.Presence;
using GraphPresence = Microsoft.Graph.Models.Presence;
using Person = Workflow.Core.Reviews.Person;

namespace Workflow.Adapters.Graph;

/// <summary>What Graph tells of somebody's presence.</summary>
/// <param name="IsOutOfOffice">Whether Teams or the calendar says that they are out of office.</param>
internal sealed record SeenPresence(CorePresence Presence, bool IsOutOfOffice);

/// <summary>What Graph tells of somebody's mailbox.</summary>
/// <param name="Hours">Null where they are not set, or are none that the gate can count in.</param>
internal sealed record MailboxFacts(CoreHours? Hours, Absence? Absence, string? Language);

/// <summary>Makes hours, absences and presence of what Graph answers. What makes no sense is not known.</summary>
internal static class AvailabilityRules
{
    private const string OutOfOffice = "OutOfOffice";

    private static readonly Absence Open = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>An absence without an end that anybody told lasts until further notice.</summary>
    public static Person Describe(Person person, SeenPresence? seen, MailboxFacts? mailbox, DateTimeOffset now)
    {
        var known = mailbox?.Absence is { } absence ? person with { Absences = [.. person.Absences, absence] } : person;
        return known with
        {
            Hours = mailbox?.Hours ?? person.Hours,
            Absences = seen is { IsOutOfOffice: true } && known.AbsenceAt(now) is null ? [.. known.Absences, Open] : known.Absences,
            Language = person.Language ?? mailbox?.Language,
            Presence = seen?.Presence ?? person.Presence,
        };
    }

    public static SeenPresence SeenOf(GraphPresence presence) => new(
        presence.Availability switch
        {
            "Available" or "AvailableIdle" => CorePresence.Available,
            "Busy" or "BusyIdle" => CorePresence.Busy,
            "Away" or "BeRightBack" => CorePresence.Away,
            "DoNotDisturb" => CorePresence.DoNotDisturb,
            "Offline" => CorePresence.Offline,
            _ => CorePresence.Unknown,
        },
        presence.Activity == OutOfOffice || presence.OutOfOfficeSettings?.IsOutOfOffice is true);

    public static MailboxFacts FactsOf(MailboxSettings settings) => new(
        HoursOf(settings), AbsenceOf(settings.AutomaticRepliesSetting), LanguageOf(settings.Language?.Locale));

    private static CoreHours? HoursOf(MailboxSettings settings)
    {
        if (settings.WorkingHours is not { StartTime: { } from, EndTime: { } to, DaysOfWeek: { Count: > 0 } days } hours
            || (TimeZoneNames.Find(hours.TimeZone?.Name) ?? TimeZoneNames.Find(settings.TimeZone)) is not { } zone)
        {
            return null;
        }

        var (opens, closes) = (TimeOnly.FromDateTime(from.DateTime), TimeOnly.FromDateTime(to.DateTime));
        DayOfWeek[] worked = [.. days.OfType<DayOfWeekObject>().Where(day => (int)day < 7).Select(day => (DayOfWeek)(int)day).Distinct()];
        return opens < closes && worked.Length > 0 ? new CoreHours(zone, worked, opens, closes, []) : null;
    }

    private static Absence? AbsenceOf(AutomaticRepliesSetting? replies)
    {
        if (replies?.Status is AutomaticRepliesStatus.AlwaysEnabled)
        {
            return Open;
        }

        return replies?.Status is AutomaticRepliesStatus.Scheduled
            && MomentOf(replies.ScheduledStartDateTime) is { } from
            && MomentOf(replies.ScheduledEndDateTime) is { } until
            && from < until
                ? new Absence(from, until)
                : null;
    }

    private static DateTimeOffset? MomentOf(DateTimeTimeZone? moment)
    {
        if (!DateTime.TryParse(moment?.DateTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || TimeZoneNames.Find(moment!.TimeZone) is not { } name)
        {
            return null;
        }

        var clock = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new DateTimeOffset(clock, TimeZoneInfo.FindSystemTimeZoneById(name).GetUtcOffset(clock)).ToUniversalTime();
    }

    private static string? LanguageOf(string? locale) => locale is not null && LanguageTag.IsValid(locale) ? locale : null;
}
