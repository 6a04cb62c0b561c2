using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class ReviewerRankingTests
{
    private static readonly Person[] People = [.. Enumerable.Range(1, 5).Select(number => Given.Person($"p{number}"))];

    [Fact]
    public void The_Order_Is_The_Same_However_The_Directory_Lists_People()
    {
        var id = DeploymentId.Parse("deployment-1");

        var forward = ReviewerRanking.Rank(id, People);
        var backward = ReviewerRanking.Rank(id, People.Reverse());

        Assert.Equal(forward, backward);
    }

    [Fact]
    public void Over_Many_Deployments_Everybody_Is_Asked_First_About_Equally_Often()
    {
        var first = Enumerable.Range(1, 1000)
            .Select(number => ReviewerRanking.Rank(DeploymentId.Parse($"d{number}"), People).First().Id)
            .CountBy(id => id)
            .ToList();

        Assert.Equal(People.Length, first.Count);
        Assert.All(first, person => Assert.InRange(person.Value, 140, 260));
    }
}
