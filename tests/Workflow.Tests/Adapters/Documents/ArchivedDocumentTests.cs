using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Documents.Gate;
using Workflow.Core.Deployments;
using Workflow.Core.Risk;
using Workflow.Tests.Core;

namespace Workflow.Tests.Adapters.Documents;

public sealed class ArchivedDocumentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_Archive_With_Very_Many_Entries_Is_Not_Opened()
    {
        var report = await ReadAsync(Zip([.. Enumerable.Range(0, 1001).Select(number => $"{number}/")]));

        Assert.Equal("It has more than 1000 entries", Assert.Single(report.Findings).What);
    }

    [Fact]
    public async Task Entries_Are_Counted_Whatever_The_Archive_Says()
    {
        var zip = Zip([.. Enumerable.Range(0, 1001).Select(number => $"{number}/")]);
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(zip.Length - 14), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(zip.Length - 12), 1);

        Assert.Equal("It has more than 1000 entries", Assert.Single((await ReadAsync(zip)).Findings).What);
    }

    [Fact]
    public async Task As_Many_Entries_As_Are_Listed_Are_Read()
    {
        var report = await ReadAsync(Zip([.. Enumerable.Range(0, 999).Select(number => $"{number}/"), "a.sql"]));

        Assert.Equal("artifact/a.sql", Assert.Single(report.Documents).Name);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(100)]
    public async Task What_Is_No_Archive_Is_A_Finding(int length) =>
        Assert.Equal("document-unavailable", Assert.Single((await ReadAsync(new byte[length])).Findings).Rule);

    [Fact]
    public async Task An_Archive_Of_The_64_Bit_Form_Is_A_Finding()
    {
        var zip = Zip(["a.sql"]);
        zip.AsSpan(zip.Length - 6, 4).Fill(0xFF);

        Assert.Contains("64-bit form", Assert.Single((await ReadAsync(zip)).Findings).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_Of_Entries_Are_Short_And_On_One_Line()
    {
        var report = await ReadAsync(Zip([new string('x', 10_000) + "\n.sql"]));

        var name = Assert.Single(report.Documents).Name;
        Assert.Equal("artifact/".Length + 200, name.Length);
        Assert.EndsWith("x .sql", name, StringComparison.Ordinal);
    }

    private static byte[] Zip(string[] names)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write("SELECT 1;"u8[..(name.EndsWith('/') ? 0 : 9)]);
            }
        }

        return content.ToArray();
    }

    private static async Task<RiskReport> ReadAsync(byte[] zip)
    {
        var risk = new RiskCollector();
        var documents = new ArchivedDocuments([new FakePipeline(zip)], Options.Create(new RiskAnalysisOptions()));
        await documents.ReadAsync(Given.Request(), risk, Cancellation);
        return risk.ToReport();
    }

    private sealed class FakePipeline(byte[] zip) : IPipelineDocuments
    {
        public string PipelineKind => Given.Request().Pipeline.Kind;

        public Task<IReadOnlyList<DocumentArchive>> ListAsync(DeploymentRequest request, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<DocumentArchive>>(
            [
                new DocumentArchive(
                    "artifact",
                    async (_, destination, cancellation) => await destination.WriteAsync(zip, cancellation)),
            ]);
    }
}
