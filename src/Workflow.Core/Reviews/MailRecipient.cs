namespace Workflow.Core.Reviews;

/// <summary>Somebody to whom mail goes.</summary>
public sealed record MailRecipient(string Name, string Address)
{
    /// <summary>Those of the directory who have an address, after those who are there already: each address once.</summary>
    public static IReadOnlyList<MailRecipient> Of(IEnumerable<Person> people, IEnumerable<MailRecipient>? before = null) =>
    [
        .. (before ?? [])
            .Concat(people.Where(person => person.Email is not null).Select(person => new MailRecipient(person.Name, person.Email!)))
            .DistinctBy(one => one.Address, StringComparer.OrdinalIgnoreCase),
    ];
}
