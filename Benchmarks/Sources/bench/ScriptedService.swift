import Dispatch
import Martlet
import MartletTesting
import SWFModel
import Synchronization

/// A service that hands out the decision tasks of recorded executions, one after another, and takes every answer.
final class ScriptedService: ForwardingService {
    private struct State {
        var execution = 0
        var step = 0
        var answers = 0
    }

    private let events: [HistoryEvent]
    private let started: [EventId]
    private let type: WorkflowType
    private let executions: Int
    private let state = Mutex(State())
    /// Signaled when all is answered.
    let isDone = DispatchSemaphore(value: 0)

    var base: any SimpleWorkflowService { self }

    /// - Parameters:
    ///   - events: The history that every execution has.
    ///   - started: Where its decision tasks were started.
    ///   - executions: How many there are.
    init(_ events: [HistoryEvent], started: [EventId], type: WorkflowType, executions: Int) {
        self.events = events
        self.started = started
        self.type = type
        self.executions = executions
    }

    /// How many decisions are to be made.
    var count: Int { executions * started.count }

    func pollForDecisionTask(_ input: PollForDecisionTaskInput) async throws -> DecisionTask? {
        let place: (execution: Int, step: Int)? = state.withLock { state in
            guard state.execution < executions else { return nil }
            defer {
                state.step += 1
                if state.step == started.count { (state.execution, state.step) = (state.execution + 1, 0) }
            }
            return (state.execution, state.step)
        }
        guard let place else {
            // Nothing comes any more: a poll that waits, as a server's would, until the decider is canceled.
            try await Task.sleep(for: .seconds(60))
            return nil
        }
        let previous = place.step == 0 ? 0 : started[place.step - 1]
        return DecisionTask(
            events: Array(events[max(0, previous - 1)..<started[place.step]]),
            previousStartedEventId: previous,
            startedEventId: started[place.step],
            taskToken: "token",
            workflowExecution: WorkflowExecution(runId: "run-\(place.execution)", workflowId: "\(place.execution)"),
            workflowType: type
        )
    }

    func respondDecisionTaskCompleted(_ input: RespondDecisionTaskCompletedInput) async throws {
        let isLast = state.withLock { state in
            state.answers += 1
            return state.answers == count
        }
        if isLast { isDone.signal() }
    }
}
