import SWFModel
import SWFWire
import Storage
import WorkflowCore

/// What the simulation knows of all executions: read from the store, commit by commit, and held against every invariant.
struct SimulationLedger {
    /// What a poll was given, to be held against the history.
    struct View: Sendable {
        var execution: WorkflowExecution
        var startedEventId: EventId
        var kind: TaskKind
        /// The events that it was shown, and their bytes; nil when not all pages were read.
        var pages: (range: ClosedRange<EventId>, reversed: Bool, bytes: [UInt8])?
    }

    /// What the store has of an execution.
    struct Fetched: Sendable {
        var id: Int
        var stored: StoredExecution?
        var chunks: [EventChunk] = []
    }

    private struct HandOut: Hashable {
        var runId: String
        var startedEventId: EventId
    }

    /// A message's trace in its target.
    struct Delivery: Hashable {
        enum Kind: Hashable {
            case signal
            case cancel
            case child
        }

        var kind: Kind
        var sourceRunId: String
        var initiatedEventId: EventId
    }

    private(set) var accounts: [Int: SimulatedAccount] = [:]
    /// The executions by run id.
    private(set) var ids: [String: Int] = [:]
    /// The runs that messages of other executions reached.
    private(set) var deliveries: [Delivery: String] = [:]
    var claims = SimulatedClaims()
    var heartbeats = SimulatedHeartbeats()
    private var handOuts: Set<HandOut> = []
    private var views: [View] = []
    private(set) var eventCount = 0
    private(set) var problems: [String] = []
    /// The executions that were kept long enough and are gone.
    private(set) var deleted: Set<Int> = []
    /// The executions that changed since the last audit.
    private(set) var changed: Set<Int> = []

    /// The executions, in the order in which they came to be.
    var order: [Int] { accounts.keys.sorted() }

    mutating func note(_ problem: String) { problems.append(problem) }

    mutating func audited() { changed = [] }

    /// Reads from a store what it has of some executions beyond what is known.
    static func fetch(_ wanted: [(id: Int, known: EventId)], from store: any WorkflowStore) async throws -> [Fetched] {
        var result: [Fetched] = []
        for (id, known) in wanted {
            var fetched = Fetched(id: id, stored: try await store.execution(id: id))
            if let last = fetched.stored?.record.lastEventId, last > known {
                fetched.chunks = try await store.events(of: id, in: (known + 1)...last)
            }
            result.append(fetched)
        }
        return result
    }

    /// How much is known of an execution.
    func known(_ id: Int) -> EventId { accounts[id]?.lastEventId ?? 0 }

    /// Takes what a store has of an execution.
    ///
    /// - Parameter horizon: What closed later is kept.
    mutating func take(_ fetched: Fetched, keptSince horizon: Timestamp) {
        guard let stored = fetched.stored else {
            if let account = accounts[fetched.id], !deleted.contains(fetched.id) {
                deleted.insert(fetched.id)
                changed.remove(fetched.id)
                if account.truth.close.map({ $0.at > horizon }) ?? true {
                    note("Execution \(fetched.id) is no longer there, and its domain keeps it.")
                }
            }
            return
        }
        if deleted.contains(fetched.id) { note("Execution \(fetched.id) was deleted and is there again.") }
        let identity = stored.record.identity
        var account = accounts.removeValue(forKey: fetched.id) ?? SimulatedAccount(identity: identity)
        ids[identity.execution.runId] = identity.id
        let name = "Execution \(identity.id) (\(identity.execution.workflowId), \(identity.execution.runId))"
        if stored.record.lastEventId < account.lastEventId {
            note("\(name): events after \(stored.record.lastEventId) were there and are lost.")
        }
        let before = account.lastEventId
        for chunk in fetched.chunks {
            for (index, line) in chunk.events.enumerated() where chunk.first + index > before {
                take(line, of: &account, name)
            }
        }
        let isNew = account.lastEventId > before
        if isNew { problems += account.problemsAtEnd().map { "\(name): \($0)" } }
        problems += account.problems(of: stored.record).map { "\(name): \($0)" }
        if isNew || !stored.heartbeats.isEmpty { changed.insert(identity.id) }
        accounts[fetched.id] = account
    }

    private mutating func take(_ line: ArraySlice<UInt8>, of account: inout SimulatedAccount, _ name: String) {
        let event: HistoryEvent
        do {
            event = try AWSJSON.decode(HistoryEvent.self, from: Array(line))
        } catch {
            return note("\(name): an event cannot be read: \(error)")
        }
        eventCount += 1
        problems += account.take(event, line: line) { [claims] in claims.decisions($0) }.map { "\(name): \($0)" }
        takeMarks(of: event, account.identity, name)
    }

    private mutating func takeMarks(of event: HistoryEvent, _ identity: ExecutionIdentity, _ name: String) {
        func isMark(_ text: String?) -> Bool { text?.utf8.first == UInt8(ascii: "#") }
        var mark: String?
        switch event.attributes {
        case .workflowExecutionStarted(let attributes):
            if attributes.continuedExecutionRunId == nil {
                if let parent = attributes.parentWorkflowExecution {
                    deliver(.child, parent, attributes.parentInitiatedEventId, identity, name)
                } else {
                    mark = attributes.input ?? "an execution without input"
                }
            }
        case .workflowExecutionSignaled(let attributes):
            if let source = attributes.externalWorkflowExecution {
                deliver(.signal, source, attributes.externalInitiatedEventId, identity, name)
            } else {
                mark = attributes.input ?? "a signal without input"
            }
        case .workflowExecutionCancelRequested(let attributes):
            if attributes.cause == nil, let source = attributes.externalWorkflowExecution {
                deliver(.cancel, source, attributes.externalInitiatedEventId, identity, name)
            } else if attributes.cause == nil {
                mark = Self.cancelMark(identity.execution.workflowId)
            }
        case .workflowExecutionTerminated(let attributes):
            if attributes.cause == .operatorInitiated { mark = attributes.reason ?? "a termination without reason" }
            if attributes.cause == .eventLimitExceeded { claims.overflowed(identity.execution.workflowId) }
        case .decisionTaskCompleted(let attributes):
            if isMark(attributes.executionContext) { mark = attributes.executionContext }
        case .activityTaskCompleted(let attributes): mark = attributes.result ?? "a completion without result"
        case .activityTaskFailed(let attributes): mark = attributes.reason ?? "a failure without reason"
        case .activityTaskCanceled(let attributes): if attributes.startedEventId != 0 { mark = attributes.details }
        case .activityTaskTimedOut(let attributes) where HandBack.isNoted(in: attributes.details):
            mark = attributes.details?.split(separator: " ").last.map(String.init)
        case .activityTaskTimedOut(let attributes):
            let key = SimulatedHeartbeats.Key(
                runId: identity.execution.runId,
                startedEventId: attributes.startedEventId
            )
            if let problem = heartbeats.problem(attributes.details, of: key) { note("\(name): \(problem)") }
        default: break
        }
        if let mark, let problem = claims.found(mark) { note("\(name), event \(event.eventId): \(problem)") }
    }

    private mutating func deliver(
        _ kind: Delivery.Kind,
        _ source: WorkflowExecution,
        _ initiatedEventId: EventId?,
        _ target: ExecutionIdentity,
        _ name: String
    ) {
        let delivery = Delivery(kind: kind, sourceRunId: source.runId, initiatedEventId: initiatedEventId ?? 0)
        if let other = deliveries.updateValue(target.execution.runId, forKey: delivery) {
            note("\(name): what \(source) initiated at \(delivery.initiatedEventId) arrives again, after \(other).")
        }
    }

    /// The mark of a cancel request, which carries nothing of its caller's.
    static func cancelMark(_ workflowId: String) -> String { "cancel \(workflowId)" }

    /// A poll was given a task.
    mutating func handedOut(_ view: View) {
        let isFirst = handOuts.insert(
            HandOut(runId: view.execution.runId, startedEventId: view.startedEventId)
        ).inserted
        if !isFirst { note("The task started at \(view.startedEventId) of \(view.execution) was given to two.") }
        views.append(view)
    }

    /// A poll read the last page of its task.
    mutating func sawAll(_ view: View) { views.append(view) }

    /// Holds what callers were told since the last check against the histories, which were read since.
    mutating func checkCallers() {
        for view in views {
            if let problem = problem(of: view) { note("\(view.execution): \(problem)") }
        }
        views.removeAll(keepingCapacity: true)
        problems += claims.missing()
    }

    private func problem(of view: View) -> String? {
        guard let account = ids[view.execution.runId].flatMap({ accounts[$0] }),
            account.lastEventId >= view.startedEventId
        else { return "the task that was given out at event \(view.startedEventId) is not in the history." }
        let wanted: EventType = view.kind == .decision ? .decisionTaskStarted : .activityTaskStarted
        guard account.types[view.startedEventId - 1] == wanted else {
            return "event \(view.startedEventId) is no \(wanted.rawValue)."
        }
        guard let pages = view.pages else { return nil }
        guard account.page(pages.range, reversed: pages.reversed) == pages.bytes else {
            return "the pages of events \(pages.range) that a decider read are not those of the history."
        }
        return nil
    }
}
