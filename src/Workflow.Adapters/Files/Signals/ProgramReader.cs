using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Provenance;

namespace Workflow.Adapters.Files.Signals;

/// <summary>Reads an entry for a program that is no AI.</summary>
internal sealed class ProgramReader(ValueReader values, bool triesExamples)
{
    private static readonly string[] Keys = ["name", "email", "account", "account-id", "quotes-others", "source", "matches", "not"];

    public AutomationProgram? Read(YamlNode node)
    {
        if (MappingReader.Open(node, "a program", Keys, values.Problems) is not { } entry)
        {
            return null;
        }

        var name = SignalReader.Text(entry, "name", values);
        _ = SignalReader.Text(entry, "source", values);
        var identity = SignalReader.ReadIdentity(entry, null, values);
        var quotes = entry.Optional("quotes-others") is { } flag && values.Flag(flag, "quotes-others") is true;
        if (identity is { Email: null, Account: null, AccountId: null })
        {
            values.Problems.Add(node, "a program needs at least one of email, account, account-id: names are people's too");
            return null;
        }

        if (name is null || identity is null)
        {
            return null;
        }

        var program = new AutomationProgram(name, identity, quotes);
        Try(entry, "matches", expected: true, program);
        Try(entry, "not", expected: false, program);
        return program;
    }

    private void Try(MappingReader entry, string key, bool expected, AutomationProgram program)
    {
        if (entry.Required(key) is { } node && values.Text(node, key) is { } example && triesExamples
            && SignalExample.Fits(program, example) != expected)
        {
            values.Problems.Add(node, expected ? $"'{example}' does not match" : $"'{example}' matches and must not");
        }
    }
}
