using System.Runtime.CompilerServices;
using Workflow.Core;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Teams.Texts;

/// <content>Values of Core as the reader says them.</content>
internal sealed partial class CardTexts
{
    public string Level(Level value) => Word(value);

    public string Verdict(Verdict value) => Word(value);

    public string Provenance(ProvenanceKind value) => Word(value);

    public string Certainty(SignalCertainty value) => Word(value);

    public string Severity(RiskSeverity value) => Word(value);

    public string Evidence(EvidenceKinds value) => Word(value);

    public string OpenEvidence(EvidenceKinds value) => Word(value);

    public string GoToEvidence(EvidenceKinds value) => Word(value);

    public string TheEvidence(EvidenceKinds value) => Word(value);

    /// <summary>Core's own words where a value has none of the reader's language yet.</summary>
    private string Word<TEnum>(TEnum value, [CallerMemberName] string name = "")
        where TEnum : struct, Enum => Find($"{name}_{value}") ?? Words.Of(value);
}
