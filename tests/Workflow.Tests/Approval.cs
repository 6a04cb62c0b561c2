using System.Runtime.CompilerServices;

namespace Workflow.Tests;

/// <summary>Compares text with an approved file beside the test; on a difference the received text is written there for a look.</summary>
internal static class Approval
{
    public static void Verify(string received, string name, string extension = "json", [CallerFilePath] string testFile = "")
    {
        var folder = Path.GetDirectoryName(testFile)!;
        var approvedFile = Path.Combine(folder, $"{name}.approved.{extension}");
        var receivedFile = Path.Combine(folder, $"{name}.received.{extension}");
        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile).ReplaceLineEndings("\n") : string.Empty;
        if (approved.TrimEnd() == received.ReplaceLineEndings("\n").TrimEnd())
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, received);
        Assert.Fail($"{receivedFile} differs from the approved file. Compare them; if it is right, rename it to {approvedFile}.");
    }
}
