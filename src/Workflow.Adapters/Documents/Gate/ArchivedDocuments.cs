using System.IO.Compression;
using Microsoft.Extensions.Options;
using Workflow.Core.Deployments;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.Gate;

/// <summary>
/// Reads the documents in the archives of a pipeline. However an archive is made, it costs a bounded amount of memory and disk.
/// </summary>
internal sealed class ArchivedDocuments(IEnumerable<IPipelineDocuments> pipelines, IOptions<RiskAnalysisOptions> options)
{
    private const int MaxArchives = 10;
    private const int MaxEntries = 50;

    /// <summary>The list of what an archive holds comes into memory as a whole, folders and all.</summary>
    private const int MaxListed = 1000;

    /// <summary>The longest name of a file in an archive that is shown, in characters.</summary>
    private const int MaxNameLength = 200;

    private const long MaxArchiveBytes = 64 * 1024 * 1024;

    public async Task ReadAsync(DeploymentRequest request, RiskCollector risk, CancellationToken cancellationToken)
    {
        foreach (var pipeline in pipelines.Where(pipeline => pipeline.PipelineKind == request.Pipeline.Kind))
        {
            var name = $"artifacts of the {pipeline.PipelineKind} run";
            try
            {
                var archives = await pipeline.ListAsync(request, cancellationToken);
                foreach (var archive in archives.Take(MaxArchives))
                {
                    await ReadAsync(archive, risk, cancellationToken);
                }

                if (archives.Count > MaxArchives)
                {
                    throw new DocumentUnavailableException($"There are {archives.Count} archives, and {MaxArchives} are read");
                }
            }
            catch (DocumentUnavailableException unavailable)
            {
                risk.Add(AnalysisRules.IsUnavailable(name, unavailable.Message));
            }
        }
    }

    private async Task ReadAsync(DocumentArchive archive, RiskCollector risk, CancellationToken cancellationToken)
    {
        try
        {
            await using var zip = SpooledDocument.Create();
            await archive.CopyAsync(MaxArchiveBytes, zip.Destination, cancellationToken);
            await zip.CompleteAsync(cancellationToken);
            await using var content = zip.Open();
            if (ArchiveDirectory.Count(content, MaxListed) > MaxListed)
            {
                throw new DocumentUnavailableException($"It has more than {MaxListed} entries");
            }

            await using var entries = new ZipArchive(content, ZipArchiveMode.Read);
            await ReadAsync(archive.Name, entries, risk, cancellationToken);
        }
        catch (DocumentUnavailableException unavailable)
        {
            risk.Add(AnalysisRules.IsUnavailable(archive.Name, unavailable.Message));
        }
        catch (InvalidDataException problem)
        {
            risk.Add(AnalysisRules.IsUnavailable(archive.Name, $"It is no sound zip archive: {problem.Message.TrimEnd('.')}"));
        }
    }

    private async Task ReadAsync(string archive, ZipArchive entries, RiskCollector risk, CancellationToken cancellationToken)
    {
        ZipArchiveEntry[] files = [.. entries.Entries.Where(entry => !entry.FullName.EndsWith('/'))];
        var left = options.Value.MaxDocumentBytes;
        foreach (var file in files.Take(MaxEntries))
        {
            var name = DisplayText.OfName(file.FullName, MaxNameLength);
            await using var spooled = SpooledDocument.Create();
            await using var content = await file.OpenAsync(cancellationToken);

            // What the archive says of its sizes is not to be trusted: what comes out of it counts.
            if (!await BoundedCopy.CopyAsync(content, left, spooled.Destination, cancellationToken))
            {
                throw new DocumentUnavailableException(
                    $"Unpacked it has more than {options.Value.MaxDocumentBytes} bytes; {name} and what follows was not read");
            }

            left -= spooled.Destination.Length;
            await spooled.CompleteAsync(cancellationToken);
            DocumentReader.Read(new RiskDocument($"{archive}/{name}", spooled.Open), risk);
        }

        if (files.Length > MaxEntries)
        {
            throw new DocumentUnavailableException($"It has {files.Length} files, and {MaxEntries} are read");
        }
    }
}
