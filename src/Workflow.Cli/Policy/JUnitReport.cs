using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Workflow.Core;
using Workflow.Core.Policy;

namespace Workflow.Cli.Policy;

/// <summary>
/// Results as JUnit XML: <c>testsuites</c>, <c>testsuite</c>, <c>testcase</c> and <c>failure</c> with the attributes that Jenkins and
/// GitLab read (docs.gitlab.com, "Unit test reports").
/// </summary>
internal static class JUnitReport
{
    public static string Write(IReadOnlyList<PolicyTestResult> results)
    {
        var root = new XElement(
            "testsuites",
            Count("tests", results.Count),
            Count("failures", results.Count(result => !result.Passed)),
            results.GroupBy(result => result.File).Select(file => new XElement(
                "testsuite",
                new XAttribute("name", Visible.Of(file.Key)),
                Count("tests", file.Count()),
                Count("failures", file.Count(result => !result.Passed)),
                Count("errors", 0),
                file.Select(Case))));
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            root.Save(writer);
        }

        return $"{text}\n";
    }

    private static XElement Case(PolicyTestResult result) => new(
        "testcase",
        new XAttribute("classname", Visible.Of(Path.GetFileName(result.File))),
        new XAttribute("name", Visible.Of(result.Name)),
        result.Passed ? null : new XElement(
            "failure",
            new XAttribute("message", Visible.Of(string.Join("; ", result.Differences))),
            Visible.Of(ExplanationText.Write(ExplanationNode.Of(result.Result)))));

    private static XAttribute Count(string name, int count) => new(name, count.ToString(CultureInfo.InvariantCulture));
}
