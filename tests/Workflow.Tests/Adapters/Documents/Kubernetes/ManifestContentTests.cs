using Workflow.Core.Risk;

namespace Workflow.Tests.Adapters.Documents.Kubernetes;

public sealed class ManifestContentTests
{
    private const string Head = "apiVersion: v1\nmetadata: {name: web, namespace: shop}\n";

    [Theory]
    [InlineData("kind: Deployment\nspec:\n  replicas: 0", "Deployment shop/web runs no instance any more")]
    [InlineData("kind: Deployment\nspec:\n  replicas: 3", "")]
    [InlineData("kind: ClusterRole\nrules:\n- verbs: ['*']\n  resources: [pods]", "ClusterRole shop/web allows everything: verbs *")]
    [InlineData("kind: Role\nrules:\n- verbs: [get]\n  resources: ['*']", "Role shop/web allows everything: resources *")]
    [InlineData("kind: Role\nrules:\n- verbs: [get, list]\n  resources: [secrets]", "Role shop/web can read secrets")]
    [InlineData("kind: Role\nrules:\n- verbs: [get]\n  resources: [secrets]\n  resourceNames: [one]", "")]
    [InlineData("kind: Role\nrules:\n- verbs: [bind, escalate]\n  resources: [roles]", "Role shop/web can raise rights: bind, escalate")]
    [InlineData("kind: ClusterRoleBinding\nroleRef: {name: cluster-admin}\nsubjects: [{name: bob}]", "ClusterRoleBinding shop/web makes an administrator: bob gets cluster-admin")]
    [InlineData("kind: RoleBinding\nroleRef: {name: view}\nsubjects: [{name: 'system:unauthenticated'}]", "RoleBinding shop/web gives a role to everybody: system:unauthenticated")]
    [InlineData("kind: Pod\nspec:\n  hostNetwork: true\n  volumes: [{name: v, hostPath: {path: /etc}}]\n  containers: [{name: c, securityContext: {privileged: true}}]",
        "Pod shop/web shares a namespace of the machine: hostNetwork; Pod shop/web mounts a folder of the machine: /etc; Pod shop/web runs a privileged container: c")]
    [InlineData("kind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {hostPID: true}}}}}", "CronJob shop/web shares a namespace of the machine: hostPID")]
    [InlineData("kind: Service\nspec: {type: LoadBalancer}", "Service shop/web is open to any address")]
    [InlineData("kind: Service\nspec: {type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8]}", "")]
    [InlineData("kind: NetworkPolicy\nspec: {ingress: [{}]}", "NetworkPolicy shop/web lets everything pass: ingress")]
    [InlineData("kind: NetworkPolicy\nspec: {egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}", "NetworkPolicy shop/web lets everything pass: egress")]
    [InlineData("kind: StorageClass\nreclaimPolicy: Delete", "StorageClass shop/web deletes its data with the claim")]
    [InlineData("kind: ValidatingWebhookConfiguration\nwebhooks: [{failurePolicy: Ignore}]", "ValidatingWebhookConfiguration shop/web lets objects pass unchecked when the webhook fails")]
    [InlineData("kind: Deployment\n$patch: delete", "Deployment shop/web is removed")]
    public void What_An_Object_Says_Is_Found(string yaml, string expected) =>
        Assert.Equal(expected, TextDocuments.What(TextDocuments.Document("web.yaml", Head + yaml)));

    [Theory]
    [InlineData("""{"kind":"DeploymentList","apiVersion":"apps/v1","items":[{"metadata":{"name":"web"},"spec":{"replicas":0}}]}""")]
    [InlineData("""{"apiVersion":"apps/v1","items":[{"metadata":{"name":"web"},"spec":{"replicas":0}}],"kind":"DeploymentList"}""")]
    public void What_The_Api_Server_Lists_Is_Of_The_Kind_Of_Its_List(string json) =>
        Assert.Equal("Deployment web runs no instance any more", TextDocuments.What(TextDocuments.Document("all.json", json)));

    [Fact]
    public void A_Kind_That_Ends_Like_A_List_Is_No_List() => Assert.Equal(
        "IPAllowList shop/web is removed", TextDocuments.What(TextDocuments.Document("web.yaml", Head + "kind: IPAllowList\n$patch: delete")));

    [Fact]
    public void Every_Document_And_Every_Item_Of_A_List_Is_Read()
    {
        var yaml = "apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: a}\n  spec: {replicas: 0}\n"
            + "---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: b}\nspec: {replicas: 0}\n";

        var found = TextDocuments.Document("all.yaml", yaml).Findings;

        Assert.Equal(["all.yaml:7 Deployment a", "all.yaml:12 StatefulSet b"], found.Select(finding => finding.Where.ToString()));
    }

    [Fact]
    public void Json_With_Tabs_Is_Read()
    {
        var json = "{\n\t\"apiVersion\": \"v1\",\n\t\"items\": [\n\t\t{\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\", \"metadata\": {\"name\": \"a\\u00e9\\/b\"}, \"spec\": {\"replicas\": 0}}\n\t],\n\t\"kind\": \"List\"\n}";

        Assert.Equal("Deployment a\u00e9/b runs no instance any more", TextDocuments.What(TextDocuments.Document("all.json", json)));
    }

    [Fact]
    public void Anchors_And_Merge_Keys_Are_Followed()
    {
        var yaml = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nx: &safe\n  securityContext: {privileged: true}\nspec:\n  containers:\n  - <<: *safe\n    name: c\n";

        Assert.Equal("Pod a runs a privileged container: c", TextDocuments.What(TextDocuments.Document("pod.yaml", yaml)));
    }

    [Fact]
    public void Aliases_Do_Not_Make_A_Small_File_Huge()
    {
        var yaml = "apiVersion: v1\nkind: Pod\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        Assert.Equal("document-unreadable", Assert.Single(TextDocuments.Document("pod.yaml", yaml).Findings).Rule);
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n")]
    [InlineData("{{- if .Values.on }}\napiVersion: v1\nkind: Pod\n{{- end }}\n")]
    public void A_Template_Is_A_Finding(string yaml)
    {
        var finding = Assert.Single(TextDocuments.Document("pod.yaml", yaml).Findings);

        Assert.Equal(("manifest-template", RiskSeverity.Medium), (finding.Rule, finding.Severity));
    }

    [Fact]
    public void A_Broken_Manifest_Is_A_Finding_After_What_Was_Read()
    {
        var yaml = "apiVersion: v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 0}\n---\napiVersion: v1\nkind: [unclosed\n";

        Assert.Equal(["document-unreadable", "kubernetes-scale-to-zero"], TextDocuments.Document("a.yaml", yaml).Findings.Select(finding => finding.Rule).Order());
    }
}
