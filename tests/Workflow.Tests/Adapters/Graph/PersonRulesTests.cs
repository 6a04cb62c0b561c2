using CsCheck;
using Workflow.Adapters.Graph;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Adapters.Graph;

public sealed class PersonRulesTests
{
    private const string Mids = "group of mids";
    private const string Seniors = "group of seniors";

    private static readonly GraphOptions Options = new()
    {
        LevelGroups = { new() { Group = Seniors, Level = Level.Senior }, new() { Group = Mids, Level = Level.Mid } },
        RoleGroups = { new() { Group = Mids, Role = "release-manager" } },
        TitleLevels =
        {
            new() { Title = "*principal*engineer*", Level = Level.Principal },
            new() { Title = "engineer ?", Level = Level.Mid },
            new() { Title = "*engineer*", Level = Level.Senior },
        },
    };

    [Theory]
    [InlineData("", null, Level.Junior)]
    [InlineData("", "Gardener", Level.Junior)]
    [InlineData("", " Principal Software Engineer (Payments) ", Level.Principal)]
    [InlineData("", "Engineer 2", Level.Mid)]
    [InlineData("", "Engineer of trains", Level.Senior)]
    [InlineData(Mids, "Principal Engineer", Level.Mid)]
    [InlineData(Seniors, null, Level.Senior)]
    [InlineData($"{Mids},{Seniors}", null, Level.Senior)]
    [InlineData("GROUP OF SENIORS", null, Level.Senior)]
    [InlineData("another group", "Engineer 2", Level.Mid)]
    public void Groups_Decide_First_The_Highest_Of_Them_And_Then_The_First_Title_That_Fits(string groups, string? title, Level expected) =>
        Assert.Equal(expected, PersonRules.Describe(Options, Account(title), groups.Split(','), null).Level);

    [Fact]
    public void Nobody_Inactive_Has_A_Level_A_Role_Or_An_Object_Id() => Gen
        .Select(
            Gen.OneOf(Gen.Const("another"), Gen.Const(Mids), Gen.Const(Seniors)).Array,
            Gen.OneOf(Gen.Const(""), Gen.Const("Principal Engineer"), Gen.Const("Gardener")))
        .Sample((groups, title) =>
        {
            var person = PersonRules.Describe(Options, Account(title) with { IsActiveMember = false }, groups, null);
            Assert.Equal((Level.Junior, null, 0), (person.Level, person.ObjectId, person.Roles.Count));
        });

    [Fact]
    public void The_File_Adds_Logins_And_Addresses_Only()
    {
        var noted = new Person("ada", "Ada", Level.Principal)
        {
            Emails = ["ADA@example.com", "ada@home.example"],
            Logins = ["github:ada"],
            Roles = ["owner"],
            ManagerId = "x",
            Team = "y",
        };

        var person = PersonRules.Describe(Options, Account(null) with { Emails = ["ada@example.com"] }, [Mids], noted);

        Assert.Equal(["ada@example.com", "ada@home.example"], person.Emails);
        Assert.Equal(["github:ada"], person.Logins);
        Assert.Equal(["release-manager"], person.Roles);
        Assert.Equal((Level.Mid, null, null), (person.Level, person.ManagerId, person.Team));
    }

    private static GraphAccount Account(string? title) => new("1", "Ada") { Title = title, IsActiveMember = true };
}
