namespace Workflow.Adapters.Documents.Azure;

/// <summary>An identifier of Azure Resource Manager, taken apart.</summary>
/// <param name="Type">Such as <c>Microsoft.Sql/servers/databases</c>; empty where it names no resource.</param>
/// <param name="Name">The names of the resource and of those that it is a part of, such as <c>main/orders</c>.</param>
internal sealed record ResourceId(string Type, string Name)
{
    private const string Providers = "/providers/";

    public static ResourceId Of(string id)
    {
        var provider = id.LastIndexOf(Providers, StringComparison.OrdinalIgnoreCase);
        var parts = id[(provider < 0 ? 0 : provider + Providers.Length)..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (provider >= 0 && parts.Length > 0)
        {
            return new ResourceId(
                string.Join('/', parts.Where((_, index) => index == 0 || index % 2 == 1)),
                string.Join('/', parts.Where((_, index) => index > 0 && index % 2 == 0)));
        }

        return parts switch
        {
            ["subscriptions", _, _, var group] => new ResourceId("Microsoft.Resources/resourceGroups", group),
            ["subscriptions", var subscription] => new ResourceId("Microsoft.Subscription", subscription),
            _ => new ResourceId("", id),
        };
    }
}
