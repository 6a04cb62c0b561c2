using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Files.Policy;

/// <summary>Reads a whole policy.</summary>
/// <param name="path">Of its file.</param>
/// <param name="calendars">The calendar files that it names, as far as they could be read.</param>
/// <param name="today">From then on holidays count for working hours.</param>
internal sealed class PolicyReader(string path, IReadOnlyList<FileContent> calendars, DateOnly today, ValueReader values)
{
    /// <returns>Null where there are problems.</returns>
    public DeploymentPolicy? Read(YamlNode root, string digest)
    {
        var whole = PolicyTree.Compose(root, values);
        if (MappingReader.Open(whole, "the policy", PolicyKeys.Policy, values.Problems) is not { } file)
        {
            return null;
        }

        var name = file.Required("name") is { } nameNode ? values.Text(nameNode, "name") : null;
        var environments = new EnvironmentReader(values);
        var context = new PolicyContext(
            values,
            environments.ReadAll(file.Required("environments")),
            new CalendarReader(path, calendars, today, values).ReadAll(file.Optional("calendars")));
        var hours = file.Optional("working-hours") is { } hoursNode
            ? new WorkingHoursReader(context.Calendars, today, values).Read(hoursNode)
            : null;
        var ladders = new LadderReader(hours, file.Optional("working-hours") is not null, values).ReadAll(file.Required("ladders"));
        var demands = new DemandReader(ladders, values);
        var fallback = file.Required("default") is { } defaultNode ? demands.Read(defaultNode, "default") : null;
        var reviewers = ReviewersReader.Read(file.Optional("reviewers"), values);
        var policy = new DeploymentPolicy(
            name ?? "",
            digest,
            context.Environments,
            file.Optional("rules") is { } rules ? new RuleReader(context, demands).ReadAll(rules) : [],
            fallback!)
        {
            Freezes = file.Optional("freezes") is { } freezes ? new FreezeReader(context).ReadAll(freezes) : [],
            BreakGlass = file.Optional("break-glass") is { } glass ? BreakGlassReader.Read(glass, demands, values) : null,
            Reviewers = reviewers.Limits,
            SecondApprovalShare = reviewers.SecondApprovalShare,
            SignsAnsweredShare = reviewers.SignsAnsweredShare,
            IncidentResponses = file.Optional("incidents") is { } incidents ? new IncidentReader(values).ReadAll(incidents) : [],
        };
        if (values.Problems.Any)
        {
            return null;
        }

        PipelineWaits.Check(policy, environments.Waits, demands.NameOf, values.Problems);
        return policy;
    }
}
