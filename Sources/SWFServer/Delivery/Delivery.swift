import SWFModel

/// A task on its way to a poll.
struct Delivery: Sendable {
    let taskToken: String
    /// Whose poll it is.
    let identity: String?
    let keeper: any TaskKeeper

    /// Nil when there is no task, or the service takes none back: it then runs into its own timeout.
    init?(of taskToken: String, to identity: String?, from service: any WireServer.Served) {
        guard !taskToken.isEmpty, let keeper = service as? any TaskKeeper else { return nil }
        self.taskToken = taskToken
        self.identity = identity
        self.keeper = keeper
    }
}

/// What is known of the task in the answer of a connection.
///
///     none    --an answer with a task is about to be written--> begun
///     begun   --the system took all of its bytes--------------> written
///     written --the next request came, or the client's system had them all when it closed--> none
///     begun   --the connection ended--> none, and the task is lost
///     written --the client's system had closed before it had them, or threw them away--> none, and the task is lost
enum DeliveryState: Sendable {
    case none
    case begun(Delivery)
    case written(Delivery)

    /// The bytes are with the system.
    mutating func write() {
        if case .begun(let delivery) = self { self = .written(delivery) }
    }

    /// The client has what was written.
    mutating func confirm() {
        if case .written = self { self = .none }
    }

    /// Whether the bytes are with the system, and it is not known yet whether the client has them.
    var isWritten: Bool {
        if case .written = self { true } else { false }
    }

    /// Whether an answer is about to be written.
    var isBegun: Bool {
        if case .begun = self { true } else { false }
    }

    /// Nobody got the task: it is given out, once.
    mutating func takeLost() -> Delivery? {
        defer { self = .none }
        return switch self {
        case .none: nil
        case .begun(let delivery), .written(let delivery): delivery
        }
    }
}
