using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>Finds signals in the text of messages and of pull requests.</summary>
internal sealed class MessageSignals(SignalCatalogue catalogue)
{
    private const string TrailerSignal = "trailer";

    /// <summary>A longer list is not read as one.</summary>
    private const int MaxTools = 8;

    /// <param name="place"><see cref="SignalPlace.Message"/> or <see cref="SignalPlace.PullRequest"/>.</param>
    /// <param name="writer">
    /// Who wrote it. Of a program that quotes other projects nothing but the trailers of the last block counts.
    /// </param>
    /// <returns>
    /// The first denial in a trailer of the last block; null where there is none. Those further up are the words of others: a squash
    /// lists the messages of many.
    /// </returns>
    public string? Read(string text, SignalPlace place, ActorIdentity writer, EvidenceList evidence)
    {
        if (!catalogue.Beginnings.AreIn(text))
        {
            return null;
        }

        var onlyBlock = catalogue.FindProgram(writer)?.QuotesOthers == true;
        var lines = MessageLine.Of(text);
        var denial = ReadTrailers(Trailer.Parse(text, lines), place, onlyBlock, evidence);
        if (!onlyBlock)
        {
            for (var index = 0; index < lines.Count; index++)
            {
                var line = lines[index].In(text);
                if (!lines[index].IsQuoted && catalogue.Beginnings.AreIn(line))
                {
                    ReadLine(line.ToString(), lines[index].Number, isSubject: index == 0, place, evidence);
                }
            }
        }

        return denial;
    }

    private string? ReadTrailers(List<Trailer> trailers, SignalPlace place, bool onlyBlock, EvidenceList evidence)
    {
        string? denial = null;
        var signal = place is SignalPlace.Message ? TrailerSignal : SignalOf(place);
        foreach (var trailer in trailers)
        {
            if (onlyBlock && !trailer.IsInBlock)
            {
                continue;
            }

            if (CoAuthorLine.IsKey(trailer.Key))
            {
                ReadCoAuthor(trailer, signal, evidence);
            }

            foreach (var known in catalogue.FindByKey(trailer.Key))
            {
                var denies = ReadTrailer(trailer, known, signal, evidence);
                denial ??= denies && trailer.IsInBlock ? trailer.ToString() : null;
            }
        }

        return denial;
    }

    /// <summary>Whoever signs without an address is a person if the name is one: tools sign with whole sentences too.</summary>
    private void ReadCoAuthor(Trailer trailer, string signal, EvidenceList evidence)
    {
        var identity = MailAddress.ToIdentity(trailer.Value);
        var isKnown = AddCoAuthor(identity, trailer.ToString(), trailer.Line, signal, evidence);
        if (!isKnown && identity.Email is null && trailer.Value.Contains(' ', StringComparison.Ordinal) && !LooksLikeAPerson(identity)
            && catalogue.FindToolIn(trailer.Value) is { } tool)
        {
            evidence.Add(tool, ProvenanceKind.Assisted, SignalCertainty.Likely, signal, trailer.ToString(), trailer.Line);
        }
    }

    /// <returns>Whether it denies that AI took part.</returns>
    private bool ReadTrailer(Trailer trailer, Signal known, string signal, EvidenceList evidence)
    {
        var pattern = (TrailerPattern)known.Pattern;
        if (!Glob.Matches(pattern.Value, trailer.Value))
        {
            return false;
        }

        if (!pattern.NamesTool)
        {
            evidence.Add(known.Tool, ProvenanceKind.Assisted, known.Certainty, signal, trailer.ToString(), trailer.Line);
            return false;
        }

        var names = MailAddress.ToIdentity(trailer.Value);
        if (names.Email is null && Denial.Is(trailer.Value))
        {
            var denied = catalogue.FindToolIn(trailer.Value);
            if (denied is null || denied.Id == AiTool.Unknown.Id)
            {
                return true;
            }

            if (Denial.IsOfTool(trailer.Value))
            {
                return false;
            }
        }

        if (names.Email is not null && AddCoAuthor(names, trailer.ToString(), trailer.Line, signal, evidence))
        {
            return false;
        }

        var isPerson = pattern.MayBePerson && (names.Email is not null || LooksLikeAPerson(names));
        AiTool[] tools = isPerson ? [] : [.. PartsOf(trailer.Value).Select(catalogue.FindToolIn).OfType<AiTool>()];
        foreach (var tool in tools)
        {
            var isName = tool.PersonNames.Contains(trailer.Value, StringComparer.OrdinalIgnoreCase);
            var certainty = isName && pattern.MayBePerson && known.Certainty is SignalCertainty.Certain
                ? SignalCertainty.Likely
                : known.Certainty;
            evidence.Add(tool, ProvenanceKind.Assisted, certainty, signal, trailer.ToString(), trailer.Line);
        }

        if (!isPerson && tools.Length == 0 && pattern.Unnamed is { } unnamed)
        {
            evidence.Add(AiTool.Unknown, ProvenanceKind.Assisted, unnamed, signal, trailer.ToString(), trailer.Line);
        }

        return false;
    }

    /// <summary>A trailer whose key was written with spaces: <c>Assisted by: Claude</c>.</summary>
    private void ReadSpaced(string line, int number, string signal, EvidenceList evidence)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var key = colon < 0 ? "" : line[..colon].Trim();
        if (key.Contains(' ', StringComparison.Ordinal) && line[(colon + 1)..].Trim() is { Length: > 0 } value)
        {
            var trailer = new Trailer(key.Replace(' ', '-'), value) { Line = number };
            foreach (var known in catalogue.FindByKey(trailer.Key))
            {
                ReadTrailer(trailer, known, signal, evidence);
            }
        }
    }

    private void ReadLine(string line, int number, bool isSubject, SignalPlace place, EvidenceList evidence)
    {
        var signal = SignalOf(place);
        var isTrailer = !isSubject && line.Length > 0 && CoAuthorLine.IsTrailer(line);
        foreach (var identity in isTrailer ? [] : CoAuthorLine.Named(line))
        {
            AddCoAuthor(identity, line.Trim(), number, signal, evidence);
        }

        ReadSpaced(line, number, signal, evidence);
        foreach (var known in catalogue.Texts)
        {
            if (known.Places.Contains(place) && line.Contains(((TextPattern)known.Pattern).Text, StringComparison.OrdinalIgnoreCase))
            {
                evidence.Add(known.Tool, ProvenanceKind.Assisted, known.Certainty, signal, line.Trim(), number);
            }
        }

        foreach (var known in catalogue.Lines)
        {
            var pattern = (LinePattern)known.Pattern;
            if (known.Places.Contains(place) && (isSubject || !pattern.IsSubject) && FooterLine.Matches(line, pattern.Line))
            {
                evidence.Add(known.Tool, ProvenanceKind.Assisted, known.Certainty, signal, line.Trim(), number);
            }
        }
    }

    private bool AddCoAuthor(ActorIdentity identity, string text, int line, string signal, EvidenceList evidence)
    {
        if (catalogue.Find(identity, SignalPlace.CoAuthor) is { } known)
        {
            evidence.Add(known.Tool, ProvenanceKind.Assisted, known.Certainty, signal, text, line);
            return true;
        }

        if (catalogue.FindProgram(identity) is null && catalogue.FindProduct(identity) is { } product)
        {
            evidence.Add(product, ProvenanceKind.Assisted, SignalCertainty.Likely, signal, text, line);
            return true;
        }

        return false;
    }

    private static string SignalOf(SignalPlace place) => place is SignalPlace.Message ? "message" : "pull-request";

    /// <summary>A value may list several tools; what stands in brackets tells more of one.</summary>
    private static string[] PartsOf(string value) =>
        value.Contains('(', StringComparison.Ordinal)
            ? [value]
            : value.Split([',', ';', '+'], MaxTools, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Two to four capitalized words, none of which is a tool's alone, such as <c>Jane Doe</c> and <c>Claude Monet</c>.</summary>
    private bool LooksLikeAPerson(ActorIdentity named)
    {
        var words = named.Name?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length is >= 2 and <= 4
            && words.All(word => char.IsUpper(word[0]) && word.All(letter => char.IsLetter(letter) || letter is '.' or '\'' or '-' or ','))
            && catalogue.FindProduct(named) is null
            && catalogue.MayNameAPerson(named.Name!);
    }
}
