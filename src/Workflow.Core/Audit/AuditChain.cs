using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Workflow.Core.Audit;

/// <summary>Links the records of one deployment's trail: none can be changed, removed from within or inserted unnoticed.</summary>
public static class AuditChain
{
    /// <summary>The previous hash of a first record.</summary>
    public static readonly string Genesis = new('0', 64);

    /// <summary>The record that follows <paramref name="last"/>.</summary>
    /// <param name="last">The newest record of the trail; null for an empty one.</param>
    public static AuditRecord Append(AuditRecord? last, AuditEntry entry, DateTimeOffset at)
    {
        var sequence = last is null ? 0 : last.Sequence + 1;
        var previous = last?.Hash ?? Genesis;
        var utc = at.ToUniversalTime();
        return new AuditRecord(entry, sequence, utc, previous, HashOf(entry, sequence, utc, previous));
    }

    /// <summary>Checks a whole trail, oldest record first.</summary>
    /// <returns>What is wrong with the first bad record, or null for a sound trail.</returns>
    public static string? FindDefect(IEnumerable<AuditRecord> trail)
    {
        AuditRecord? last = null;
        foreach (var record in trail)
        {
            var expected = last is null ? 0 : last.Sequence + 1;
            if (record.Sequence != expected)
            {
                return $"record {record.Sequence} stands where record {expected} belongs";
            }

            if (record.PreviousHash != (last?.Hash ?? Genesis))
            {
                return $"record {record.Sequence} does not follow the record before it";
            }

            if (record.Hash != HashOf(record.Entry, record.Sequence, record.At, record.PreviousHash))
            {
                return $"record {record.Sequence} was changed after it was written";
            }

            last = record;
        }

        return null;
    }

    private static string HashOf(AuditEntry entry, long sequence, DateTimeOffset at, string previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendNumber(hash, sequence);
        AppendNumber(hash, at.UtcTicks);
        string?[] fields =
            [previous, entry.Deployment.Value, entry.Key, entry.Kind, entry.Actor, entry.Summary, entry.Data];
        foreach (var field in fields)
        {
            // The length before each field keeps two neighbours from being read as one; -1 tells null from empty.
            var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
            AppendNumber(hash, field is null ? -1 : bytes.Length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendNumber(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
