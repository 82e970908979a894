import OrderedCollections
import SWFModel
import SWFWire

/// Histories that come in parts, of which the last is still to come. They are in memory only: nothing happened yet.
///
/// Few at a time and bounded together, because whoever sends a part may never send the next. One that nobody goes on with is
/// forgotten.
struct PendingTakeovers {
    private struct Pending {
        var events: [HistoryEvent]
        var bytes: Int
        /// The uptime of the latest part.
        var since: Duration
    }

    private var pending: OrderedDictionary<RunName, Pending> = [:]

    /// How many histories may be under way at a time.
    static let limit = 8
    /// How many bytes of events may be held for all of them together: 256 MiB.
    static let byteLimit = 268_435_456
    /// How long the next part may take.
    static let patience = Duration.seconds(300)

    /// Takes a part.
    ///
    /// A part that was taken already is passed over: the caller did not hear of it. A first part begins anew.
    ///
    /// - Parameters:
    ///   - bytes: How large the part is.
    ///   - eventLimit: How many events a history may have.
    /// - Returns: The whole history with the last part; nil while parts are missing, and how many events there are.
    /// - Throws: `ValidationException` when the part does not go on where the last one ended; `LimitExceededFault`.
    mutating func take(
        _ input: ImportWorkflowExecutionInput,
        bytes: Int,
        eventLimit: Int,
        uptime: Duration
    ) throws(Fault) -> (events: [HistoryEvent]?, count: Int) {
        pending.removeAll { uptime - $0.value.since > Self.patience }
        let name = RunName(domain: input.domain, execution: input.execution)
        let isLast = input.isLast ?? true
        guard let first = input.events.first?.eventId else { throw Fault(.validation, "The part has no events.") }
        var known = first == 1 ? nil : pending[name]
        let next = (known?.events.last?.eventId ?? 0) + 1
        if let known, !isLast, input.events.last?.eventId == next - 1 { return (nil, known.events.count) }
        guard first == next else {
            throw Fault(
                .validation,
                "The part begins at event \(first), and event \(next) is expected: begin again with event 1."
            )
        }
        known?.events.append(contentsOf: input.events)
        let whole = known ?? Pending(events: input.events, bytes: 0, since: uptime)
        guard whole.events.count <= eventLimit else {
            pending[name] = nil
            throw Fault(.validation, "The history has more than \(eventLimit) events, and no more are allowed here.")
        }
        if isLast {
            pending[name] = nil
            return (whole.events, whole.events.count)
        }
        let others = pending.filter { $0.key != name }
        guard others.count < Self.limit else {
            throw Fault(.limitExceeded, "At most \(Self.limit) executions are imported at a time; try again later.")
        }
        let held = others.values.reduce(whole.bytes + bytes) { $0 + $1.bytes }
        guard held <= Self.byteLimit else {
            pending[name] = nil
            throw Fault(
                .limitExceeded,
                "The histories that are being imported have more than \(Self.byteLimit) bytes together; try again later."
            )
        }
        pending[name] = Pending(events: whole.events, bytes: whole.bytes + bytes, since: uptime)
        return (nil, whole.events.count)
    }
}

/// A run by its names.
struct RunName: Hashable, Sendable {
    var domain: String
    var execution: WorkflowExecution
}
