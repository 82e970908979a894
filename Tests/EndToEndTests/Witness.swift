import SWFModel
import Synchronization

/// What clients were told by the server, to be compared with what it holds afterwards.
final class Witness: Sendable {
    /// Whether the server said that something was done.
    enum Word: Sendable {
        case acknowledged
        /// No answer came, or a refusal that leaves it open whether an earlier attempt was heard.
        case unknown
    }

    struct Account: Sendable {
        /// The runs that were started, by workflow id; nil where no answer came.
        var starts: [String: String?] = [:]
        /// Signals by their name, which is used once.
        var signals: [String: (workflowId: String, word: Word)] = [:]
        /// Decisions by the name of the marker that goes with them.
        var decisions: [String: (execution: WorkflowExecution, startedEventId: EventId, word: Word)] = [:]
        /// Results of activities, each used once.
        var results: [String: (execution: WorkflowExecution, startedEventId: EventId, word: Word)] = [:]
        /// Tasks handed out, by the identity of the poll, which is used once.
        var decisionTasks: [String: (execution: WorkflowExecution, startedEventId: EventId)] = [:]
        var activityTasks: [String: (execution: WorkflowExecution, startedEventId: EventId)] = [:]
        /// Tokens, and how often each was handed out.
        var tokens: [String: Int] = [:]
        var acknowledgements = 0
    }

    private let account = Mutex(Account())
    private let milestone = Mutex<(at: Int, continuation: CheckedContinuation<Void, Never>)?>(nil)

    /// All that was written down.
    var all: Account { account.withLock { $0 } }

    /// Writes something down.
    func note(_ body: (inout Account) -> Void) { account.withLock { body(&$0) } }

    /// Counts an acknowledgement, and wakes who waits for so many.
    func acknowledge() {
        let count = account.withLock { account in
            account.acknowledgements += 1
            return account.acknowledgements
        }
        let waiter = milestone.withLock { milestone -> CheckedContinuation<Void, Never>? in
            guard let found = milestone, found.at <= count else { return nil }
            milestone = nil
            return found.continuation
        }
        waiter?.resume()
    }

    /// Returns after that many more acknowledgements.
    func wait(forMore count: Int) async {
        await withCheckedContinuation { continuation in
            milestone.withLock { milestone in
                let now = account.withLock { $0.acknowledgements }
                milestone = (now + count, continuation)
            }
        }
    }
}
