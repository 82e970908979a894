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
        /// Reading or writing failed, for example because the disk is full. The same may succeed later.
        case failed
        /// The disk failed to keep what was written. What the file holds is known only when the store is opened anew; until
        /// then nothing more is written to it.
        case mustReopen
    }

    /// Which failure it is.
    public var code: Code
    /// A sentence for a person.
    public var description: String
    /// Whether a commit that ended with this error may be in the store all the same. Defaults to false: nothing of it is.
    public var mayBeDone: Bool

    /// Creates an error.
    public init(_ code: Code, _ description: String, mayBeDone: Bool = false) {
        self.code = code
        self.description = description
        self.mayBeDone = mayBeDone
    }

    /// An open execution was to be deleted: the caller read something older.
    public static func deletesOpenExecution(_ id: Int) -> StoreError {
        StoreError(.versionConflict(executionId: id), "Execution \(id) is open, and only closed ones are deleted.")
    }
}
