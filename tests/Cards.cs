// Takes a picture of every card that people get, in every state and language, as wide as on a phone and as on a desktop: for looking at.
// Run it from anywhere: dotnet run tests/Cards.cs [-- FOLDER [dark]]; the folder is artifacts/cards where none is given.
#:property PublishAot=false

using System.Diagnostics;
using System.Runtime.CompilerServices;

var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(SourceFile())!, ".."));
var folder = Path.GetFullPath(args.Length > 0 ? args[0] : Path.Combine(root, "artifacts", "cards"));

// Those of states that are no more would be looked at in vain.
foreach (var old in Directory.CreateDirectory(folder).EnumerateFiles("*.png").Where(file => file.Name.Split('.') is [_, "en" or "de", "390" or "1280", _]))
{
    old.Delete();
}

string[] arguments =
[
    "run", "--project", Path.Combine(root, "tests", "Workflow.IntegrationTests"), "--",
    "-explicit", "only", "-class", "Workflow.IntegrationTests.Inbox.CardPictures", "-noLogo",
];
var start = new ProcessStartInfo("dotnet", arguments);
start.Environment["CARD_PICTURES"] = folder;
start.Environment["CARD_PICTURES_SCHEME"] = args.Length > 1 ? args[1] : "light";
using var pictures = Process.Start(start)!;
pictures.WaitForExit();
if (pictures.ExitCode == 0)
{
    Console.WriteLine($"{Directory.EnumerateFiles(folder, "*.png").Count()} pictures in {folder}");
}

return pictures.ExitCode;

static string SourceFile([CallerFilePath] string path = "") => path;
