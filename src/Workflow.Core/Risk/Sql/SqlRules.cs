using static Workflow.Core.Risk.RiskSeverity;

namespace Workflow.Core.Risk.Sql;

/// <summary>
/// What SQL statements are worth. Which ones hurt and how is known from PostgreSQL's, MySQL's and SQL Server's manuals and from the
/// catalogues of squawk, Atlas and strong_migrations.
/// </summary>
public static class SqlRules
{
    private const bool Reversible = true, Irreversible = false;

    private static readonly Dictionary<SqlOperation, SqlRule> Rules = new()
    {
        [SqlOperation.DropDatabase] = new("sql-drop-database", "A database is dropped.", Critical, Irreversible,
            "database {0} is dropped", "All its data is gone, and only a backup brings it back."),
        [SqlOperation.DropSchema] = new("sql-drop-schema", "A schema is dropped.", Critical, Irreversible,
            "schema {0} is dropped", "Every table in it can go with it, and only a backup brings them back."),
        [SqlOperation.DropTable] = new("sql-drop-table", "A table is dropped.", Critical, Irreversible,
            "table {0} is dropped", "All its rows are gone, and only a backup brings them back."),
        [SqlOperation.DropColumn] = new("sql-drop-column", "A column is dropped.", High, Irreversible,
            "column {0} is dropped", "Its values are gone, and code that still reads the column fails at once."),
        [SqlOperation.DropPartition] = new("sql-drop-partition", "A partition of a table is dropped.", Critical, Irreversible,
            "partition {0} is dropped", "All its rows are gone, and only a backup brings them back."),
        [SqlOperation.DetachPartition] = new("sql-detach-partition", "A partition is detached from its table.", Medium, Reversible,
            "partition {0} is detached", "Its rows leave the table: whatever reads them there no longer finds them."),
        [SqlOperation.DropTablespace] = new("sql-drop-tablespace", "A tablespace is dropped with what is in it.", Critical, Irreversible,
            "tablespace {0} is dropped with all that is in it", "Its tables are gone, and only a backup brings them back."),
        [SqlOperation.DropOwned] = new("sql-drop-owned", "All that a role owns is dropped.", Critical, Irreversible,
            "all that {0} owns is dropped", "Tables go with it, and only a backup brings them back."),
        [SqlOperation.DropView] = new("sql-drop-view", "A view is dropped.", Medium, Reversible,
            "view {0} is dropped", "Whatever still reads the view fails at once; its rows live on in their tables."),
        [SqlOperation.DropIndex] = new("sql-drop-index", "An index is dropped.", Medium, Reversible,
            "index {0} is dropped",
            "Queries that relied on it become slow at once, and building it again takes long on a large table."),
        [SqlOperation.DropConstraint] = new("sql-drop-constraint", "A constraint is dropped.", Medium, Reversible,
            "constraint {0} is dropped", "Rows that break the rule can come in, and then the rule cannot be put back."),
        [SqlOperation.DropPrincipal] = new("sql-drop-user", "A user, role or login is dropped.", High, Reversible,
            "user or role {0} is dropped", "Whatever still signs in with it is locked out at once."),
        [SqlOperation.DropOther] = new(
            "sql-drop-object", "A function, trigger, sequence or other object is dropped.", Low, Reversible,
            "{0} is dropped", "Whatever still uses it fails at once."),
        [SqlOperation.ReplaceTable] = new("sql-replace-table", "A table is replaced.", Critical, Irreversible,
            "table {0} is replaced by a new one", "Where the table exists already, all its rows are gone."),
        [SqlOperation.Truncate] = new("sql-truncate", "A table is emptied.", Critical, Irreversible,
            "table {0} is emptied", "All its rows are gone, and only a backup brings them back."),
        [SqlOperation.DeleteAll] = new("sql-delete-all", "DELETE without a condition.", Critical, Irreversible,
            "every row of {0} is deleted", "Nothing limits the DELETE: all rows are gone, and only a backup brings them back."),
        [SqlOperation.UpdateAll] = new("sql-update-all", "UPDATE without a condition.", High, Irreversible,
            "every row of {0} is overwritten",
            "Nothing limits the UPDATE: the old values of all rows are gone, and the table is locked meanwhile."),
        [SqlOperation.ChangeSomeRows] = new("sql-some-rows", "DELETE or UPDATE of some rows without a condition.", Low, Irreversible,
            "some rows of {0} are deleted or overwritten", "Only their number is limited: which rows it hits is left to chance."),
        [SqlOperation.MergeDelete] = new("sql-merge-delete", "A MERGE deletes what its source has not.", High, Irreversible,
            "rows of {0} are deleted by a MERGE", "An empty or wrong source deletes every row of the table."),
        [SqlOperation.ChangeColumnType] = new("sql-change-type", "A column changes its type.", High, Irreversible,
            "column {0} changes its type", "Values can be cut or refused, and a large table is locked while it is written anew."),
        [SqlOperation.SetNotNull] = new("sql-set-not-null", "A column no longer takes NULL.", Medium, Reversible,
            "column {0} no longer takes NULL",
            "It fails where a row has none, locks the table while all are checked, and code that leaves it out fails."),
        [SqlOperation.AddNotNullColumn] = new(
            "sql-add-not-null", "A column without a default is added that takes no NULL.", High, Reversible,
            "column {0} is added, required and without a default",
            "It fails on a table with rows, and code that does not know the column cannot insert."),
        [SqlOperation.AddColumnRewriting] = new(
            "sql-add-column-rewrite", "A column is added whose value is computed for each row.", Medium, Reversible,
            "column {0} is added with a value for each row",
            "A large table is locked for reading and writing while each row is written anew."),
        [SqlOperation.RenameTable] = new("sql-rename-table", "A table or database is renamed.", High, Reversible,
            "{0} is renamed", "Code that runs during the deployment still uses the old name and fails at once."),
        [SqlOperation.RenameColumn] = new("sql-rename-column", "A column is renamed.", High, Reversible,
            "column {0} is renamed", "Code that runs during the deployment still uses the old name and fails at once."),
        [SqlOperation.CreateIndexBlocking] = new(
            "sql-create-index", "An index is built without CONCURRENTLY.", Medium, Reversible,
            "an index on {0} is built while writes wait",
            "In PostgreSQL every write to the table waits until the index is built: minutes or hours on a large one."),
        [SqlOperation.AddConstraintValidating] = new(
            "sql-add-constraint", "A constraint is added and checked at once.", Medium, Reversible,
            "a constraint on {0} is added and checked at once",
            "The table is locked while all rows are checked, and one row that breaks the rule fails the migration."),
        [SqlOperation.RewriteTable] = new("sql-rewrite-table", "A table is written anew under a lock.", High, Reversible,
            "{0} is written anew", "Nobody can read or write the table until that ends: minutes or hours on a large one."),
        [SqlOperation.LockTable] = new("sql-lock-table", "A table is locked.", Medium, Reversible,
            "{0} is locked", "Everybody else waits until the transaction ends."),
        [SqlOperation.ReindexBlocking] = new("sql-reindex", "Indexes are rebuilt under a lock.", Medium, Reversible,
            "{0} is indexed anew while others wait", "Writes, and reads that need the index, wait until it is rebuilt."),
        [SqlOperation.RefreshBlocking] = new(
            "sql-refresh-view", "A materialized view is refreshed under a lock.", Low, Reversible,
            "materialized view {0} is refreshed while readers wait", "Nobody can read the view until it is filled again."),
        [SqlOperation.GrantAll] = new("sql-grant-all", "All permissions are granted.", High, Reversible,
            "all permissions are granted: {0}", "Whoever has them can also delete: grant only what is needed."),
        [SqlOperation.GrantToPublic] = new("sql-grant-public", "Permissions are granted to everybody.", High, Reversible,
            "permissions are granted to everybody: {0}",
            "Every user of the database has them from then on, also those made later."),
        [SqlOperation.GrantSuperuser] = new(
            "sql-grant-superuser", "Somebody becomes an administrator of the database.", Critical, Reversible,
            "administrator's rights are given: {0}",
            "Whoever has them can read, change and delete everything, and hide that it happened."),
        [SqlOperation.GrantOnward] = new(
            "sql-grant-onward", "Permissions are granted with the right to pass them on.", Medium, Reversible,
            "permissions that can be passed on are granted: {0}",
            "Who has the permissions is no longer decided by those who review changes."),
        [SqlOperation.DisableTrigger] = new("sql-disable-trigger", "Triggers are switched off.", High, Reversible,
            "triggers are switched off: {0}",
            "What they guarded or recorded, such as an audit trail, is missing for every change meanwhile."),
        [SqlOperation.DisableRowSecurity] = new(
            "sql-disable-row-security", "Row level security is switched off.", Critical, Reversible,
            "row level security of {0} is switched off",
            "Every user who can read the table sees all rows, other customers' too."),
        [SqlOperation.DisableConstraint] = new("sql-disable-constraint", "Constraints are switched off.", Medium, Reversible,
            "constraints are not checked: {0}", "Rows that break the rules can come in unseen."),
        [SqlOperation.ReachOutside] = new(
            "sql-reach-outside", "SQL reaches programs or files of the server.", Critical, Irreversible,
            "the server's programs or files are reached: {0}",
            "It runs with the rights of the database server, beyond anything that the database limits."),
        [SqlOperation.ChangeServer] = new(
            "sql-change-server", "Settings of the whole server or database change.", Medium, Reversible,
            "server or database settings change: {0}", "It concerns everything that the server does, not only this service."),
        [SqlOperation.RunDynamic] = new("sql-dynamic", "SQL is put together while it runs.", Medium, Irreversible,
            "what runs is put together at that time: {0}", "Nobody can tell from the script what it will do."),
        [SqlOperation.RunOtherScript] = new("sql-other-script", "Another script is run.", Medium, Irreversible,
            "another script is run: {0}", "What it does is not in this file: review it too."),
        [SqlOperation.NotUnderstood] = new("sql-not-understood", "A statement cannot be understood.", Medium, Irreversible,
            "a statement cannot be understood: {0}", "Nobody can tell from it what it will do: it may destroy anything."),
        [SqlOperation.NeverEnds] = new("sql-never-ends", "A string or comment never ends.", High, Irreversible,
            "{0} never ends", "Nobody can tell what the rest of the script will do: it may destroy anything."),
        [SqlOperation.BatchNotParsed] = new(
            "sql-batch-not-parsed", "A batch was not understood by the SQL Server parser.", Medium, Irreversible,
            "{0} was not understood by the SQL Server parser and was read word by word",
            "What it does may have been missed: read it yourself."),
    };

    public static IReadOnlyList<RiskRule> All { get; } = [.. Rules.Values.Select(rule => rule.Rule)];

    /// <summary>What runs only when called is worth less, and what runs only when the deployment is undone still less.</summary>
    public static RiskFinding Judge(SqlFact fact, string document)
    {
        var rule = Rules[fact.Operation];
        var severity = fact.Timing switch
        {
            SqlTiming.OnDeployment => rule.Severity,
            SqlTiming.WhenCalled when rule.Severity > Medium => Medium,
            SqlTiming.OnUndo when !rule.IsReversible => Low,
            _ => Info,
        };
        var when = fact.Timing switch
        {
            SqlTiming.OnDeployment => "",
            SqlTiming.WhenCalled => ", when the routine is called",
            _ => ", when the migration is undone",
        };
        return new RiskFinding(
            rule.Id,
            severity,
            rule.IsReversible,
            new RiskLocation(document, fact.Target, fact.Line),
            rule.Describe(fact.Target) + (fact.NewName is { } name ? $" to {name}" : "") + when,
            rule.Explanation);
    }

    private sealed record SqlRule(string Id, string Title, RiskSeverity Severity, bool IsReversible, string What, string Explanation)
    {
        public RiskRule Rule => new(Id, Title);

        public string Describe(string target) => What.Replace("{0}", target, StringComparison.Ordinal);
    }
}
