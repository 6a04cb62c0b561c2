using System.Globalization;
using Azure.Data.Tables;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;

namespace Workflow.Adapters.Tables;

/// <summary>
/// An audit record as a row that people can read. Newest records come first in a partition: the row key counts down. A row of its
/// own for each entry's key makes an entry unique.
/// </summary>
internal static class AuditRow
{
    /// <summary>Row keys of records begin with it; the keys' rows sort outside.</summary>
    public const string RecordPrefix = "record_";

    private const string KeyPrefix = "key_";

    public static string KeyRow(string key) => KeyPrefix + TableKey.Hash(key);

    public static TableEntity OfKey(AuditRecord record) =>
        new(record.Entry.Deployment.Value, KeyRow(record.Entry.Key)) { ["Sequence"] = record.Sequence };

    public static TableEntity Of(AuditRecord record)
    {
        var entity = new TableEntity(record.Entry.Deployment.Value, RecordPrefix + TableKey.Descending(record.Sequence))
        {
            ["Sequence"] = record.Sequence,

            // The storage keeps times to the microsecond; the hash covers every tick of 100 ns.
            ["AtTicks"] = record.At.UtcTicks,
            ["At"] = record.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["PreviousHash"] = record.PreviousHash,
            ["Hash"] = record.Hash,
        };
        TextProperty.Write(entity, nameof(AuditEntry.Key), record.Entry.Key);
        TextProperty.Write(entity, nameof(AuditEntry.Kind), record.Entry.Kind);
        TextProperty.Write(entity, nameof(AuditEntry.Actor), record.Entry.Actor);
        TextProperty.Write(entity, nameof(AuditEntry.Summary), record.Entry.Summary);
        TextProperty.Write(entity, nameof(AuditEntry.Data), record.Entry.Data);
        return entity;
    }

    /// <summary>What the row says, to the letter: whether it is still true is for the chain to tell.</summary>
    public static AuditRecord Read(TableEntity entity)
    {
        var entry = new AuditEntry(
            DeploymentId.Parse(entity.PartitionKey),
            TextProperty.Read(entity, nameof(AuditEntry.Key)) ?? "",
            TextProperty.Read(entity, nameof(AuditEntry.Kind)) ?? "",
            TextProperty.Read(entity, nameof(AuditEntry.Actor)) ?? "",
            TextProperty.Read(entity, nameof(AuditEntry.Summary)) ?? "",
            TextProperty.Read(entity, nameof(AuditEntry.Data)));
        return new AuditRecord(
            entry,
            entity.GetInt64("Sequence") ?? -1,
            new DateTimeOffset(Math.Clamp(entity.GetInt64("AtTicks") ?? 0, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero),
            entity.GetString("PreviousHash") ?? "",
            entity.GetString("Hash") ?? "");
    }
}
