import DeciderCore

/// The number of a wait among all of an execution, from 1: waits that end together end in this order.
typealias WaitId = Int

/// Code that waits for something of the history.
struct Wait: Sendable {
    /// What it waits for.
    enum Kind: Sendable {
        /// The end of a command.
        case end(CommandId)
        /// The start of a child.
        case childStart(CommandId)
        /// The next signal of a name.
        case signal(String)
        /// Something that the code can see for itself.
        case condition(@Sendable () -> Bool)
    }

    /// What ends it.
    enum Arrival: Sendable {
        case resolution(Resolution)
        case signal(ReceivedSignal)
        case satisfied
    }

    var kind: Kind
    var continuation: UnsafeContinuation<Arrival, any Error>
    var place: SourcePlace
}

extension Wait {
    /// Whether it is for the start of a child.
    var isForStart: Bool {
        if case .childStart = kind { true } else { false }
    }
}
