using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;
using Workflow.Adapters.Graph;
using Workflow.Core.Reviews;
using Workflow.Tests.Core;
using Presence = Microsoft.Graph.Models.Presence;
using WorkingHours = Microsoft.Graph.Models.WorkingHours;

namespace Workflow.Tests.Adapters.Graph;

public sealed class AvailabilityRulesTests
{
    [Theory]
    [InlineData("Available", "Available")]
    [InlineData("AvailableIdle", "Available")]
    [InlineData("Busy", "Busy")]
    [InlineData("BusyIdle", "Busy")]
    [InlineData("Away", "Away")]
    [InlineData("BeRightBack", "Away")]
    [InlineData("DoNotDisturb", "DoNotDisturb")]
    [InlineData("Offline", "Offline")]
    [InlineData("PresenceUnknown", "Unknown")]
    [InlineData("Something new", "Unknown")]
    public void Every_Availability_Has_Its_Presence(string told, string expected) =>
        Assert.Equal(expected, AvailabilityRules.SeenOf(new Presence { Availability = told }).Presence.ToString());

    [Fact]
    public void Every_Windows_Name_Stands_For_A_Zone_That_This_Machine_Knows() =>
        Assert.All(TimeZoneNames.OfWindows, name => Assert.NotNull(TimeZoneNames.Find(name)));

    [Theory]
    [InlineData("Pacific Standard Time", "America/Los_Angeles")]
    [InlineData(" w. europe standard time ", "Europe/Berlin")]
    [InlineData("Asia/Tokyo", "Asia/Tokyo")]
    [InlineData("Customized Time Zone", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Time_Zones_Are_Found_By_Names_Of_Windows_And_Of_Iana(string? name, string? expected) =>
        Assert.Equal(expected, TimeZoneNames.Find(name));

    [Theory]
    [InlineData("22:00", "06:00", "UTC")]
    [InlineData("09:00", "09:00", "UTC")]
    [InlineData("09:00", "17:00", "Nowhere")]
    public void Hours_That_The_Gate_Cannot_Count_In_Are_Not_Known(string from, string to, string zone) =>
        Assert.Null(AvailabilityRules.FactsOf(Mailbox(from, to, zone)).Hours);

    [Fact]
    public void A_Zone_Of_Its_Own_Gives_Way_To_The_Mailboxs()
    {
        var settings = Mailbox("09:00", "17:00", "Customized Time Zone");
        settings.TimeZone = "Pacific Standard Time";

        Assert.Equal("America/Los_Angeles", AvailabilityRules.FactsOf(settings).Hours?.TimeZone);
    }

    [Fact]
    public void Always_Automatic_Replies_Are_An_Absence_Until_Further_Notice_And_Past_Ones_Are_None()
    {
        var always = new MailboxSettings { AutomaticRepliesSetting = new() { Status = AutomaticRepliesStatus.AlwaysEnabled } };
        var past = new MailboxSettings
        {
            AutomaticRepliesSetting = new()
            {
                Status = AutomaticRepliesStatus.Scheduled,
                ScheduledStartDateTime = new() { DateTime = "2020-01-01T00:00:00", TimeZone = "UTC" },
                ScheduledEndDateTime = new() { DateTime = "2020-01-02T00:00:00", TimeZone = "UTC" },
            },
        };

        Assert.Equal("ada is away until further notice", Absence(always, isOutOfOffice: false));
        Assert.Null(Absence(past, isOutOfOffice: false));
        Assert.Equal("ada is away until further notice", Absence(past, isOutOfOffice: true));
    }

    private static string? Absence(MailboxSettings settings, bool isOutOfOffice)
    {
        var seen = new SeenPresence(Workflow.Core.Reviews.Presence.Away, isOutOfOffice);
        var person = AvailabilityRules.Describe(
            Given.Person("ada") with { Name = "ada" }, seen, AvailabilityRules.FactsOf(settings), Given.Noon);
        return Availability.FindAbsence(person, Given.Noon);
    }

    private static MailboxSettings Mailbox(string from, string to, string zone) => new()
    {
        WorkingHours = new WorkingHours
        {
            DaysOfWeek = [DayOfWeekObject.Monday],
            StartTime = new Time(DateTime.Parse($"2026-01-01T{from}", null)),
            EndTime = new Time(DateTime.Parse($"2026-01-01T{to}", null)),
            TimeZone = new TimeZoneBase { Name = zone },
        },
    };
}
