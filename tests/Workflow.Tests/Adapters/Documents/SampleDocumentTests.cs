using System.Runtime.CompilerServices;

namespace Workflow.Tests.Adapters.Documents;

public sealed class SampleDocumentTests
{
    [Fact]
    public void Findings_In_The_Samples()
    {
        var documents = Directory.GetFiles(Folder()).Order(StringComparer.Ordinal);

        var found = documents.Select(file => Reading.Describe(Reading.Read(File.ReadAllBytes(file), Path.GetFileName(file))));

        Approval.Verify(string.Join('\n', found), "txt");
    }

    private static string Folder([CallerFilePath] string testFile = "") => Path.Combine(Path.GetDirectoryName(testFile)!, "Samples");
}
