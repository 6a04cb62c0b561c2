using CsCheck;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class StepPlanTests
{
    private static readonly string[] Zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)];

    private static readonly DayOfWeek[] Week =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static readonly Gen<EscalationStep> Steps = Gen.Select(
        Gen.Int[0, Zones.Length - 1], Gen.Int[0, 15], Gen.Int[1, 8], Gen.Int[1, 1440 * 3], Gen.Int[5, 600],
        (zone, from, hours, wait, remind) => new EscalationStep(
            "step", Level.Senior, TimeSpan.FromMinutes(wait), null, remind < wait ? TimeSpan.FromMinutes(remind) : null)
        {
            Hours = new WorkingHours(Zones[zone], Week, new TimeOnly(from, 0), new TimeOnly(from + hours, 0), []),
            InReviewersHours = true,
        });

    private static readonly Gen<DateTimeOffset> Moments =
        Gen.Int[0, 400 * 24 * 60].Select(minutes => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes));

    [Fact]
    public void A_Step_In_A_Reviewers_Hours_Ends_Within_Them_Or_At_Its_Latest_In_Every_Time_Zone() =>
        Gen.Select(Steps, Moments).Sample(
            (step, begun) =>
            {
                var plan = StepPlan.Of(step, begun);
                var latest = begun + step.LongestInReviewersHours;

                Assert.InRange(plan.Deadline, begun + step.Timeout, latest);
                Assert.True(plan.Deadline == latest || WorkingTime.IsWorking(step.Hours!, plan.Deadline.AddTicks(-1)));
                Assert.All(plan.Reminders!, moment => Assert.InRange(moment, begun, plan.Deadline.AddTicks(-1)));
                Assert.Equal(plan.Reminders!.Order(), plan.Reminders);
            },
            iter: 3000);

    [Fact]
    public void Eight_Hours_On_Five_Days_Are_Never_Cut_Short() =>
        Gen.Select(Steps.Where(step => step.Hours!.To - step.Hours.From == TimeSpan.FromHours(8)), Moments).Sample(
            (step, begun) => Assert.Equal(
                WorkingTime.Add(step.Hours!, begun, step.Timeout), StepPlan.Of(step, begun).Deadline),
            iter: 3000);

    [Fact]
    public void No_Ladder_Takes_Longer_Than_It_Says() =>
        Gen.Select(Steps.Array[1, 3], Moments).Sample(
            (steps, begun) =>
            {
                // Whole weeks without holidays, on the clock of a week in which none is set.
                var ends = steps.Aggregate(begun, (at, step) => StepPlan.DeadlineOf(step, at));
                Assert.True(ends - begun <= EscalationStep.LongestOf(steps));
            },
            iter: 300);

    [Fact]
    public void The_Policys_Holidays_Hold_For_Everybody()
    {
        var holiday = new DateOnly(2026, 3, 5);
        var step = new EscalationStep("step", Level.Senior, TimeSpan.FromHours(10))
        {
            InReviewersHours = true,
            Hours = new WorkingHours("UTC", Week, new TimeOnly(9, 0), new TimeOnly(17, 0), [holiday]),
        };
        var person = Given.Person("grace") with
        {
            Hours = new WorkingHours("Europe/Berlin", Week, new TimeOnly(8, 0), new TimeOnly(16, 0), []),
        };

        var own = step.InHoursOf(person);

        Assert.Equal(("Europe/Berlin", holiday), (own.Hours!.TimeZone, Assert.Single(own.Hours.Holidays)));
        Assert.Same(step, step.InHoursOf(Given.Person("ada")));
    }
}
