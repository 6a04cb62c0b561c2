using Workflow.Adapters.Documents;
using Workflow.Adapters.Documents.Diffs;
using Workflow.Core.Deployments;

namespace Workflow.Tests.Adapters.Documents.Diffs;

public sealed class UnifiedDiffReaderTests
{
    [Fact]
    public void Files_And_Lines_Are_Read_With_Their_Numbers()
    {
        var diff = "diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@ head\n one\n-two\n+2\n+3\n@@ -10 +11 @@\n-ten\n+10\n\\ No newline at end of file\n";

        Assert.Equal("Modified x +3 -2:  1 one|-2 two|+2 2|+3 3|-10 ten|+11 10", Show(diff));
    }

    [Theory]
    [InlineData("diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+one\n", "Added x +1 -0: +1 one")]
    [InlineData("diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n", "Deleted x +0 -1: -1 one")]
    [InlineData("diff --git a/x y b/z\nsimilarity index 100%\nrename from x y\nrename to z\n", "Renamed z (x y) +0 -0: ")]
    [InlineData("diff --git a/x b/x\nnew file mode 100755\nindex 0..1\nBinary files /dev/null and b/x differ\n", "Added x binary +0 -0: ")]
    [InlineData("diff --git a/x b/x\nold mode 100644\nnew mode 100755\n", "Modified x +0 -0: ")]
    [InlineData("diff --git \"a/caf\\303\\251\" \"b/caf\\303\\251\"\n--- \"a/caf\\303\\251\"\n+++ \"b/caf\\303\\251\"\n@@ -1 +1 @@\n-a\n+b\n", "Modified caf\u00e9 +1 -1: -1 a|+1 b")]
    [InlineData("--- x.txt\t2026-01-01 00:00:00\n+++ x.txt\t2026-01-02 00:00:00\n@@ -1 +1 @@\n-a\n+b\n--- y\n+++ y\n@@ -1 +1 @@\n-c\n+d\n", "Modified x.txt +1 -1: -1 a|+1 b;Modified y +1 -1: -1 c|+1 d")]
    [InlineData("--- x\n+++ x\n@@ -1,2 +1,2 @@\n--- a header?\n+++ no, lines\n same\n", "Modified x +1 -1: -1 -- a header?|+1 ++ no, lines| 2 same")]
    [InlineData("diff --git a/s b/s\n--- a/s\n+++ b/s\n@@ -1 +1 @@\n-Subproject commit 1\n+Subproject commit 2\n", "Modified s submodule +1 -1: -1 Subproject commit 1|+1 Subproject commit 2")]
    [InlineData("Some words before\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n-- \n2.47\n", "Modified x +1 -1: -1 a|+1 b")]
    public void Every_Kind_Of_Change_Is_Read(string diff, string expected) => Assert.Equal(expected, Show(diff));

    [Theory]
    [InlineData("--- x\n+++ x\n@@ -1,2 +1,2 @@\n-a\n")]
    [InlineData("--- x\n+++ x\n@@ -one +two @@\n")]
    [InlineData("--- x\n+++ x\n@@ -1 +1 @@\n?\n")]
    [InlineData("--- x\n+++ x\n@@ -1,-2 +1 @@\n")]
    public void A_Broken_Diff_Is_Refused(string diff) => Assert.Throws<DocumentFormatException>(() => Show(diff));

    private static string Show(string diff)
    {
        var reader = new UnifiedDiffReader(new StringReader(diff));
        List<string> files = [];
        while (reader.ReadFile() is { } file)
        {
            List<string> lines = [];
            while (reader.ReadLine() is { } line)
            {
                lines.Add($"{line.Sign}{line.Line} {line.Text}");
            }

            var change = file.ToChange();
            var previous = change.Kind is FileChangeKind.Renamed ? $" ({change.PreviousPath})" : "";
            var special = file.IsBinary ? " binary" : file.IsSubmodule ? " submodule" : "";
            files.Add($"{change.Kind} {change.Path}{previous}{special} +{change.AddedLines} -{change.DeletedLines}: {string.Join('|', lines)}");
        }

        return string.Join(';', files);
    }
}
