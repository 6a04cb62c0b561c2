namespace Workflow.Orchestration.Ports;

/// <summary>Pictures of people, for the console.</summary>
public interface IPersonPhotos
{
    /// <summary>Whether anybody may have one, so that no page asks for them in vain.</summary>
    bool AreKept { get; }

    /// <summary>The picture of somebody who may be asked. Never fails: null where there is none, or where it cannot be had.</summary>
    /// <param name="personId">The directory's id.</param>
    Task<PersonPhoto?> FindAsync(string personId, CancellationToken cancellationToken);
}

/// <param name="MediaType">Such as <c>image/jpeg</c>: always that of a picture without scripts.</param>
public sealed record PersonPhoto(byte[] Content, string MediaType);
