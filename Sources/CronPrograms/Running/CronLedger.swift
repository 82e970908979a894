import CommandSupport
import SWFModel
import Schedules
import ServiceSupport

/// The execution that decides about all schedules of a domain, and remembers what it decided: the fence.
///
/// It is open for ever (it continues as new). A cron that wants to decide signals it, polls its task list, reads the whole
/// history that comes with the decision task, and answers with the starts (as children, so that the service makes them) and with
/// the new state in a marker. The argument that no tick is started twice and none is lost:
///
/// 1. A start is nothing but a decision in an answer to this execution's decision task. Nobody starts anything otherwise.
/// 2. The service hands out one decision task of an execution at a time, and takes an answer for the newest only. An answer that
///    comes after the task timed out, was given to another, or belongs to a run that is over, is refused as a whole.
/// 3. So the answers that are taken stand in a row, and each was computed from a history with all answers before it.
/// 4. In an answer the starts and the cursor that passes their ticks are recorded together or not at all; each answer starts
///    ticks after the cursor it read only. Hence each tick is in one answer at most.
/// 5. The service turns each recorded start into one execution, or records why not; a refused tick goes back to those that wait.
///
/// A cron that was killed or stood still between any two calls changes nothing about this: what it did before is in the history,
/// and what it does afterwards is refused or computed anew. It holds on Amazon SWF as on our server, and does not need the lists
/// of executions, which are not always up to date there, nor any clock but the service's.
struct CronLedger: Sendable {
    let service: any SimpleWorkflowService
    let domain: String
    let identity: String

    /// The task list of the ledger's decisions.
    static let taskList = TaskList(name: "martlet.cron")
    /// How long an answer may take, in seconds.
    private static let taskSeconds = 60
    /// How long a run may be open, in seconds; it continues as new long before.
    private static let runSeconds = 90 * 86_400
    /// The longest history; the ledger continues as new at the first chance after it.
    static let longestHistory = 200

    /// A decision task of the ledger.
    struct Turn: Sendable {
        var token: String
        /// Now, by the service's clock.
        var now: Timestamp
        var startedEventId: EventId
        var events: [HistoryEvent]
        var fold: LedgerFold
    }

    /// Sends the ledger a signal, and starts it first where it is not open.
    ///
    /// - Throws: `Fault`, and what the service's client throws when no answer came.
    func signal(_ name: String, _ wish: LedgerNote.Wish) async throws {
        let input = SignalWorkflowExecutionInput(
            domain: domain,
            input: try LedgerCoding.text(wish),
            signalName: name,
            workflowId: LedgerNote.workflowId
        )
        do {
            try await service.signalWorkflowExecution(input)
        } catch let fault as Fault where fault.code == .unknownResource {
            try await start()
            try await service.signalWorkflowExecution(input)
        }
    }

    /// Waits for the ledger's decision task; nil when another has it and does not let go of it.
    ///
    /// - Throws: `Fault`, and what the service's client throws when no answer came.
    func turn() async throws -> Turn? {
        var poll = PollForDecisionTaskInput(domain: domain, identity: identity, taskList: Self.taskList)
        guard let task = try await service.pollForDecisionTask(poll) else { return nil }
        var events = task.events
        var page = task.nextPageToken
        while let token = page {
            poll.nextPageToken = token
            guard let more = try await service.pollForDecisionTask(poll) else { return nil }
            events += more.events
            page = more.nextPageToken
        }
        let now = events.last?.eventTimestamp ?? Timestamp(milliseconds: 0)
        return Turn(
            token: task.taskToken,
            now: now,
            startedEventId: task.startedEventId,
            events: events,
            fold: LedgerCoding.fold(events)
        )
    }

    /// Answers a decision task.
    ///
    /// - Throws: `Fault`, of which `UnknownResourceFault` says that the turn is over; nothing of the answer holds then.
    func answer(_ turn: Turn, _ decisions: [Decision]) async throws {
        try await service.respondDecisionTaskCompleted(
            RespondDecisionTaskCompletedInput(decisions: decisions, taskToken: turn.token)
        )
    }

    /// The decision that keeps the state, and where the history is long the one that goes on with a new run.
    static func keeping(_ state: LedgerState, _ turn: Turn, mayContinue: Bool) throws -> [Decision] {
        var state = state
        state.through = turn.startedEventId
        let text = try LedgerCoding.text(state)
        guard text.utf16.count <= Limits.dataCharacters else {
            throw Complaint(
                .configuration,
                "What is to be remembered of \(state.schedules.count) schedules takes \(text.utf16.count) characters, and the "
                    + "service keeps \(Limits.dataCharacters): give some of them a domain of their own, or shorter ids."
            )
        }
        var before = turn.fold.state
        before.through = state.through
        let marker = RecordMarkerDecisionAttributes(details: text, markerName: LedgerNote.stateMarker)
        guard mayContinue, turn.events.count >= longestHistory else {
            return state == before ? [] : [.recordMarker(marker)]
        }
        // Should a signal come first, the service refuses to continue, and what stands before it in the answer holds.
        return [
            .recordMarker(marker),
            .continueAsNewWorkflowExecution(
                ContinueAsNewWorkflowExecutionDecisionAttributes(
                    childPolicy: .abandon,
                    executionStartToCloseTimeout: String(runSeconds),
                    input: text,
                    taskList: taskList,
                    taskStartToCloseTimeout: String(taskSeconds)
                )
            ),
        ]
    }

    /// The ledger's open run, and what its history says; nil when it is not open.
    func read() async throws -> LedgerFold? {
        guard let run = try await CronLedger.open(service, domain: domain) else { return nil }
        return LedgerCoding.fold(try await HistoryReader(service: service, domain: domain).events(of: run))
    }

    // Starting it.

    private func start() async throws {
        let input = try LedgerCoding.text(try await lastState())
        let start = StartWorkflowExecutionInput(
            // What was started is no business of the ledger's: it goes on when the ledger is terminated.
            childPolicy: .abandon,
            domain: domain,
            executionStartToCloseTimeout: String(Self.runSeconds),
            input: input,
            taskList: Self.taskList,
            taskStartToCloseTimeout: String(Self.taskSeconds),
            workflowId: LedgerNote.workflowId,
            workflowType: LedgerNote.type
        )
        do {
            do {
                _ = try await service.startWorkflowExecution(start)
            } catch let fault as Fault where fault.code == .unknownResource {
                try await register()
                _ = try await service.startWorkflowExecution(start)
            }
        } catch let fault as Fault where fault.code == .workflowExecutionAlreadyStarted {
            // Another cron was first.
        }
    }

    /// What the last run of a ledger that somebody terminated, or that stood still for longer than a run may be open, knew.
    private func lastState() async throws -> LedgerState {
        let closed = try await service.listClosedWorkflowExecutions(
            ListClosedWorkflowExecutionsInput(
                domain: domain,
                executionFilter: WorkflowExecutionFilter(workflowId: LedgerNote.workflowId),
                maximumPageSize: 1,
                startTimeFilter: ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
            )
        )
        guard let run = closed.executionInfos.first?.execution else { return LedgerState() }
        let events = try await HistoryReader(service: service, domain: domain).events(of: run)
        return LedgerCoding.fold(events).state
    }

    private static func open(
        _ service: any SimpleWorkflowService,
        domain: String
    ) async throws -> WorkflowExecution? {
        try await service.listOpenWorkflowExecutions(
            ListOpenWorkflowExecutionsInput(
                domain: domain,
                executionFilter: WorkflowExecutionFilter(workflowId: LedgerNote.workflowId),
                maximumPageSize: 1,
                startTimeFilter: ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
            )
        ).executionInfos.first?.execution
    }

    private func register() async throws {
        do {
            try await service.registerWorkflowType(
                RegisterWorkflowTypeInput(
                    description: "Decides about the schedules of cron, and remembers what it decided.",
                    domain: domain,
                    name: LedgerNote.type.name,
                    version: LedgerNote.type.version
                )
            )
        } catch let fault as Fault where fault.code == .typeAlreadyExists {}
    }
}
