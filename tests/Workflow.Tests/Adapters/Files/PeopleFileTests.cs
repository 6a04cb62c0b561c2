using System.Text;
using Workflow.Adapters.Files;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Adapters.Files;

public sealed class PeopleFileTests
{
    private const string Minimal = """
        people:
          - id: ada
            name: Ada Lovelace
            level: senior
            objectId: 6F1C2A54-8d0e-4b7a-9c35-1e2f3a4b5c01
            emails: [Ada@Example.com, 12+ada-hub@users.noreply.github.com]
            logins: github:Ada
            roles: [release-manager]
            team: engines
          - id: jun
            name: Jun Rivera
            emails: [jun@example.com]
            manager: ada
            hours: { zone: Europe/Berlin, days: [mon, fri], from: "09:00", to: "17:00" }
            away: [{ from: 2026-12-20T00:00Z, until: 2027-01-04T08:00+01:00 }]
            delegate: ada
            suspended: true
        agents:
          - emails: [agent@example.com]
            logins: ["github:robot[bot]"]
            operators: [jun]

        """;

    private static PeopleIndex Index { get; } = PeopleFile.Parse("people.yaml", Encoding.UTF8.GetBytes(Minimal));

    public static TheoryData<string?, string?, string?, string?> Identities => new()
    {
        { "ADA@example.com", null, null, "ada" },
        { null, "GitHub:ADA", null, "ada" },
        { null, "github:ada-hub", null, "ada" },
        { null, null, "6f1c2a54-8D0E-4b7a-9c35-1e2f3a4b5c01", "ada" },
        { "jun@example.com", null, null, "jun" },
        { "nobody@example.com", null, null, null },
        { "ada@example.com", null, "00000000-8d0e-4b7a-9c35-1e2f3a4b5c01", null },
        { "ada@example.com", "github:other", null, "ada" },
    };

    [Theory]
    [MemberData(nameof(Identities))]
    public void A_Person_Is_Found_By_Any_Identifier_And_By_The_Object_Id_Alone_Where_There_Is_One(
        string? email, string? login, string? objectId, string? expected)
    {
        var found = Index.Find(new ActorIdentity("Somebody", email, login, objectId));

        Assert.Equal(expected, found?.Id);
    }

    [Fact]
    public void Everything_In_The_File_Is_In_The_Person()
    {
        var ada = Index.Get("ada")!;
        var jun = Index.Get("jun")!;

        Assert.Equal(("Ada Lovelace", Level.Senior, "engines"), (ada.Name, ada.Level, ada.Team));
        Assert.Equal("6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c01", ada.ObjectId);
        Assert.Equal("Ada@Example.com", ada.Email);
        Assert.Equal(["github:Ada"], ada.Logins);
        Assert.Equal((Level.Junior, "ada", null), (jun.Level, jun.ManagerId, jun.ObjectId));
    }

    [Fact]
    public void When_A_Person_Reviews_Is_In_The_File()
    {
        var jun = Index.Get("jun")!;

        Assert.Equal(("Europe/Berlin", new TimeOnly(9, 0), new TimeOnly(17, 0)), (jun.Hours!.TimeZone, jun.Hours.From, jun.Hours.To));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Friday], jun.Hours.Days);
        Assert.Equal(new DateTimeOffset(2027, 1, 4, 7, 0, 0, TimeSpan.Zero), Assert.Single(jun.Absences).Until);
        Assert.Equal(("ada", true), (jun.DelegateId, jun.IsSuspended));
    }

    [Fact]
    public void The_Language_That_A_Person_Reads_Is_In_The_File()
    {
        PeopleIndex Read(string tag) => PeopleFile.Parse(
            "people.yaml", Encoding.UTF8.GetBytes($"people:\n  - id: ada\n    name: Ada\n    language: {tag}\n"));

        Assert.Equal("de-AT", Read("de-AT").Get("ada")!.Language);
        Assert.Null(Index.Get("ada")!.Language);
        var problem = Assert.ThrowsAny<Exception>(() => Read("German (Austria)"));
        Assert.Contains("language must be a tag such as en or de-AT", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void People_Are_Listed_By_Level_And_Role()
    {
        Assert.Equal(["ada", "jun"], Index.List(Level.Junior, null).Select(person => person.Id));
        Assert.Equal(["ada"], Index.List(Level.Mid, "Release-Manager").Select(person => person.Id));
        Assert.Empty(Index.List(Level.Principal, null));
    }

    [Fact]
    public void An_Agents_Operators_Are_Found_By_Its_Address_Or_Its_Account()
    {
        var byBoth = Index.ListOperators(new ActorIdentity(Email: "AGENT@example.com", Login: "github:robot[bot]"));

        Assert.Equal("jun", Assert.Single(byBoth).Id);
        Assert.Empty(Index.ListOperators(new ActorIdentity(Email: "jun@example.com")));
    }

    [Theory]
    [InlineData("id: jun", "id: ADA", "p(10,5): the id 'ADA' is taken by the person in line 2")]
    [InlineData("jun@example.com", "ada@EXAMPLE.com", "p(12,14): 'ada@EXAMPLE.com' belongs to somebody else already, in line 6")]
    [InlineData("agent@example.com", "jun@example.com", "p(19,14): 'jun@example.com' belongs to somebody else already, in line 12")]
    [InlineData("github:robot[bot]", "github:ada-hub", "p(20,14): 'github:ada-hub' belongs to somebody else already, in line 6")]
    [InlineData("manager: ada", "manager: adda", "p(13,14): manager 'adda' is the id of nobody in this file; did you mean 'ada'?")]
    [InlineData("manager: ada", "manager: jun", "p(13,14): the managers go in a circle: jun -> jun")]
    [InlineData("team: engines", "manager: jun", "p(9,14): the managers go in a circle: ada -> jun -> ada")]
    [InlineData("operators: [jun]", "operators: [joon]", "p(21,17): operator 'joon' is the id of nobody in this file")]
    [InlineData("level: senior", "level: seniro", "p(4,12): unknown level 'seniro'; did you mean 'senior'? allowed are junior, mid, senior, principal")]
    [InlineData("6F1C2A54-", "6F1C2A5-", "p(5,15): objectId must be a GUID such as 3f2504e0-4f89-11d3-9a0c-0305e82c3301, not '6F1C2A5-8d0e-4b7a-9c35-1e2f3a4b5c01'")]
    [InlineData("jun@example.com", "jun", "p(12,14): 'jun' is not an e-mail address such as grace@example.com")]
    [InlineData("github:Ada", "Ada", "p(7,13): 'Ada' is not an account with its host such as github:octocat")]
    [InlineData("name: Jun Rivera", "nmae: Jun Rivera", "p(10,5): a person needs the key 'name'")]
    [InlineData("[release-manager]", "[Manager]", "p(8,13): 'manager' is no role to give: it stands for the managers of those who were asked; name the person's 'manager'")]
    [InlineData("delegate: ada", "delegate: adda", "p(16,15): delegate 'adda' is the id of nobody in this file; did you mean 'ada'?")]
    [InlineData("delegate: ada", "delegate: JUN", "p(16,15): nobody stands in for themselves")]
    [InlineData("until: 2027", "until: 2026", "p(15,46): until must be after from")]
    [InlineData("Europe/Berlin", "Berlin", "p(14,20): unknown zone 'Berlin'; allowed are UTC")]
    public void A_Mistake_Is_Told_With_Its_Place(string right, string wrong, string expected)
    {
        var problems = SampleFiles.ProblemsOf(PeopleFile.Parse, "p", Minimal.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(problems, problem => problem.StartsWith(expected, StringComparison.Ordinal));
    }
}
