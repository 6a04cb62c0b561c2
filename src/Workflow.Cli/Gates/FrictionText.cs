using System.Text;
using System.Text.Json;
using Workflow.Core;

namespace Workflow.Cli.Gates;

/// <summary>A gate's friction controls for a terminal.</summary>
internal static class FrictionText
{
    /// <param name="answer">What the gate sent: <c>{ "controls": [...] }</c>.</param>
    /// <exception cref="IOException">It is something else.</exception>
    public static string Of(JsonElement answer)
    {
        try
        {
            JsonElement[] controls = [.. answer.GetProperty("controls").EnumerateArray()];
            return controls.Length == 0
                ? "There are no friction controls."
                : Visible.Of(string.Join("\n\n", controls.Select(Describe)));
        }
        catch (Exception problem) when (problem is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new IOException($"The gate's answer cannot be read: {problem.Message} Use the command line of the gate's own version.", problem);
        }
    }

    private static string Describe(JsonElement control)
    {
        var requires = control.GetProperty("requires");
        var scope = control.GetProperty("scope");
        var text = new StringBuilder()
            .AppendLine($"{Text(control, "name")}: {StateOf(control)}")
            .AppendLine($"  for: {List(scope, "services") ?? "every service"} to {List(scope, "environments") ?? "every environment"}")
            .AppendLine($"  asks for: {requires.GetProperty("approvals").GetInt32()} by {Text(requires, "level")} or above{Others(requires)}")
            .Append($"  because: {Text(control, "reason")} ({Text(control, "owner")})");
        if (control.TryGetProperty("incident", out var incident))
        {
            text.AppendLine().Append($"  incident: {incident.GetString()}");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string StateOf(JsonElement control)
    {
        var mode = Text(control, "mode") is "shadow" ? ", shadow" : "";
        var until = Words.Of(control.GetProperty("until").GetDateTimeOffset());
        return Text(control, "state") switch
        {
            "ended" when control.TryGetProperty("end", out var end) => $"ended at {until} by {Text(end, "by")}: {Text(end, "reason")}",
            "ended" => $"ended at {until}",
            "upcoming" => $"in force from {Words.Of(control.GetProperty("starts").GetDateTimeOffset())} until {until}{mode}",
            _ => $"in force until {until}{mode}",
        };
    }

    private static string Others(JsonElement requires)
    {
        string?[] parts =
        [
            Prefixed("role", List(requires, "roles")),
            Prefixed("team", List(requires, "teams")),
            Flag(requires, "codeOwner", "a code owner"),
            Flag(requires, "differentTeams", "two teams"),
            Flag(requires, "independent", "nobody of the authors' line"),
            Prefixed("checklist", List(requires, "checklist")),
            requires.GetProperty("minimumReadingMinutes").GetInt32() is > 0 and var minutes ? $"{minutes} min to read" : null,
            Prefixed("opened", List(requires, "evidence")),
        ];
        return string.Concat(parts.OfType<string>().Select(part => $", {part}"));
    }

    private static string? Prefixed(string what, string? list) => list is null ? null : $"{what}: {list}";

    private static string? Flag(JsonElement of, string property, string words) => of.GetProperty(property).GetBoolean() ? words : null;

    private static string? List(JsonElement of, string property)
    {
        string[] items = [.. of.GetProperty(property).EnumerateArray().Select(item => item.GetString() ?? "")];
        return items.Length == 0 ? null : string.Join(", ", items);
    }

    private static string Text(JsonElement of, string property) => of.GetProperty(property).GetString() ?? "";
}
