namespace Workflow.Tests.Adapters.Documents.Diffs;

public sealed class DiffFormatTests
{
    [Theory]
    [InlineData(20_000, false)]
    [InlineData(20_001, true)]
    public void A_Diff_Of_An_Object_That_Is_Too_Long_Is_A_Finding(int lines, bool isIncomplete)
    {
        var context = string.Concat(Enumerable.Repeat("  a: 1\n", lines));
        var helm = $"shop, web, Deployment (apps) has changed:\n{context}";
        var kubectl = "diff -u -N /tmp/LIVE-1/apps.v1.Deployment.shop.web /tmp/MERGED-2/apps.v1.Deployment.shop.web\n"
            + "--- /tmp/LIVE-1/apps.v1.Deployment.shop.web\n+++ /tmp/MERGED-2/apps.v1.Deployment.shop.web\n"
            + $"@@ -1,{lines} +1,{lines} @@\n{context}";

        Assert.Equal(isIncomplete, TextDocuments.Document("helm.diff", helm).Rules.Contains("document-incomplete"));
        Assert.Equal(isIncomplete, TextDocuments.Document("kubectl.diff", kubectl).Rules.Contains("document-incomplete"));
    }

    [Fact]
    public void A_Diff_Of_Git_Is_Judged_By_Files_And_Lines()
    {
        const string Diff = """
            diff --git a/.github/workflows/release.yml b/.github/workflows/release.yml
            index 1..2 100644
            --- a/.github/workflows/release.yml
            +++ b/.github/workflows/release.yml
            @@ -3,4 +3,5 @@
             on:
            -  push:
            +  pull_request_target:
            +permissions: write-all
             jobs:
               build:
            diff --git a/db/migrations/0008_basket.sql b/db/migrations/0008_basket.sql
            new file mode 100644
            --- /dev/null
            +++ b/db/migrations/0008_basket.sql
            @@ -0,0 +1,3 @@
            +-- empty the basket
            +DELETE FROM basket;
            +ALTER TABLE basket DROP COLUMN note;
            diff --git a/db/schema.sql b/db/schema.sql
            --- a/db/schema.sql
            +++ b/db/schema.sql
            @@ -40,3 +40,3 @@
             DROP TABLE old_one;
            -SELECT 1;
            +DROP TABLE orders;
             SELECT 2;
            diff --git a/k8s/data.yaml b/k8s/data.yaml
            deleted file mode 100644
            --- a/k8s/data.yaml
            +++ /dev/null
            @@ -1,3 +0,0 @@
            -apiVersion: v1
            -kind: PersistentVolumeClaim
            -metadata: {name: data, namespace: shop}
            diff --git a/k8s/web.yaml b/k8s/web.yaml
            --- a/k8s/web.yaml
            +++ b/k8s/web.yaml
            @@ -7,3 +7,3 @@
             spec:
            -  replicas: 3
            +  replicas: 0
               selector:
            diff --git a/libs/theme b/libs/theme
            --- a/libs/theme
            +++ b/libs/theme
            @@ -1 +1 @@
            -Subproject commit 1111111111111111111111111111111111111111
            +Subproject commit 2222222222222222222222222222222222222222
            diff --git a/tool b/tool
            new file mode 100755
            Binary files /dev/null and b/tool differ
            diff --git a/docs/a.md b/docs/a.md
            --- a/docs/a.md
            +++ b/docs/a.md
            @@ -1 +1 @@
            -a
            +Do not use 0.0.0.0/0 or "Action": "*".

            """;

        Approval.Verify(TextDocuments.Show(TextDocuments.Document("change.diff", Diff)), "txt");
    }

    [Fact]
    public void A_Diff_Of_Kubectl_Is_Judged_By_Objects()
    {
        const string Diff = """
            diff -u -N /tmp/LIVE-1/apps.v1.Deployment.shop.web /tmp/MERGED-2/apps.v1.Deployment.shop.web
            --- /tmp/LIVE-1/apps.v1.Deployment.shop.web	2026-01-01 00:00:00.000000000 +0000
            +++ /tmp/MERGED-2/apps.v1.Deployment.shop.web	2026-01-01 00:00:00.000000000 +0000
            @@ -6,7 +6,7 @@
               uid: 1
             spec:
               progressDeadlineSeconds: 600
            -  replicas: 3
            +  replicas: 0
               revisionHistoryLimit: 10
               selector:
                 matchLabels:
            diff -u -N /tmp/LIVE-1/v1.PersistentVolumeClaim.shop.data.0 /tmp/MERGED-2/v1.PersistentVolumeClaim.shop.data.0
            --- /tmp/LIVE-1/v1.PersistentVolumeClaim.shop.data.0	2026-01-01 00:00:00.000000000 +0000
            +++ /tmp/MERGED-2/v1.PersistentVolumeClaim.shop.data.0	2026-01-01 00:00:00.000000000 +0000
            @@ -10,3 +10,3 @@
                 requests:
            -      storage: 10Gi
            +      storage: 1Gi
               storageClassName: fast
            diff -u -N /tmp/LIVE-1/v1.Namespace..shop /tmp/MERGED-2/v1.Namespace..shop
            --- /tmp/LIVE-1/v1.Namespace..shop	2026-01-01 00:00:00.000000000 +0000
            +++ /tmp/MERGED-2/v1.Namespace..shop	2026-01-01 00:00:00.000000000 +0000
            @@ -1,3 +0,0 @@
            -apiVersion: v1
            -kind: Namespace
            -metadata: {name: shop}
            diff -u -N /tmp/LIVE-1/v1.Service.shop.web /tmp/MERGED-2/v1.Service.shop.web
            --- /tmp/LIVE-1/v1.Service.shop.web	2026-01-01 00:00:00.000000000 +0000
            +++ /tmp/MERGED-2/v1.Service.shop.web	2026-01-01 00:00:00.000000000 +0000
            @@ -0,0 +1,4 @@
            +apiVersion: v1
            +kind: Service
            +metadata: {name: web, namespace: shop}
            +spec: {type: LoadBalancer}

            """;

        Approval.Verify(TextDocuments.Show(TextDocuments.Document("cluster.diff", Diff)), "txt");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u001b[33m")]
    public void A_Diff_Of_Helm_Is_Judged_By_Objects(string color)
    {
        var diff = $"{color}shop, web, Deployment (apps) has changed:{(color.Length > 0 ? "\u001b[0m" : "")}\n  spec:\n-   replicas: 3\n+   replicas: 0\n"
            + "shop, data, PersistentVolumeClaim (v1) has been removed:\n- apiVersion: v1\n- kind: PersistentVolumeClaim\n+ \n"
            + "shop, root, ClusterRole (rbac.authorization.k8s.io) has been added:\n+ apiVersion: v1\n+ kind: ClusterRole\n+ metadata: {name: root}\n+ rules: [{verbs: ['*']}]\n";

        Assert.Equal(
            "PersistentVolumeClaim shop/data is removed; Deployment shop/web runs no instance any more; ClusterRole root allows everything: verbs *",
            TextDocuments.What(TextDocuments.Document("helm.txt", diff)));
    }

    [Fact]
    public void Both_Json_Forms_Of_A_Diff_Of_Helm_Are_Read()
    {
        var report = """[{ "api": "apps", "kind": "StatefulSet", "namespace": "shop", "name": "db", "change": "REMOVE" }, { "kind": "Secret", "name": "s", "change": "ADD" }]""";
        var structured = """
            [{"apiVersion": "apps/v1", "kind": "Deployment", "namespace": "shop", "name": "web", "changeType": "MODIFY", "resourceStatus": {"oldExists": true, "newExists": true},
              "changes": [{"path": "/spec", "field": "replicas", "change": "replace", "oldValue": 3, "newValue": 0}]}]
            """;

        Assert.Equal("StatefulSet shop/db is removed", TextDocuments.What(TextDocuments.Document("helm.json", report)));
        Assert.Equal("Deployment shop/web runs no instance any more", TextDocuments.What(TextDocuments.Document("helm.json", structured)));
    }

    [Fact]
    public void A_Diff_That_Ends_Early_Is_A_Finding_After_What_Was_Read()
    {
        var found = TextDocuments.Document("x.diff", "diff --git a/CODEOWNERS b/CODEOWNERS\n--- a/CODEOWNERS\n+++ b/CODEOWNERS\n@@ -1 +1 @@\n-a\n+b\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n-a\n").Findings;

        Assert.Equal(["code-owners-changed", "document-unreadable"], found.Select(finding => finding.Rule).Order());
    }
}
