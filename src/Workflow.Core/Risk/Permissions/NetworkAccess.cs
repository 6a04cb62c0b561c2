using System.Globalization;
using System.Text.Json;

namespace Workflow.Core.Risk;

/// <summary>Firewall rules that let the whole world in.</summary>
internal static class NetworkAccess
{
    private const int MaxShown = 5;

    private static readonly HashSet<string> World =
        new(StringComparer.OrdinalIgnoreCase) { "0.0.0.0/0", "::/0", "*", "Internet", "Any", "0.0.0.0" };

    /// <summary>Ports on which nobody but operators and services has business.</summary>
    private static readonly IReadOnlyList<int> Sensitive =
        [22, 23, 445, 1433, 1521, 2375, 2376, 3306, 3389, 5432, 5985, 5986, 6379, 6443, 8500, 9200, 9300, 10250, 11211, 27017];

    public static void Read(string type, AttributeNode node, PermissionGrants grants)
    {
        var rule = node.Element;
        if (IsOpen(rule, node) && IsInward(type, node))
        {
            var ports = PortsOf(rule);
            grants.Allow(new PermissionGrant(
                PermissionRules.Network, SeverityOf(type, ports), $"lets the whole internet in {Describe(ports)}",
                ports is [(80, 80)] or [(443, 443)]
                    ? "That is right for a public web service and for nothing else."
                    : "Anyone in the world can connect, and automatic attacks begin within minutes."));
        }

        ReadAddressRange(rule, grants);
    }

    private static bool IsOpen(JsonElement rule, AttributeNode node) =>
        rule.TextsOf("cidrblocks"u8)
            .Concat(rule.TextsOf("ipv6cidrblocks"u8))
            .Concat(rule.TextsOf("cidripv4"u8))
            .Concat(rule.TextsOf("cidripv6"u8))
            .Concat(rule.TextsOf("cidrip"u8))
            .Concat(rule.TextsOf("sourceranges"u8))
            .Concat(rule.TextsOf("sourceaddressprefix"u8))
            .Concat(rule.TextsOf("sourceaddressprefixes"u8))
            .Concat(rule.TextsOf("publicaccesscidrs"u8))
            .Concat(node.IsIn("authorizednetworks") ? rule.TextsOf("value"u8) : [])
            .Concat(node.IsIn("masterauthorizednetworksconfig") || node.IsIn("ingress") ? rule.TextsOf("cidrblock"u8) : [])
            .Any(IsWorld);

    /// <summary>The whole internet, also where it is written as two halves.</summary>
    private static bool IsWorld(string range) => World.Contains(range) || range.EndsWith("/1", StringComparison.Ordinal);

    private static bool IsInward(string type, AttributeNode node)
    {
        var rule = node.Element;
        return !type.Contains("egress", StringComparison.OrdinalIgnoreCase)
            && !node.IsIn("egress")
            && !node.IsIn("securitygroupegress")
            && !Says(rule, "type"u8, "egress")
            && !Says(rule, "direction"u8, "EGRESS")
            && !Says(rule, "direction"u8, "Outbound")
            && !Says(rule, "access"u8, "Deny")
            && rule.Find("disabled"u8)?.Truth() is not true
            && !(rule.Find("denies"u8) ?? rule.Find("deny"u8)).HasValueIn();
    }

    private static bool HasValueIn(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() > 0;

    private static bool Says(JsonElement rule, ReadOnlySpan<byte> name, string value) =>
        string.Equals(rule.Find(name)?.Text(), value, StringComparison.OrdinalIgnoreCase);

    /// <summary>Ranges of ports, both ends in them; none where every port is meant.</summary>
    private static IReadOnlyList<(int From, int To)> PortsOf(JsonElement rule)
    {
        if ((rule.Find("ipprotocol"u8) ?? rule.Find("protocol"u8))?.Text() is "-1" or "all")
        {
            return [];
        }

        if (rule.Find("fromport"u8)?.Number() is { } from && rule.Find("toport"u8)?.Number() is { } to)
        {
            return from <= 0 && to is <= 0 or >= 65535 ? [] : [(Bounded(from), Bounded(to))];
        }

        var written = rule.TextsOf("destinationportrange"u8).Concat(rule.TextsOf("destinationportranges"u8));
        foreach (var allowed in new[] { rule.Find("allow"u8), rule.Find("allows"u8), rule.Find("allowed"u8) })
        {
            if (allowed is { ValueKind: JsonValueKind.Array } many)
            {
                written = written.Concat(many.EnumerateArray().SelectMany(one => one.TextsOf("ports"u8)));
            }
        }

        return [.. written.Select(ToRange).OfType<(int, int)>()];
    }

    private static (int, int)? ToRange(string text) => text.Split('-') switch
    {
        [var one] when ToPort(one) is { } port => (port, port),
        [var first, var last] when ToPort(first) is { } from && ToPort(last) is { } to && (from > 0 || to < 65535) => (from, to),
        _ => null,
    };

    private static int? ToPort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 ? port : null;

    private static int Bounded(double port) => (int)Math.Clamp(port, 0, 65535);

    private static RiskSeverity SeverityOf(string type, IReadOnlyList<(int From, int To)> ports) => ports switch
    {
        [] => ResourceCatalogue.CategoryOf(type) is ResourceCategory.Cluster ? RiskSeverity.High : RiskSeverity.Critical,
        _ when ports.Any(range => Sensitive.Any(port => port >= range.From && port <= range.To)) => RiskSeverity.Critical,
        _ when ports.All(range => range is (80, 80) or (443, 443)) => RiskSeverity.Low,
        _ => RiskSeverity.High,
    };

    private static string Describe(IReadOnlyList<(int From, int To)> ports) => ports switch
    {
        [] => "on every port",
        [(var from, var to)] when from == to => $"on port {from}",
        _ => $"on ports {string.Join(", ", ports.Take(MaxShown).Select(Describe))}{(ports.Count > MaxShown ? " and more" : "")}",
    };

    private static string Describe((int From, int To) range) => range.From == range.To ? $"{range.From}" : $"{range.From}-{range.To}";

    /// <summary>Firewalls of databases in Azure name the first and the last address.</summary>
    private static void ReadAddressRange(JsonElement rule, PermissionGrants grants)
    {
        if (rule.Find("startipaddress"u8)?.Text() != "0.0.0.0")
        {
            return;
        }

        switch (rule.Find("endipaddress"u8)?.Text())
        {
            case "0.0.0.0":
                grants.Allow(new PermissionGrant(PermissionRules.Network, RiskSeverity.Medium, "lets all services of Azure in",
                    "Also those of other customers can connect."));
                break;
            case { } last when last.StartsWith("255.", StringComparison.Ordinal):
                grants.Allow(new PermissionGrant(PermissionRules.Network, RiskSeverity.Critical, "lets the whole internet in",
                    "Anyone in the world can connect, and automatic attacks begin within minutes."));
                break;
        }
    }
}
