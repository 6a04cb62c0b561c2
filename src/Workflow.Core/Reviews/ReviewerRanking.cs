using System.Security.Cryptography;
using System.Text;
using Workflow.Core.Deployments;

namespace Workflow.Core.Reviews;

/// <summary>Orders eligible reviewers. Stable for a deployment, even across deployments, so that no one is always asked first.</summary>
public static class ReviewerRanking
{
    public static IEnumerable<Person> Rank(DeploymentId deployment, IEnumerable<Person> eligible) =>
        eligible
            .Select(person => (Person: person, Order: Order(deployment, person)))
            .OrderBy(entry => entry.Order, StringComparer.Ordinal)
            .Select(entry => entry.Person);

    private static string Order(DeploymentId deployment, Person person) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{deployment}|{person.Id}")));
}
