using Microsoft.Extensions.Options;
using Workflow.Adapters;
using Workflow.Adapters.Files;

namespace Workflow.Tests.Adapters;

public sealed class StartDefectsTests
{
    [Fact]
    public void A_Defect_Names_Its_Setting_And_Not_How_It_Was_Found()
    {
        var wrong = new OptionsValidationException("", typeof(object),
        [
            "DataAnnotation validation failed for 'TeamsOptions' members: 'AppId' with the error: 'The AppId field is required.'.",
            "DataAnnotation validation failed for 'MailOptions' members: 'From' with the error: 'Mail:From is 'me', which is no address.'.",
            "Teams: set either ClientSecret or UseManagedIdentity.",
        ]);

        Assert.Equal(
            [
                "Teams: The AppId field is required.",
                "Mail:From is 'me', which is no address.",
                "Teams: set either ClientSecret or UseManagedIdentity.",
            ],
            StartDefects.Of(wrong));
    }

    [Fact]
    public void Defects_Of_Several_Settings_And_Files_Are_Told_Together()
    {
        var several = new AggregateException(
            new OptionsValidationException("", typeof(object), ["Access:SignIn is missing"]),
            new FileProblemException([new FileProblem("people.yaml", 3, 5, "unknown key"), new FileProblem("policy.yaml", 0, 0, "is missing")]));

        Assert.Equal(["Access:SignIn is missing", "people.yaml(3,5): unknown key", "policy.yaml: is missing"], StartDefects.Of(several));
    }

    [Fact]
    public void What_No_Setting_Can_Mend_Stays_A_Failure()
    {
        var bug = new InvalidOperationException("a bug");

        Assert.Empty(StartDefects.Of(bug));
        Assert.Empty(StartDefects.Of(new AggregateException(bug, new OptionsValidationException("", typeof(object), ["x"]))));
    }
}
