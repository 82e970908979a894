/// Why a store could not do what was asked.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure that a caller may tell apart.
    public enum Code: Hashable, Sendable {
        /// The execution with this id is no longer at the version it was read at.
        case versionConflict(executionId: Int)
        /// The store cannot be opened: missing folder, no permission, in use by another server, or not a store.
        case cannotOpen
        /// The store was written by a newer Martlet.
        case tooNew
        /// Reading or writing failed, for example because the disk is full.
        case failed
    }

    /// Which failure it is.
    public var code: Code
    /// A sentence for a person.
    public var description: String

    /// Creates an error.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// An open execution was to be deleted: the caller read something older.
    public static func deletesOpenExecution(_ id: Int) -> StoreError {
        StoreError(.versionConflict(executionId: id), "Execution \(id) is open, and only closed ones are deleted.")
    }
}
