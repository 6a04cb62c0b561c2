namespace Workflow.Core.Risk.Sql;

/// <summary>What a SQL statement does, as far as it can hurt.</summary>
public enum SqlOperation
{
    DropDatabase,
    DropSchema,
    DropTable,
    DropColumn,
    DropPartition,
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
public sealed record SqlFact(SqlOperation Operation, string Target, int Line, SqlTiming Timing = SqlTiming.OnDeployment);
