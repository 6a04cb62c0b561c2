using System.ComponentModel.DataAnnotations;
using Azure.Data.Tables;
using CsCheck;
using Workflow.Adapters.Tables;

namespace Workflow.Tests.Adapters.Tables;

public sealed class EntityPropertyTests
{
    [Fact]
    public void Text_Of_Any_Length_Comes_Back_And_No_Property_Is_Too_Long_Or_Cut_Within_A_Character() =>
        Gen.Select(Gen.Int[0, 3 * TextProperty.ChunkLength], Gen.Int[0, 1]).Sample(
            (length, shift) =>
            {
                var text = new string('x', shift) + string.Concat(Enumerable.Repeat("\U0001F600", length / 2));
                var entity = new TableEntity("p", "r");

                TextProperty.Write(entity, "Text", text);

                Assert.Equal(text, TextProperty.Read(entity, "Text"));
                Assert.All(Values(entity).OfType<string>(), part => Assert.True(part.Length <= TextProperty.ChunkLength));
                Assert.All(Values(entity).OfType<string>(), part => Assert.False(part.Length > 0 && char.IsLowSurrogate(part[0])));
            },
            iter: 50);

    [Fact]
    public void No_Text_Is_Not_An_Empty_Text()
    {
        var entity = new TableEntity("p", "r");
        TextProperty.Write(entity, "None", null);
        TextProperty.Write(entity, "Empty", "");

        Assert.Null(TextProperty.Read(entity, "None"));
        Assert.Equal("", TextProperty.Read(entity, "Empty"));
    }

    [Fact]
    public void Packed_Content_Comes_Back() =>
        Gen.Byte.Array[0, 1_000].Select(Gen.Int[0, 200], (piece, times) => Enumerable.Repeat(piece, times).SelectMany(part => part).ToArray())
            .Sample(
                content =>
                {
                    var entity = new TableEntity("p", "r");

                    PackedProperty.Write(entity, "Content", content);

                    Assert.Equal(content, PackedProperty.Read(entity, "Content"));
                    Assert.All(Values(entity).OfType<byte[]>(), part => Assert.True(part.Length <= 64 * 1024));
                },
                iter: 50);

    [Fact]
    public void Content_That_Fits_In_No_Entity_Is_Refused_With_Its_Size()
    {
        var noise = new byte[2_000_000];
        new Random(1).NextBytes(noise);

        var exception = Assert.Throws<InvalidOperationException>(
            () => PackedProperty.Write(new TableEntity("payments-42", "r"), "Content", noise));

        Assert.StartsWith("Content of payments-42 has 2000000 bytes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hashed_Keys_Tell_Neighbours_Apart_And_Are_Valid_Keys()
    {
        Assert.NotEqual(TableKey.Hash("ab", "c"), TableKey.Hash("a", "bc"));
        Assert.NotEqual(TableKey.Hash("\uD800"), TableKey.Hash("\uDC00"));
        Assert.Matches("^[0-9a-f]{64}$", TableKey.Hash("/ \\ # ? \0", new string('x', 512)));
    }

    [Fact]
    public void Descending_Keys_Sort_Larger_Numbers_First() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue]).Sample((one, other) =>
            Math.Sign(string.CompareOrdinal(TableKey.Descending(one), TableKey.Descending(other))) == other.CompareTo(one));

    [Theory]
    [InlineData(null, null, "", false)]
    [InlineData("UseDevelopmentStorage=true", null, "", true)]
    [InlineData("UseDevelopmentStorage=true", null, "gate1", true)]
    [InlineData("UseDevelopmentStorage=true", null, "1gate", false)]
    [InlineData("UseDevelopmentStorage=true", null, "gate-1", false)]
    [InlineData(null, "https://example.table.example.com", "", true)]
    [InlineData(null, "http://example.table.example.com", "", false)]
    [InlineData("UseDevelopmentStorage=true", "https://example.table.example.com", "", false)]
    public void Exactly_One_Account_And_A_Valid_Prefix_Are_Required(string? connection, string? uri, string prefix, bool valid)
    {
        var options = new StorageOptions
        {
            ConnectionString = connection,
            TableServiceUri = uri is null ? null : new Uri(uri),
            TablePrefix = prefix,
        };

        Assert.Equal(valid, Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true));
    }

    private static IEnumerable<object> Values(TableEntity entity) => ((IDictionary<string, object>)entity).Values;
}
