import Storage
import StorageSQLite

/// Where Martlet in one process keeps its executions.
public enum LocalStore: Hashable, Sendable {
    /// In memory: gone when the program ends.
    case memory
    /// In one SQLite file, made when it is not there: the next start of the program goes on where this one ended. One process
    /// at a time may use it.
    case sqlite(path: String)

    func open() throws -> any WorkflowStore {
        switch self {
        case .memory: MemoryStore()
        case .sqlite(let path): try SQLiteStore(path: path)
        }
    }
}
