using System.Runtime.CompilerServices;

namespace Workflow.Tests;

/// <summary>Compares what was made with what was approved: <c>Class.Member.approved.ext</c> beside the test's file.</summary>
internal static class Approval
{
    public static void Verify(
        string actual, string extension, [CallerFilePath] string testFile = "", [CallerMemberName] string member = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, $"{Path.GetFileNameWithoutExtension(testFile)}.{member}");
        var (approved, received) = ($"{path}.approved.{extension}", $"{path}.received.{extension}");
        var text = actual.ReplaceLineEndings("\n");
        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"{received} is not what was approved. Look at it, and if it is right, rename it to {Path.GetFileName(approved)}.");
    }
}
