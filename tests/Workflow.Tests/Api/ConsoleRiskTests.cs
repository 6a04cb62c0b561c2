using Workflow.Core.Risk;
using static Workflow.Tests.Api.ConsoleTests;

namespace Workflow.Tests.Api;

public sealed class ConsoleRiskTests
{
    [Fact]
    public async Task Risks_Are_Shown_Worst_First_With_What_Cannot_Be_Undone_And_What_Was_Read()
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(SampleReviews.Waiting());

        var page = await gate.GetPageAsync("/deployments/d-1");

        AssertInOrder(
            page,
            ">Risk<", "1 critical, 2 high, 1 medium, 1 low; 2 irreversible.",
            ">critical<", ">irreversible<", "is deleted", "only a backup brings them back", "plan.json module.billing.aws_db_instance.invoices[",
            ">high<", ">irreversible<", "invoices.archive_path is dropped", "migrations/0042_drop_archive_path.sql:7 invoices.archive_path",
            ">high<", "aws_lb.public is replaced", ">medium<", ">low<",
            "Documents read", "plan.json", "terraform-plan", "sql-migration");
    }

    [Fact]
    public async Task The_Blast_Radius_Is_Shown_As_A_Picture_And_As_A_Table()
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(SampleReviews.Waiting());

        var page = await gate.GetPageAsync("/deployments/d-1");

        AssertInOrder(
            page,
            ">Blast radius<", ">tier 1<", "7 services depend on billing-api, 2 of them directly. The most critical tier reached is 1.",
            "<svg", "role=\"img\"", "<title", "<desc", "</svg>",
            "checkout", "storefront", "directly", "store-kiosk", "retail", "through web-shop, 3 steps");
        Assert.DoesNotContain("<style", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_Was_Not_Read_For_Risks_Is_Said_To_Be_Unknown()
    {
        await using var gate = await GateServer.StartAsync();
        var review = SampleReviews.Waiting();
        await gate.KeepAsync(
            review with { Assessment = review.Assessment! with { Risk = null } },
            SampleReviews.Waiting("empty") with { Assessment = review.Assessment! with { Risk = RiskReport.Empty } });

        var before = await gate.GetPageAsync("/deployments/d-1");
        var empty = await gate.GetPageAsync("/deployments/empty");

        AssertInOrder(before, ">Risk<", "Nothing was read for risks. That is unknown", ">Policy<");
        AssertInOrder(empty, ">Risk<", "nothing found.", ">Policy<");
        Assert.DoesNotContain(">Blast radius<", before + empty, StringComparison.Ordinal);
    }
}
