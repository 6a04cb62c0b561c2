using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>
/// The signals by which AI tools show in commits: e-mail addresses first, since names alone are people's too. Addresses and bot ids
/// were counted in public histories of 2026.
/// </summary>
public static class SignalCatalogue
{
    private const string NoReply = "@users.noreply.github.com";

    private static readonly Dictionary<string, string> AgentAddresses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["198982749+Copilot" + NoReply] = "GitHub Copilot coding agent",
        ["223556219+Copilot" + NoReply] = "GitHub Copilot",
        ["noreply@anthropic.com"] = "Claude",
        ["209825114+claude[bot]" + NoReply] = "Claude",
        ["41898282+claude[bot]" + NoReply] = "Claude",
        ["242468646+Claude" + NoReply] = "Claude",
        ["cursoragent@cursor.com"] = "Cursor",
        ["206951365+cursor[bot]" + NoReply] = "Cursor",
        ["codex@openai.com"] = "Codex",
        ["158243242+devin-ai-integration[bot]" + NoReply] = "Devin",
        ["161369871+google-labs-jules[bot]" + NoReply] = "Jules",
        ["openhands@all-hands.dev"] = "OpenHands",
        ["roomote@roocode.com"] = "Roo Code",
        ["219738659+roomote[bot]" + NoReply] = "Roo Code",
        ["oz-agent@warp.dev"] = "Warp",
        ["agent@warp.dev"] = "Warp",
        ["240773466+warp-dev-github-integration[bot]" + NoReply] = "Warp",
        ["230936708+continue[bot]" + NoReply] = "Continue",
        ["agent@continue.dev"] = "Continue",
        ["201638009+jetbrains-junie[bot]" + NoReply] = "Junie",
        ["244629292+kiro-agent" + NoReply] = "Kiro",
        ["128439645+sweep-ai[bot]" + NoReply] = "Sweep",
        ["131841235+sweep-nightly[bot]" + NoReply] = "Sweep",
        ["132422995+sweep-canary[bot]" + NoReply] = "Sweep",
    };

    private static readonly Dictionary<string, string> AssistantAddresses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["175728472+Copilot" + NoReply] = "GitHub Copilot",
        ["62310815+github-advanced-security[bot]" + NoReply] = "Copilot Autofix",
        ["223894421+github-code-quality[bot]" + NoReply] = "Copilot Autofix",
        ["176961590+gemini-code-assist[bot]" + NoReply] = "Gemini Code Assist",
        ["138933559+factory-droid[bot]" + NoReply] = "Factory Droid",
        ["openhands-claude@all-hands.dev"] = "OpenHands",
        ["cline@anthropic.com"] = "Cline",
        ["clio-agent@sisyphuslabs.ai"] = "Sisyphus",
        ["copilot@github.com"] = "GitHub Copilot",
        ["cursor@cursor.com"] = "Cursor",
        ["noreply@openai.com"] = "Codex",
        ["noreply@continue.dev"] = "Continue",
        ["amp@ampcode.com"] = "Amp",
        ["noreply@opencode.ai"] = "opencode",
        ["crush@charm.land"] = "Crush",
        ["aider@aider.chat"] = "Aider",
        ["noreply@aider.chat"] = "Aider",
    };

    private static readonly Dictionary<string, string> ToolTrailers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Claude-Session"] = "Claude",
        ["Copilot-Session"] = "GitHub Copilot",
        ["Amp-Thread-ID"] = "Amp",
        ["Entire-Agent"] = "Entire",
        ["Entire-Session"] = "Entire",
        ["Entire-Checkpoint"] = "Entire",
        ["Agent-Logs-Url"] = "unnamed agent",
    };

    private static readonly HashSet<string> ProgramAddresses = new(StringComparer.OrdinalIgnoreCase)
    {
        "noreply@github.com",
        "support@github.com",
        "action@github.com",
        "github-actions@github.com",
        "bot@renovateapp.com",
    };

    private static readonly string[] FreeTextTrailers =
    [
        "Assisted-by", "Generated-by", "Generated-with", "AI-assisted", "AI-Attribution", "AI-tools", "Made-with",
        "Claude-Generated-By", "Agent-Signature",
    ];

    private static readonly HashSet<string> Denials = new(StringComparer.OrdinalIgnoreCase) { "no", "none", "false", "n/a" };

    private static readonly (string Marker, string Tool)[] MessageMarkers =
    [
        ("Generated with [Claude Code]", "Claude"),
        ("Made with [Cursor](https://cursor.com)", "Cursor"),
        ("https://chatgpt.com/codex/tasks/task_", "Codex"),
        ("Link to Devin run: https://app.devin.ai/sessions/", "Devin"),
        ("PR created automatically by Jules for task [", "Jules"),
    ];

    /// <summary>The agent behind an author identity, or null for people, assistants and other bots.</summary>
    public static string? AgentOf(ActorIdentity identity) => Find(AgentAddresses, identity.Email);

    /// <summary>The AI tool behind a co-author identity, agent or assistant, or null.</summary>
    public static string? ToolOf(ActorIdentity identity) => AgentOf(identity) ?? Find(AssistantAddresses, identity.Email);

    /// <summary>
    /// The tool that a trailer other than a co-author line names, or null. <c>Assisted-by</c> with a name and address is a person.
    /// </summary>
    public static string? ToolOf(Trailer trailer)
    {
        if (Find(ToolTrailers, trailer.Key) is { } tool)
        {
            return tool;
        }

        if (!FreeTextTrailers.Any(trailer.Is))
        {
            return null;
        }

        var address = MailAddress.Find(trailer.Value);
        if (address is not null)
        {
            return ToolOf(new ActorIdentity(Email: address));
        }

        return Denials.Contains(trailer.Value) ? null : trailer.Value;
    }

    /// <summary>Whether Aider put its suffix behind the author's name. Behind a committer's it says that a human wrote the code.</summary>
    public static bool IsMarkedAsAiderAuthor(ActorIdentity author) =>
        author.Name?.EndsWith(" (aider)", StringComparison.Ordinal) == true;

    /// <summary>The markers that tools leave in the text of a message.</summary>
    public static IEnumerable<(string Marker, string Tool)> MarkersIn(string message) =>
        MessageMarkers.Where(entry => message.Contains(entry.Marker, StringComparison.Ordinal));

    /// <summary>Whether this is an account of a program (agent, release bot, merge bot) or a host's own, and no person.</summary>
    /// <remarks>Names do not count: whoever writes a commit chooses one, and could leave the list of its participants by it.</remarks>
    public static bool IsProgram(ActorIdentity identity) =>
        ToolOf(identity) is not null
        || identity.Login?.EndsWith("[bot]", StringComparison.OrdinalIgnoreCase) == true
        || identity.Email?.Trim() is { } email
            && (email.Contains("[bot]@", StringComparison.OrdinalIgnoreCase) || ProgramAddresses.Contains(email));

    private static string? Find(Dictionary<string, string> table, string? key) =>
        key is not null && table.TryGetValue(key.Trim(), out var tool) ? tool : null;
}
