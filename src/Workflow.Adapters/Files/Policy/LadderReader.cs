using Workflow.Adapters.Files.Yaml;
using Workflow.Core;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files.Policy;

/// <summary>Reads the <c>ladders</c> of a policy.</summary>
/// <param name="hours">The policy's working hours; null where it has none or they have a mistake.</param>
/// <param name="hasHours">Whether the policy has any, so that their mistakes are told once.</param>
internal sealed class LadderReader(WorkingHours? hours, bool hasHours, ValueReader values)
{
    private const string Working = " working";
    private const string ReviewerWorking = " reviewer-working";

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    /// <returns>The ladders by name. One with a mistake in it is there too, so that what refers to it is not blamed.</returns>
    public IReadOnlyDictionary<string, IReadOnlyList<EscalationStep>> ReadAll(YamlNode? node)
    {
        Dictionary<string, IReadOnlyList<EscalationStep>> ladders = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in node is null ? [] : MappingReader.Named(node, "ladders", values.Problems))
        {
            if (values.Text(key, "a ladder's name") is { } name)
            {
                ladders[name] = ReadSteps(value, name);
            }
        }

        return ladders;
    }

    private List<EscalationStep> ReadSteps(YamlNode node, string ladder)
    {
        if (node is not YamlSequence { Items: { Count: > 0 } items })
        {
            values.Problems.Add(node, $"ladder '{ladder}' must be a list with at least one step");
            return [];
        }

        List<EscalationStep> steps = [];
        foreach (var item in items)
        {
            if (ReadStep(item) is not { } step)
            {
                continue;
            }

            if (steps.Any(known => known.Name.Equals(step.Name, StringComparison.OrdinalIgnoreCase)))
            {
                values.Problems.Add(item, $"ladder '{ladder}' has a step '{step.Name}' already");
            }

            steps.Add(step);
        }

        if (steps.Count == items.Count && steps.All(step => !step.AsksInPerson))
        {
            values.Problems.Add(node, $"ladder '{ladder}' asks nobody in person: all its steps only send mail or post");
        }

        return steps;
    }

    private EscalationStep? ReadStep(YamlNode node)
    {
        if (MappingReader.Open(node, "a step", PolicyKeys.Step, values.Problems) is not { } step)
        {
            return null;
        }

        var name = step.Required("step") is { } nameNode ? values.Text(nameNode, "step") : null;
        var channel = step.Optional("channel") is { } channelNode ? values.Choice<StepChannel>(channelNode, "channel") : StepChannel.Card;
        var (level, role) = ReadAsk(step, channel);
        var (wait, time) = step.Required("wait") is { } waitNode ? ReadWait(waitNode, channel) : default;
        var people = step.Optional("people") is { } peopleNode ? ReadPeople(peopleNode, channel) : 1;
        var reminder = step.Optional("remind-every") is { } remind ? ReadReminder(remind, wait) : null;
        string[]? email = step.Optional("email") is { } emailNode
            ? [.. values.DifferentItems(emailNode, "email").Select(item => values.Text(item, "a role to e-mail")).OfType<string>()]
            : null;
        if (channel is StepChannel.Mail && email is null)
        {
            step.Required("email");
        }

        return name is null || level is null || wait is null || channel is null || people is null
            ? null
            : new EscalationStep(name, level.Value, wait.Value, role, reminder, email)
            {
                Hours = time is null ? null : hours,
                InReviewersHours = time is ReviewerWorking,
                People = people.Value,
                Channel = channel.Value,
            };
    }

    private (Level? Level, string? Role) ReadAsk(MappingReader step, StepChannel? channel)
    {
        if (channel is not StepChannel.Mail)
        {
            return step.Required("ask") is { } ask ? AskReader.Read(ask, values) : default;
        }

        if (step.Optional("ask") is { } superfluous)
        {
            values.Problems.Add(superfluous, "ask has no meaning with 'channel: mail': such a step asks nobody");
        }

        return (Level.Junior, null);
    }

    private int? ReadPeople(YamlNode node, StepChannel? channel)
    {
        if (channel is StepChannel.Mail or StepChannel.Post)
        {
            values.Problems.Add(
                node, $"people has no meaning with 'channel: {Words.Token(channel.Value)}': such a step asks nobody in person");
        }

        return values.Number(node, "people", 1, EscalationStep.MostPeople);
    }

    /// <returns>The wait, and the suffix that says in which time it counts; null for the clock's.</returns>
    private (TimeSpan? Wait, string? Time) ReadWait(YamlNode node, StepChannel? channel)
    {
        var text = (node as YamlScalar)?.Text ?? "";
        var time = new[] { ReviewerWorking, Working }.FirstOrDefault(suffix => text.EndsWith(suffix, StringComparison.Ordinal));
        var length = text[..^(time?.Length ?? 0)].TrimEnd();
        if (node is not YamlScalar scalar || !Duration.TryParse(length, out _))
        {
            values.Problems.Add(node, "wait must be a duration such as 45s, 30m, 1h30m or 3d, by the clock, or in working time such as "
                + $"'4h working' or '4h reviewer-working', not {node.Kind}");
            return (null, time);
        }

        if (time is ReviewerWorking && channel is StepChannel.Mail or StepChannel.Post)
        {
            values.Problems.Add(
                node,
                $"a step with 'channel: {Words.Token(channel.Value)}' asks nobody in person whose working time could count; "
                + "write the wait without reviewer-working");
        }

        if (time is Working && !hasHours)
        {
            values.Problems.Add(node, "a wait in working time needs working-hours in the policy, such as "
                + "working-hours: { zone: Europe/Berlin, days: [mon, tue, wed, thu, fri], from: \"09:00\", to: \"17:00\" }");
        }

        return (values.Span(scalar with { Text = length }, "wait", LongestWait), time);
    }

    private TimeSpan? ReadReminder(YamlNode node, TimeSpan? wait)
    {
        var interval = values.Span(node, "remind-every", LongestWait);
        if (interval >= wait)
        {
            values.Problems.Add(node, "remind-every must be shorter than the step's wait, or nobody is ever reminded");
        }

        return interval;
    }
}
