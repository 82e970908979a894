import Engine
import MartletTesting
import SWFModel
import Synchronization

/// A service as a cron sees it that is killed, or stands still, at some call.
final class UnsteadyService: ForwardingService {
    /// What happens to the process at a call.
    enum Trouble: CaseIterable {
        /// It is killed before the call goes out.
        case killedBefore
        /// It is killed after the service did what was asked, and before the answer came.
        case killedAfter
        /// It stands still before the call goes out, and others go on meanwhile.
        case pausedBefore
        /// It stands still before the answer is read.
        case pausedAfter
    }

    /// The process is no more.
    struct Killed: Error {}

    let base: any SimpleWorkflowService
    private let engine: WorkflowEngine
    private let clock: ManualClock
    /// What goes on while the process stands still.
    private let meanwhile: @Sendable () async throws -> Void
    /// The planted fault: starts are calls of their own, as they were before the ledger.
    private let isUnfenced: Bool
    private let state: Mutex<State>

    private struct State {
        var calls = 0
        var trouble: [Int: Trouble]
        var isDead = false
    }

    init(
        _ engine: WorkflowEngine,
        clock: ManualClock,
        trouble: [Int: Trouble],
        isUnfenced: Bool = false,
        meanwhile: @escaping @Sendable () async throws -> Void
    ) {
        base = engine
        self.engine = engine
        self.clock = clock
        self.isUnfenced = isUnfenced
        self.meanwhile = meanwhile
        state = Mutex(State(trouble: trouble))
    }

    private func call<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        let (trouble, isDead) = state.withLock { state in
            state.calls += 1
            let trouble = state.trouble[state.calls]
            let wasDead = state.isDead
            if trouble == .killedBefore || trouble == .killedAfter { state.isDead = true }
            return (trouble, wasDead)
        }
        if isDead { throw Killed() }
        switch trouble {
        case .killedBefore: throw Killed()
        case .killedAfter:
            _ = try await body()
            throw Killed()
        case .pausedBefore:
            try await meanwhile()
            return try await body()
        case .pausedAfter:
            let value = try await body()
            try await meanwhile()
            return value
        case nil: return try await body()
        }
    }

    /// Lets the service deliver its messages and see to its deadlines.
    static func settle(_ engine: WorkflowEngine) async throws {
        while try await engine.deliverOnce() + (try await engine.sweepOnce()) > 0 {}
    }

    func startWorkflowExecution(_ input: StartWorkflowExecutionInput) async throws -> Run {
        try await call { try await base.startWorkflowExecution(input) }
    }

    func signalWorkflowExecution(_ input: SignalWorkflowExecutionInput) async throws {
        try await call { try await base.signalWorkflowExecution(input) }
    }

    /// A poll waits for a minute at most; here the minute passes at once when nothing is there.
    func pollForDecisionTask(_ input: PollForDecisionTaskInput) async throws -> DecisionTask? {
        try await call {
            if input.nextPageToken == nil {
                try await Self.settle(engine)
                let waiting = CountPendingDecisionTasksInput(domain: input.domain, taskList: input.taskList)
                if try await base.countPendingDecisionTasks(waiting).count == 0 {
                    clock.advance(by: .seconds(60))
                    try await Self.settle(engine)
                    if try await base.countPendingDecisionTasks(waiting).count == 0 { return nil }
                }
            }
            return try await base.pollForDecisionTask(input)
        }
    }

    func respondDecisionTaskCompleted(_ input: RespondDecisionTaskCompletedInput) async throws {
        try await call {
            guard isUnfenced else { return try await base.respondDecisionTaskCompleted(input) }
            var input = input
            for case .startChildWorkflowExecution(let child) in input.decisions ?? [] {
                let start = StartWorkflowExecutionInput(
                    domain: CronYear.domain,
                    input: child.input,
                    tagList: child.tagList,
                    taskList: child.taskList,
                    workflowId: child.workflowId,
                    workflowType: child.workflowType
                )
                do { _ = try await base.startWorkflowExecution(start) } catch let fault as Fault
                    where fault.code == .workflowExecutionAlreadyStarted
                {}
            }
            input.decisions = input.decisions?.filter { $0.decisionType != .startChildWorkflowExecution }
            try await base.respondDecisionTaskCompleted(input)
        }
    }

    func describeWorkflowExecution(_ input: DescribeWorkflowExecutionInput) async throws -> WorkflowExecutionDetail {
        try await call { try await base.describeWorkflowExecution(input) }
    }

    func listOpenWorkflowExecutions(_ input: ListOpenWorkflowExecutionsInput) async throws -> WorkflowExecutionInfos {
        try await call { try await base.listOpenWorkflowExecutions(input) }
    }

    func listClosedWorkflowExecutions(
        _ input: ListClosedWorkflowExecutionsInput
    ) async throws -> WorkflowExecutionInfos {
        try await call { try await base.listClosedWorkflowExecutions(input) }
    }
}
