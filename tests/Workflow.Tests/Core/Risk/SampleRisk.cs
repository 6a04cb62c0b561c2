using Workflow.Core.Risk;
using Workflow.Tests.Core.Services;

namespace Workflow.Tests.Core.Risk;

/// <summary>What real plans and migrations bring.</summary>
internal static class SampleRisk
{
    /// <param name="service">The changed one, which others depend on.</param>
    public static RiskReport For(string service)
    {
        var risk = new RiskCollector();
        risk.Add(new ReadDocument("plan.json", "terraform-plan"));
        risk.Add(new ReadDocument("migrations/0042_drop_archive_path.sql", "sql-migration"));
        risk.Add(Finding(
            "planned-replace", RiskSeverity.High, true, new RiskLocation("plan.json", "aws_lb.public"),
            "aws_lb.public is replaced, created first",
            "For a while two load balancers run, and clients that keep the old address lose their connections."));
        risk.Add(Finding(
            "planned-delete", RiskSeverity.Critical, false, new RiskLocation("plan.json", "module.billing.aws_db_instance.invoices[\"eu\"]"),
            "module.billing.aws_db_instance.invoices[\"eu\"] is deleted",
            "The database and all that it holds are gone; only a backup brings them back."));
        risk.Add(Finding(
            "sql-drop-column", RiskSeverity.High, false, new RiskLocation("migrations/0042_drop_archive_path.sql", "invoices.archive_path", 7),
            "The column invoices.archive_path is dropped",
            "Its values are lost, and a version that still reads it fails until all instances are new."));
        risk.Add(Finding(
            "permission-wildcard", RiskSeverity.Medium, true, new RiskLocation("plan.json", "aws_iam_policy.export"),
            "aws_iam_policy.export allows s3:* on all buckets",
            "Whoever takes over this service can read and delete every bucket of the account."));
        risk.Add(Finding(
            "pipeline-changed", RiskSeverity.Low, true, new RiskLocation(".github/workflows/release.yml"),
            "The release pipeline is changed",
            "What runs with the pipeline's rights is decided here, and reviews of the code do not show it."));
        return risk.ToReport() with { BlastRadius = Shop.Catalogue.Of("billing-api") with { Service = service } };
    }

    private static RiskFinding Finding(
        string rule, RiskSeverity severity, bool isReversible, RiskLocation where, string what, string explanation) =>
        new(rule, severity, isReversible, where, what, explanation);
}
