using Workflow.Core.Reviews;

namespace Workflow.IntegrationTests.Teams;

/// <summary>People of the sample review besides those who were asked.</summary>
internal static class People
{
    /// <summary>Asked for the deployment.</summary>
    public static Person Jun { get; } = new("jun", "Jun Park", Level.Junior, "00000000-0000-0000-0000-00000000000c")
    {
        Emails = ["jun@acme.example"],
        Logins = ["github:junpark"],
    };

    /// <summary>May review, and was not asked.</summary>
    public static Person Vera { get; } = new("vera", "Vera Roth", Level.Senior, "00000000-0000-0000-0000-00000000000d");

    /// <summary>May not review.</summary>
    public static Person Kai { get; } = new("kai", "Kai Berg", Level.Junior, "00000000-0000-0000-0000-00000000000e");
}
