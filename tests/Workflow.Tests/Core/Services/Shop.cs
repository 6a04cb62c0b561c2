using Workflow.Core.Services;

namespace Workflow.Tests.Core.Services;

/// <summary>A shop's services.</summary>
internal static class Shop
{
    public static ServiceCatalogue Catalogue { get; } = new(
    [
        Service("ledger-db", "data-platform", 2),
        Service("billing-api", "payments", 2, "ledger-db"),
        Service("checkout", "storefront", 1, "billing-api", "prices", "baskets"),
        Service("invoices", "payments", 3, "billing-api", "ledger-db"),
        Service("finance-reports", "finance", 4, "invoices", "ledger-db"),
        Service("web-shop", "storefront", 1, "checkout", "search"),
        Service("mobile-backend-for-frontend", "mobile", 1, "checkout"),
        Service("prices", "catalogue", 2),
        Service("baskets", null, null, "prices"),
        Service("search", "discovery", 3),
        Service("store-kiosk", "retail", 5, "web-shop"),
        Service("partner-portal", null, null, "mobile-backend-for-frontend", "invoices"),
    ]);

    public static CatalogueService Service(string name, string? owner, int? tier, params string[] dependsOn) => new(name, owner, tier, dependsOn);

    /// <summary>One without an owner and a tier.</summary>
    public static CatalogueService Plain(string name, params string[] dependsOn) => new(name, null, null, dependsOn);
}
