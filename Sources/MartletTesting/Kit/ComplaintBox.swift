import Martlet
import Synchronization

/// What a test must know: what the decider says about its decision tasks, and what it asked for that cannot be.
final class ComplaintBox: Sendable {
    private struct State {
        var complaint: String?
        var failure: WorkflowTestFailure?
        var failed: Set<String> = []
    }

    private let state = Mutex(State())

    /// The first decision task that had no answer of the code, in a sentence; nil when there is none.
    var complaint: String? { state.withLock { $0.complaint } }

    /// Whether the decider failed the execution, and not its code: such a history is not to be replayed.
    func hasFailed(_ execution: WorkflowExecution) -> Bool { state.withLock { $0.failed.contains(execution.runId) } }

    /// Keeps the first thing that a test asked for and that cannot be, until the test goes on.
    func keep(_ failure: WorkflowTestFailure) { state.withLock { $0.failure = $0.failure ?? failure } }

    /// - Throws: What is kept.
    func throwWhatIsKept() throws {
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    func look(at progress: DecisionProgress) {
        let problem: String
        switch progress.outcome {
        case .givenUp(let reason): problem = "could not be answered: \(reason)"
        case .held(let reason): problem = "was answered by holding the execution: \(reason)"
        case .executionFailed: return state.withLock { _ = $0.failed.insert(progress.execution.runId) }
        case .decided, .rejected: return
        }
        let name = "\(progress.execution.workflowId) (\(progress.type.name) \(progress.type.version))"
        state.withLock { $0.complaint = $0.complaint ?? "A decision task of \(name) \(problem)" }
    }
}
