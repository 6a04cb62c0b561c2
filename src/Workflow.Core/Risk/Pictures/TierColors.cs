namespace Workflow.Core.Risk.Pictures;

/// <summary>How a tier looks where no style sheet says otherwise: on light and on dark pages, its text at a contrast above 4.5.</summary>
/// <param name="Style">The class that a style sheet may color, such as <c>tier-1</c>.</param>
/// <param name="Label">Tells the tier to those who see no colors.</param>
/// <param name="Ground">Behind the name.</param>
/// <param name="Mark">Behind the label, which is white.</param>
internal sealed record TierColors(string Style, string Label, string Ground, string Mark)
{
    private static readonly (string Ground, string Mark)[] Known =
    [
        ("#fdebe9", "#b42318"), ("#fdefe3", "#b04a0c"), ("#fbf4dc", "#806000"), ("#eaf1fa", "#2f5f94"), ("#eef0f4", "#5a6478"),
    ];

    public static TierColors Of(int? tier) => tier is { } number && number >= 1 && number <= Known.Length
        ? new($"tier-{number}", $"T{number}", Known[number - 1].Ground, Known[number - 1].Mark)
        : new("tier-none", "–", "#f7f8fa", "#697184");
}
