import GRDB

/// The tables, as numbered steps that only go forward. A released step is never edited.
///
/// Moments are whole milliseconds since 1970. Histories are appended to one sequence in the order of the commits, with an
/// index by execution: a table clustered by execution would write a page for every row when many executions are live.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { try $0.execute(sql: first) }
        migrator.registerMigration("2") { try $0.execute(sql: second) }
        return migrator
    }

    private static let first = """
        CREATE TABLE meta (
            name TEXT PRIMARY KEY,
            value BLOB NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE domain (
            name TEXT PRIMARY KEY,
            status TEXT NOT NULL CHECK (status IN ('REGISTERED', 'DEPRECATED')),
            description BLOB,
            retention TEXT NOT NULL,
            tags TEXT NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE workflow_type (
            domain TEXT NOT NULL,
            name TEXT NOT NULL,
            version TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('REGISTERED', 'DEPRECATED')),
            description BLOB,
            created_at INTEGER NOT NULL,
            deprecated_at INTEGER,
            configuration TEXT NOT NULL,
            PRIMARY KEY (domain, name, version)
        ) WITHOUT ROWID;

        CREATE TABLE activity_type (
            domain TEXT NOT NULL,
            name TEXT NOT NULL,
            version TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('REGISTERED', 'DEPRECATED')),
            description BLOB,
            created_at INTEGER NOT NULL,
            deprecated_at INTEGER,
            configuration TEXT NOT NULL,
            PRIMARY KEY (domain, name, version)
        ) WITHOUT ROWID;

        CREATE TABLE execution (
            id INTEGER PRIMARY KEY,
            domain TEXT NOT NULL,
            workflow_id TEXT NOT NULL,
            run_id TEXT NOT NULL,
            type_name TEXT NOT NULL,
            type_version TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            closed_at INTEGER,
            close_status TEXT,
            parent_workflow_id TEXT,
            parent_run_id TEXT,
            tags TEXT,
            cancel_requested INTEGER NOT NULL,
            version INTEGER NOT NULL,
            last_event_id INTEGER NOT NULL,
            next_deadline INTEGER,
            CHECK ((closed_at IS NULL) = (close_status IS NULL)),
            CHECK (closed_at IS NULL OR next_deadline IS NULL)
        );
        CREATE UNIQUE INDEX execution_open ON execution (domain, workflow_id) WHERE closed_at IS NULL;
        CREATE INDEX execution_run ON execution (workflow_id, run_id);
        CREATE INDEX execution_open_by_start ON execution (domain, started_at, id) WHERE closed_at IS NULL;
        CREATE INDEX execution_closed_by_start ON execution (domain, started_at, id) WHERE closed_at IS NOT NULL;
        CREATE INDEX execution_closed_by_close ON execution (domain, closed_at, id) WHERE closed_at IS NOT NULL;
        CREATE INDEX execution_deadline ON execution (next_deadline) WHERE next_deadline IS NOT NULL;

        CREATE TABLE history (
            id INTEGER PRIMARY KEY,
            execution_id INTEGER NOT NULL,
            first_event_id INTEGER NOT NULL,
            event_count INTEGER NOT NULL CHECK (event_count > 0),
            events BLOB NOT NULL
        );
        CREATE INDEX history_execution ON history (execution_id, first_event_id);

        CREATE TABLE snapshot (
            execution_id INTEGER PRIMARY KEY,
            event_id INTEGER NOT NULL,
            state BLOB NOT NULL
        );

        CREATE TABLE task (
            execution_id INTEGER NOT NULL,
            scheduled_event_id INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('decision', 'activity')),
            domain TEXT NOT NULL,
            task_list TEXT NOT NULL,
            priority INTEGER NOT NULL,
            scheduled_at INTEGER NOT NULL,
            PRIMARY KEY (execution_id, scheduled_event_id)
        ) WITHOUT ROWID;

        CREATE TABLE heartbeat (
            execution_id INTEGER NOT NULL,
            scheduled_event_id INTEGER NOT NULL,
            at INTEGER NOT NULL,
            details BLOB,
            PRIMARY KEY (execution_id, scheduled_event_id)
        ) WITHOUT ROWID;

        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            message TEXT NOT NULL
        );
        """

    /// What stays known of rows that are gone: the highest ids, so that none is given twice, and the deleted executions
    /// whose events are still to be removed.
    private static let second = """
        CREATE TABLE sequence (
            name TEXT PRIMARY KEY,
            last INTEGER NOT NULL
        ) WITHOUT ROWID;
        INSERT INTO sequence (name, last) SELECT 'execution', IFNULL(MAX(id), 0) FROM execution;
        INSERT INTO sequence (name, last) SELECT 'message', IFNULL(MAX(id), 0) FROM outbox;

        CREATE TABLE purge (
            execution_id INTEGER PRIMARY KEY
        );
        """
}
