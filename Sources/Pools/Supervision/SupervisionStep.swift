/// What the supervisor has to do next; the core says it, the edge does it.
public enum SupervisionStep: Hashable, Sendable {
    /// Start a process, and say at once that it was ``Supervision/started(_:pid:birth:at:)`` or could not be.
    case start(WantedProcess)
    /// Send a signal to a process.
    case send(SupervisionSignal, to: ProcessName, pid: Int32, birth: UInt64)
    /// Leave, with this exit code.
    case leave(Int32)
}

/// A signal that the supervisor sends.
public enum SupervisionSignal: String, Codable, Hashable, Sendable {
    /// Finish what you hold and leave; said again: hand it back.
    case terminate
    /// The end.
    case kill
}
