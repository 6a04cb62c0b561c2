using CsCheck;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class EligibilityTests
{
    private static readonly Person Rita = Given.Person("rita") with
    {
        Name = "Rita",
        Emails = ["rita@example.com", "rita@home.example"],
        Logins = ["github:Rita-R"],
        Roles = ["release-manager"],
    };

    [Fact]
    public void A_Senior_Who_Took_No_Part_Is_Eligible()
    {
        var eligibility = Eligibility.Of(Rita, [new Participant(Given.Jane, Participation.Author)], Level.Senior);

        Assert.True(eligibility.IsEligible);
        Assert.Empty(eligibility.Reasons);
    }

    [Theory]
    [InlineData(Participation.Author, "Rita is an author of the change")]
    [InlineData(Participation.CoAuthor, "Rita is a co-author of the change")]
    [InlineData(Participation.Committer, "Rita committed part of the change")]
    [InlineData(Participation.Requester, "Rita requested the deployment")]
    [InlineData(Participation.AgentOperator, "Rita operates an agent that wrote part of the change")]
    [InlineData(Participation.BreakGlass, "Rita asked for or confirmed the break-glass")]
    public void Whoever_Took_Part_Is_Not_Eligible(Participation part, string reason)
    {
        var eligibility = Eligibility.Of(Rita, [new Participant(Rita.Identity, part)], Level.Senior);

        Assert.False(eligibility.IsEligible);
        Assert.Equal([reason], eligibility.Reasons);
    }

    [Theory]
    [InlineData("RITA@Example.com", null, null)]
    [InlineData(" rita@home.example ", null, null)]
    [InlineData(null, "GITHUB:rita-r", null)]
    [InlineData(null, null, "OBJECT-RITA")]
    [InlineData("4711+rita-r@users.noreply.github.com", null, null)]
    [InlineData("Rita-R@users.noreply.GitHub.com", null, null)]
    public void A_Participant_Is_Recognized_By_Any_Identifier(string? email, string? login, string? objectId)
    {
        var participant = new Participant(new ActorIdentity("Somebody", email, login, objectId), Participation.Author);

        Assert.False(Eligibility.Of(Rita, [participant], Level.Senior).IsEligible);
    }

    [Fact]
    public void A_Participant_Is_Recognized_By_The_Person_That_The_Directory_Found()
    {
        var participant = new Participant(new ActorIdentity(Email: "other@example.com"), Participation.Author, Rita);

        Assert.False(Eligibility.Of(Rita, [participant], Level.Senior).IsEligible);
    }

    [Theory]
    [InlineData(Participation.Author, true)]
    [InlineData(Participation.CoAuthor, true)]
    [InlineData(Participation.Requester, false)]
    public void Who_Stands_In_For_Somebody_Who_Wrote_The_Change_Is_Not_Eligible(Participation part, bool wrote)
    {
        var absent = Given.Person("jane") with { Name = "Jane", DelegateId = Rita.Id };

        var eligibility = Eligibility.Of(Rita, [new Participant(Given.Jane, part, absent)], Level.Senior);

        Assert.Equal(wrote ? ["Rita stands in for Jane, who wrote part of the change"] : [], eligibility.Reasons);
    }

    [Fact]
    public void Who_Is_Suspended_Is_Not_Eligible() => Assert.Equal(
        ["Rita is suspended from reviewing"], Eligibility.Of(Rita with { IsSuspended = true }, [], Level.Senior).Reasons);

    [Fact]
    public void A_Name_In_Common_Makes_Nobody_A_Participant()
    {
        var namesake = new Participant(new ActorIdentity("Rita", "another-rita@example.com"), Participation.Author);

        Assert.True(Eligibility.Of(Rita, [namesake], Level.Senior).IsEligible);
    }

    [Theory]
    [InlineData(Level.Junior, Level.Senior, false)]
    [InlineData(Level.Mid, Level.Senior, false)]
    [InlineData(Level.Senior, Level.Senior, true)]
    [InlineData(Level.Principal, Level.Senior, true)]
    [InlineData(Level.Senior, Level.Principal, false)]
    public void The_Level_Must_Reach_What_The_Policy_Asks_For(Level has, Level asked, bool eligible)
    {
        Assert.Equal(eligible, Eligibility.Of(Rita with { Level = has }, [], asked).IsEligible);
    }

    [Theory]
    [InlineData("release-manager", true)]
    [InlineData("Release-Manager", true)]
    [InlineData("security", false)]
    public void The_Role_Must_Be_Held_Where_One_Is_Asked_For(string role, bool eligible)
    {
        Assert.Equal(eligible, Eligibility.Of(Rita, [], Level.Senior, role).IsEligible);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Nobody_Without_An_Object_Id_Is_Eligible(string? objectId)
    {
        Assert.False(Eligibility.Of(Rita with { ObjectId = objectId }, [], Level.Senior).IsEligible);
    }

    [Fact]
    public void Every_Reason_Is_Given()
    {
        var junior = Rita with { Level = Level.Junior, ObjectId = null };
        var participant = new Participant(Rita.Identity, Participation.Author | Participation.Requester);

        var eligibility = Eligibility.Of(junior, [participant], Level.Senior, "security");

        Assert.Equal(
            [
                "Rita is an author of the change",
                "Rita requested the deployment",
                "Rita is junior; the policy asks for senior or above",
                "Rita does not have the role 'security'",
                "Rita has no directory object id to be asked and recognized by",
            ],
            eligibility.Reasons);
    }

    [Fact]
    public void Nobody_Who_Shares_An_Identifier_With_Any_Identity_Of_The_Change_Is_Ever_Eligible()
    {
        // Few letters, so that identities meet often and in every combination.
        var letter = Gen.Char["abAB"].Select(char.ToString);
        var email = Gen.OneOf(
            letter.Select(name => $"{name}@example.com"), letter.Select(name => $"7+{name}@users.noreply.github.com"));
        var login = letter.Select(name => $"github:{name}");
        var identity = Gen.Select(email.Null(), login.Null(), (mail, account) => new ActorIdentity("Name", mail, account));
        var person = Gen.Select(email.Array[0, 2], login.Array[0, 2], letter, (emails, logins, id) =>
            new Person("p", "P", Level.Principal, id) { Emails = emails, Logins = logins });
        var role = Gen.Enum<Participation>().Where(one => one is not Participation.None);

        Gen.Select(person, Gen.Select(identity, role).List[0, 6]).Sample((candidate, added) =>
        {
            List<Participant> participants = [];
            foreach (var (who, part) in added)
            {
                Participant.Add(participants, who, part, Given.Signals);
            }

            var tookPart = added.Any(one => one.Item1.Keys().Intersect(candidate.Keys()).Any());
            Assert.Equal(!tookPart, Eligibility.Of(candidate, participants, Level.Senior).IsEligible);
        });
    }

    [Fact]
    public void Nobody_In_The_Line_Of_Management_Is_Independent()
    {
        var writer = Given.Person("jane", Level.Junior) with { ManagerId = "boss" };
        var assessment = Given.Assessment(participants: [new Participant(Given.Jane, Participation.Author, writer)]) with { ManagementLine = ["boss"] };

        Assert.True(Eligibility.OfIndependent(Rita, assessment, Level.Senior).IsEligible);
        Assert.Equal(
            ["boss is in the line of management of somebody who wrote the change"],
            Eligibility.OfIndependent(Given.Person("boss"), assessment, Level.Senior).Reasons);
        Assert.Equal(
            ["rita reports to jane, who wrote the change"],
            Eligibility.OfIndependent(Rita with { Name = "rita", ManagerId = "jane" }, assessment, Level.Senior).Reasons);
    }

    [Fact]
    public void Where_The_Line_Of_Management_Is_Unknown_Nobody_Is_Independent() =>
        Assert.False(Eligibility.OfIndependent(Rita, Given.Assessment(), Level.Senior).IsEligible);
}
