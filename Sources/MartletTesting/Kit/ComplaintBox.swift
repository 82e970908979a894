import Martlet
import Synchronization

/// What a decider says about its decision tasks that no test must pass over.
final class ComplaintBox: Sendable {
    private let sentence = Mutex<String?>(nil)

    /// The first complaint; nil when there is none.
    var complaint: String? { sentence.withLock { $0 } }

    func look(at progress: DecisionProgress) {
        guard case .givenUp(let reason) = progress.outcome else { return }
        let name = "\(progress.execution.workflowId) (\(progress.type.name) \(progress.type.version))"
        sentence.withLock { $0 = $0 ?? "A decision task of \(name) could not be answered: \(reason)" }
    }
}
