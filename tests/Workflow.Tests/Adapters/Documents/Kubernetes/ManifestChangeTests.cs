namespace Workflow.Tests.Adapters.Documents.Kubernetes;

public sealed class ManifestChangeTests
{
    private const string Claim = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec:\n  storageClassName: fast\n  resources: {requests: {storage: 10Gi}}\n";
    private const string Set = "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  serviceName: db\n  selector: {matchLabels: {app: db}}\n"
        + "  volumeClaimTemplates:\n  - metadata: {name: data}\n    spec: {resources: {requests: {storage: 1Ti}}}\n";

    [Fact]
    public void An_Object_That_Is_No_Longer_There_Is_Removed()
    {
        var report = TextDocuments.Change("k8s/all.yaml", Claim + "---\n" + Set, Set);

        Assert.Equal("Critical irreversible kubernetes-object-removed at k8s/all.yaml:1 PersistentVolumeClaim data: PersistentVolumeClaim data is removed", TextDocuments.Show(report));
    }

    [Fact]
    public void A_Deleted_File_Removes_All_Its_Objects() =>
        Assert.Equal("PersistentVolumeClaim data is removed; StatefulSet db is removed", TextDocuments.What(TextDocuments.Change("all.yaml", Claim + "---\n" + Set, null)));

    [Theory]
    [InlineData("10Gi", "9Gi", "PersistentVolumeClaim data asks for less storage: 10Gi to 9Gi")]
    [InlineData("10Gi", "10G", "PersistentVolumeClaim data asks for less storage: 10Gi to 10G")]
    [InlineData("10Gi", "10240Mi", "")]
    [InlineData("10Gi", "20Gi", "")]
    public void Storage_That_Shrinks_Is_Found(string before, string after, string expected) =>
        Assert.Equal(expected, TextDocuments.What(TextDocuments.Change("pvc.yaml", Claim.Replace("10Gi", before), Claim.Replace("10Gi", after))));

    [Fact]
    public void Storage_That_Changes_Its_Class_Is_Found() =>
        Assert.Equal("PersistentVolumeClaim data changes its storage class: fast to slow", TextDocuments.What(TextDocuments.Change("pvc.yaml", Claim, Claim.Replace("fast", "slow"))));

    [Fact]
    public void Storage_In_A_Template_Of_A_Claim_Is_Compared() =>
        Assert.Equal("StatefulSet db asks for less storage: 1Ti to 1Gi", TextDocuments.What(TextDocuments.Change("db.yaml", Set, Set.Replace("1Ti", "1Gi"))));

    [Fact]
    public void A_Field_That_Cannot_Change_Is_Found() =>
        Assert.Equal("StatefulSet db changes a field that cannot change: spec.selector", TextDocuments.What(TextDocuments.Change("db.yaml", Set, Set.Replace("app: db", "app: other"))));

    [Fact]
    public void What_Was_So_Before_Is_No_Change()
    {
        var service = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: LoadBalancer}\n";

        Assert.Empty(TextDocuments.Change("web.yaml", service, service + "# a comment\n").Findings);
        Assert.Single(TextDocuments.Change("web.yaml", null, service).Findings);
    }

    [Fact]
    public void A_Policy_That_Restricts_A_Direction_No_Longer_Is_Found()
    {
        var before = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: n}\nspec: {policyTypes: [Ingress, Egress]}\n";

        Assert.Equal("NetworkPolicy n lets everything pass: egress is no longer restricted", TextDocuments.What(TextDocuments.Change("n.yaml", before, before.Replace(", Egress", ""))));
    }
}
