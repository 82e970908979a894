import SWFModel
import Storage

/// What somebody who waits for a commit group learns.
enum CommitTurn: Sendable {
    /// It is written.
    case settled
    /// It could not be written.
    case failed(StoreError)
    /// Nobody is writing: the one who waits writes it.
    case lead
}
