using CsCheck;
using Workflow.Core.Risk;

namespace Workflow.Tests.Adapters.Documents;

/// <summary>No document may throw, whatever is in it.</summary>
public sealed class TextDocumentFuzzTests
{
    private const string Manifest = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec:\n  replicas: 0\n  template:\n    spec:\n      containers:\n      - name: a\n        securityContext: {privileged: true}\n---\napiVersion: v1\nkind: Service\nmetadata: &m {name: b}\nspec: {type: LoadBalancer}\nx: *m\n";
    private const string Diff = "diff --git a/x.yaml b/x.yaml\nindex 1..2\n--- a/x.yaml\n+++ b/x.yaml\n@@ -1,2 +1,2 @@\n a\n-b: 1\n+replicas: 0\ndiff --git a/y.sql b/y.sql\nnew file mode 100644\n--- /dev/null\n+++ b/y.sql\n@@ -0,0 +1 @@\n+DROP TABLE a;\n";
    private const string Helm = "shop, web, Deployment (apps) has changed:\n- replicas: 1\n+ replicas: 0\nshop, b, Secret (v1) has been removed:\n- a\n";
    private const string HelmJson = "[{\"api\": \"v1\", \"kind\": \"Secret\", \"namespace\": \"a\", \"name\": \"b\", \"change\": \"REMOVE\", \"changes\": [{\"path\": \"/a\", \"field\": \"b\", \"oldValue\": 1, \"newValue\": [2]}]}]";

    private static readonly Gen<string> Junk = Gen.OneOf(
        Among("\n", " ", "  ", "\t", ":", "- ", "---\n", "{", "}", "[", "]", "&a ", "*a", "!!x ", "|", ">", "%", "@", "`", "'", "\"", "?", "#", "@@", "+", "<<: ", "\u0000", "\ufeff", "{{"),
        Gen.String[0, 5]);

    [Theory]
    [InlineData("a.yaml", Manifest)]
    [InlineData("a.diff", Diff)]
    [InlineData("a.txt", Helm)]
    [InlineData("a.json", HelmJson)]
    public void A_Changed_Document_Is_Read_Or_Is_A_Finding(string name, string text)
    {
        Gen.Select(Gen.Int[0, text.Length], Gen.Int[0, 20], Junk).Array[1, 6].Sample(
            edits =>
            {
                var mutated = edits.Aggregate(text, Edit);

                _ = TextDocuments.Document(name, mutated);
                _ = TextDocuments.Change(name, mutated, text);
                _ = TextDocuments.Change(name, text, mutated);
            },
            iter: 2_000);
    }

    [Theory]
    [InlineData("a.yaml", "apiVersion: v1\nkind: Pod\nx: ", "[")]
    [InlineData("a.yaml", "apiVersion: v1\nkind: Pod\nx:\n", "- ")]
    [InlineData("a.yaml", "apiVersion: v1\nkind: Pod\nx: ", "{a: ")]
    [InlineData("a.json", "{\"apiVersion\": 1, \"kind\": 2, \"x\": ", "{\"a\":")]
    [InlineData("a.diff", "--- a\n+++ b\n@@ -1 +1 @@\n", "@@ -1 +1 @@\n-a\n+b\n")]
    [InlineData("a.diff", "diff --git a b\n", "diff --git a b\n")]
    public void Depth_And_Length_Do_Not_Hurt(string name, string start, string piece)
    {
        var report = TextDocuments.Document(name, start + string.Concat(Enumerable.Repeat(piece, 100_000)));

        Assert.All(report.Findings, finding => Assert.NotEqual(RiskSeverity.Critical, finding.Severity));
    }

    private static string Edit(string text, (int At, int Length, string Insert) edit)
    {
        var at = Math.Min(edit.At, text.Length);
        return text.Remove(at, Math.Min(edit.Length, text.Length - at)).Insert(at, edit.Insert);
    }

    private static Gen<string> Among(params string[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);
}
