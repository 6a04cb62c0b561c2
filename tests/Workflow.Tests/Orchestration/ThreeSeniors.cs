using Workflow.Core.Reviews;

namespace Workflow.Tests.Orchestration;

/// <summary>A gate with three seniors, of whom its one step asks the first in rank for a day.</summary>
internal static class ThreeSeniors
{
    public static VirtualGate Open(TimeSpan? remindEvery = null)
    {
        var gate = new VirtualGate(VirtualGate.Step("first", TimeSpan.FromDays(1), remindEvery));
        gate.People.Add("sara", Level.Senior);
        gate.People.Add("sam", Level.Senior);
        gate.People.Add("sue", Level.Senior);
        return gate;
    }
}
