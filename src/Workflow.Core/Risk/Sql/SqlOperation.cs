namespace Workflow.Core.Risk.Sql;

/// <summary>What a SQL statement does, as far as it can hurt.</summary>
public enum SqlOperation
{
    DropDatabase,
    DropSchema,
    DropTable,
    DropColumn,
    DropPartition,
    DetachPartition,

    /// <summary>With all that is in it, as Oracle does.</summary>
    DropTablespace,
    DropOwned,
    DropView,
    DropIndex,
    DropConstraint,

    /// <summary>A user, role or login.</summary>
    DropPrincipal,

    /// <summary>A function, procedure, trigger, sequence, type or anything else that holds no rows.</summary>
    DropOther,
    ReplaceTable,
    Truncate,
    DeleteAll,
    UpdateAll,

    /// <summary>DELETE or UPDATE of a number of rows that no condition chooses.</summary>
    ChangeSomeRows,

    /// <summary>A MERGE that deletes the rows which its source has not.</summary>
    MergeDelete,
    ChangeColumnType,
    SetNotNull,
    AddNotNullColumn,
    AddColumnRewriting,
    RenameTable,
    RenameColumn,

    /// <summary>CREATE INDEX in PostgreSQL, or in a dialect that is not known, without CONCURRENTLY.</summary>
    CreateIndexBlocking,
    AddConstraintValidating,

    /// <summary>VACUUM FULL, CLUSTER, a change of table space or engine: the table is written anew under a lock.</summary>
    RewriteTable,
    LockTable,
    ReindexBlocking,
    RefreshBlocking,
    GrantAll,
    GrantToPublic,
    GrantSuperuser,
    GrantOnward,
    DisableTrigger,
    DisableRowSecurity,
    DisableConstraint,

    /// <summary>Programs or files of the server, such as xp_cmdshell, COPY ... PROGRAM or INTO OUTFILE.</summary>
    ReachOutside,
    ChangeServer,

    /// <summary>SQL that is put together while it runs.</summary>
    RunDynamic,

    /// <summary>A script that is in another file or on another server.</summary>
    RunOtherScript,

    /// <summary>A statement too long, or too broken, to be understood.</summary>
    NotUnderstood,

    /// <summary>A string or comment without an end: what follows was taken for part of it.</summary>
    NeverEnds,

    /// <summary>A batch that the parser of SQL Server refuses.</summary>
    BatchNotParsed,
}

/// <summary>When a statement runs.</summary>
public enum SqlTiming
{
    /// <summary>When the migration does.</summary>
    OnDeployment,

    /// <summary>When the function, procedure or trigger that it is part of is called.</summary>
    WhenCalled,

    /// <summary>When the migration is undone.</summary>
    OnUndo,
}

/// <summary>One dangerous thing that a script does.</summary>
/// <param name="Target">The table, column (<c>table.column</c>), role or command, as the script writes it; never empty.</param>
/// <param name="Line">Where the statement begins, from 1.</param>
/// <param name="NewName">What the target is renamed to, where it is known.</param>
public sealed record SqlFact(
    SqlOperation Operation, string Target, int Line, SqlTiming Timing = SqlTiming.OnDeployment, string? NewName = null);
