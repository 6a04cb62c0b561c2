using CsCheck;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;

namespace Workflow.Tests.Core.Audit;

public sealed class AuditChainTests
{
    private static readonly AuditEntry Entry =
        new(DeploymentId.Parse("deployment-1"), "reviewer.asked:rita", "reviewer.asked", AuditEntry.Gate, "Rita is asked.", """{"a":1}""");

    public static TheoryData<string, Func<AuditRecord, AuditRecord>> Tampers => new()
    {
        { "deployment", record => record with { Entry = record.Entry with { Deployment = DeploymentId.Parse("deployment-2") } } },
        { "key", record => record with { Entry = record.Entry with { Key = "other" } } },
        { "kind", record => record with { Entry = record.Entry with { Kind = "other" } } },
        { "actor", record => record with { Entry = record.Entry with { Actor = "Rita" } } },
        { "summary", record => record with { Entry = record.Entry with { Summary = "Sam is asked." } } },
        { "data", record => record with { Entry = record.Entry with { Data = "{}" } } },
        { "data removed", record => record with { Entry = record.Entry with { Data = null } } },
        { "moved text", record => record with { Entry = record.Entry with { Key = "reviewer.asked:ritar", Kind = "eviewer.asked" } } },
        { "time", record => record with { At = record.At.AddTicks(1) } },
        { "sequence", record => record with { Sequence = record.Sequence + 1 } },
        { "previous hash", record => record with { PreviousHash = new string('f', 64) } },
        { "hash", record => record with { Hash = new string('f', 64) } },
    };

    [Fact]
    public void The_First_Record_Follows_Genesis()
    {
        var first = AuditChain.Append(null, Entry, Given.Noon.ToOffset(TimeSpan.FromHours(2)));

        Assert.Equal(0, first.Sequence);
        Assert.Equal(AuditChain.Genesis, first.PreviousHash);
        Assert.Equal(new string('0', 64), AuditChain.Genesis);
        Assert.Equal(TimeSpan.Zero, first.At.Offset);
        Assert.Matches("^[0-9a-f]{64}$", first.Hash);
    }

    [Fact]
    public void The_Hash_Stays_What_It_Is_For_Ever()
    {
        var record = AuditChain.Append(null, Entry, Given.Noon);

        Assert.Equal("d2a1c7dc3ca066146a0cf03660e96e1fbccfa43dad28fee5a20015770aa5cc9e", record.Hash);
    }

    [Fact]
    public void The_Next_Record_Names_The_Hash_Of_The_One_Before()
    {
        var first = AuditChain.Append(null, Entry, Given.Noon);

        var second = AuditChain.Append(first, Entry, Given.Noon);

        Assert.Equal((1, first.Hash), (second.Sequence, second.PreviousHash));
        Assert.NotEqual(first.Hash, second.Hash);
    }

    [Fact]
    public void An_Empty_Trail_Is_Sound() => Assert.Null(AuditChain.FindDefect([]));

    [Theory]
    [MemberData(nameof(Tampers))]
    public void A_Changed_Field_Is_Found(string field, Func<AuditRecord, AuditRecord> tamper)
    {
        for (var place = 0; place < 3; place++)
        {
            var trail = Trail([Entry, Entry, Entry]);
            trail[place] = tamper(trail[place]);

            Assert.True(AuditChain.FindDefect(trail) is not null, $"{field} of record {place}");
        }
    }

    [Fact]
    public void The_Defect_Says_Which_Record_And_What_Is_Wrong()
    {
        var trail = Trail([Entry, Entry, Entry]);

        var changed = trail[1] with { Entry = Entry with { Summary = "Sam is asked." } };

        Assert.Equal("record 1 was changed after it was written", AuditChain.FindDefect([trail[0], changed, trail[2]]));
        Assert.Equal("record 2 stands where record 1 belongs", AuditChain.FindDefect([trail[0], trail[2]]));
        Assert.Equal(
            "record 1 does not follow the record before it",
            AuditChain.FindDefect([trail[0], trail[1] with { PreviousHash = AuditChain.Genesis }]));
    }

    [Fact]
    public void Null_And_Empty_Data_Have_Different_Hashes() => Assert.NotEqual(
        AuditChain.Append(null, Entry with { Data = null }, Given.Noon).Hash,
        AuditChain.Append(null, Entry with { Data = "" }, Given.Noon).Hash);

    [Fact]
    public void Removal_Reordering_And_Insertion_Are_Found_In_Any_Trail()
    {
        var text = Gen.String[Gen.Char.AlphaNumeric, 0, 8];
        var entry = Gen.Select(text, text, text, text, text.Null(), (key, kind, actor, summary, data) =>
            new AuditEntry(Entry.Deployment, key, kind, actor, summary, data));

        Gen.Select(entry.List[2, 8], Gen.Int[0, 100], Gen.Int[0, 100]).Sample((entries, one, other) =>
        {
            var sound = Trail(entries);
            var (from, to) = (one % (sound.Count - 1), other % sound.Count);
            var removed = sound.Where((_, place) => place != from);
            List<AuditRecord> swapped = [.. sound];
            (swapped[from], swapped[to]) = (swapped[to], swapped[from]);
            List<AuditRecord> inserted = [.. sound];
            inserted.Insert(to, AuditChain.Append(to == 0 ? null : sound[to - 1], Entry, Given.Noon));

            Assert.Null(AuditChain.FindDefect(sound));
            Assert.NotNull(AuditChain.FindDefect(removed));
            Assert.Equal(from == to, AuditChain.FindDefect(swapped) is null);
            Assert.NotNull(AuditChain.FindDefect(inserted));
        });
    }

    private static List<AuditRecord> Trail(IEnumerable<AuditEntry> entries)
    {
        List<AuditRecord> trail = [];
        foreach (var entry in entries)
        {
            trail.Add(AuditChain.Append(trail.LastOrDefault(), entry, Given.Noon.AddSeconds(trail.Count)));
        }

        return trail;
    }
}
