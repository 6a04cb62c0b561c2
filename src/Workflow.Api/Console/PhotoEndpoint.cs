using Microsoft.AspNetCore.Http;
using Workflow.Api.Routing;
using Workflow.Orchestration.Ports;

namespace Workflow.Api.Console;

/// <summary>Pictures of people who are asked, so that no browser has to ask the directory.</summary>
public sealed class PhotoEndpoint(IPersonPhotos photos)
{
    /// <summary>How long browsers keep a picture, in seconds.</summary>
    private const int KeptFor = 3600;

    public static string PathOf(string personId) => $"/people/{Uri.EscapeDataString(personId)}/photo";

    /// <summary><c>GET /people/{id}/photo</c>: a small picture; 404 where there is none.</summary>
    public async Task<IResult> GetAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var id = context.Request.RouteValues["id"] as string ?? "";
        if (await photos.FindAsync(id, cancellationToken) is not { } photo)
        {
            return GateProblem.NoPhoto(id).ToResult(context);
        }

        context.Response.Headers.CacheControl = $"private, max-age={KeptFor}";
        return TypedResults.Bytes(photo.Content, photo.MediaType);
    }
}
