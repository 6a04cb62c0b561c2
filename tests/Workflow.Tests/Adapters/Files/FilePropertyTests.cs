using System.Text;
using CsCheck;
using Workflow.Adapters.Files;
using Workflow.Adapters.Files.Services;

namespace Workflow.Tests.Adapters.Files;

public sealed class FilePropertyTests
{
    private static readonly Gen<string> Yaml = Gen.OneOf(
        "name", "people", "rules", "if", "paths", ":", ": ", "- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ",", "*a", "&a ", "!!x ",
        "|", ">", "'", "\"", "\\", "\\UFFFFFFFF", "#", "%YAML 9.9", "---", "...", "?", "? ", "\t", "\0", "\uFEFF", "1h", "senior", "~", "<<")
        .Array[0, 40].Select(string.Concat);

    [Fact]
    public void Arbitrary_Bytes_Are_Read_Or_Refused_And_Nothing_Else() =>
        Gen.Byte.Array[0, 200].Sample(IsReadOrRefused, iter: 2_000);

    [Fact]
    public void Arbitrary_Pieces_Of_Yaml_Are_Read_Or_Refused_And_Nothing_Else() =>
        Yaml.Sample(text => IsReadOrRefused(Encoding.UTF8.GetBytes(text)), iter: 5_000);

    [Fact]
    public void The_Samples_With_Any_Piece_Put_In_Are_Read_Or_Refused_And_Nothing_Else() =>
        Gen.Select(Gen.OneOf(SampleFiles.Policy, SampleFiles.People, SampleFiles.Services), Gen.Double.Unit, Yaml).Sample(
            (text, place, piece) => IsReadOrRefused(Encoding.UTF8.GetBytes(text.Insert((int)(place * text.Length), piece))),
            iter: 2_000);

    private static bool IsReadOrRefused(byte[] bytes)
    {
        Action[] parsers =
        [
            () => PolicyFile.Parse("p", bytes), () => PeopleFile.Parse("p", bytes), () => FrictionControlFile.Parse("p", bytes, null, DateTimeOffset.MaxValue),
            () => ServicesFile.Parse("p", bytes), () => BackstageFiles.Parse("p", [new FileContent("p", bytes)], "tier"),
        ];
        foreach (var parse in parsers)
        {
            try
            {
                parse();
            }
            catch (FileProblemException exception) when (exception.Problems.Count > 0)
            {
                continue;
            }
        }

        return true;
    }
}
