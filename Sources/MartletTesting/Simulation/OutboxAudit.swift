import SWFModel
import WorkflowCore

/// What went between executions, held against both their histories: each thing that was initiated arrived once and has
/// one outcome, and no close of a child and no policy of a parent was forgotten.
struct OutboxAudit {
    private let ledger: SimulationLedger
    private var problems: [String] = []

    private init(_ ledger: SimulationLedger) {
        self.ledger = ledger
    }

    /// What is wrong.
    ///
    /// - Parameter isEmpty: Whether nothing is on its way: then what is not there yet is missing.
    static func problems(in ledger: SimulationLedger, outboxIsEmpty isEmpty: Bool) -> [String] {
        var audit = OutboxAudit(ledger)
        for id in ledger.order {
            guard let account = ledger.accounts[id] else { continue }
            audit.checkInitiated(by: account, outboxIsEmpty: isEmpty)
            audit.checkOrigin(of: account)
        }
        return audit.problems
    }

    private mutating func checkInitiated(by source: SimulatedAccount, outboxIsEmpty isEmpty: Bool) {
        let runId = source.identity.execution.runId
        for (eventId, item) in source.truth.initiated.sorted(by: { $0.key < $1.key }) {
            let name = "What execution \(source.identity.id) initiated at event \(eventId)"
            let kind: SimulationLedger.Delivery.Kind =
                switch item.kind {
                case .signal: .signal
                case .cancel: .cancel
                case .child: .child
                }
            let arrived = ledger.deliveries[
                .init(kind: kind, sourceRunId: runId, initiatedEventId: eventId)
            ]
            if item.hasFailed, let arrived { problems.append("\(name) failed, and arrived at run \(arrived).") }
            if let reached = item.reached, arrived != reached.runId {
                problems.append("\(name) reached run \(reached.runId), in whose history it is not.")
            }
            guard isEmpty else { continue }
            if source.truth.isOpen, !item.hasFailed, item.reached == nil {
                problems.append("\(name) has no outcome, and nothing is on its way.")
            }
            if item.kind == .child { checkChild(item, of: source, startedAs: arrived, name) }
        }
    }

    /// The last run of a child: it may have continued as new.
    private func last(_ runId: String) -> SimulatedAccount? {
        var account = ledger.ids[runId].flatMap { ledger.accounts[$0] }
        while let next = account?.truth.continuedAs {
            account = ledger.ids[next].flatMap { ledger.accounts[$0] }
        }
        return account
    }

    private mutating func checkChild(
        _ item: ExecutionTruth.Initiated,
        of parent: SimulatedAccount,
        startedAs runId: String?,
        _ name: String
    ) {
        guard let runId, let child = last(runId) else { return }
        let close = child.truth.close?.status
        if parent.truth.isOpen, close != item.childClose {
            problems.append(
                "\(name) is closed as \(close?.rawValue ?? "-"), and its parent knows of \(item.childClose?.rawValue ?? "-")."
            )
        }
        if let known = item.childClose, known != close {
            problems.append("\(name) closed as \(known.rawValue) for its parent, and as \(close?.rawValue ?? "-").")
        }
        if parent.truth.appliedPolicy == .terminate, child.truth.isOpen {
            problems.append("\(name) is still open, and its parent's end terminates it.")
        }
    }

    /// A run that another execution brought about must be one that was brought about.
    private mutating func checkOrigin(of account: SimulatedAccount) {
        let execution = account.identity.execution
        if let previous = account.truth.continuedFrom {
            let before = ledger.ids[previous].flatMap { ledger.accounts[$0] }
            if before?.truth.continuedAs != execution.runId {
                problems.append("Run \(execution.runId) continues run \(previous), which does not know of it.")
            }
        }
        if let next = account.truth.continuedAs {
            let after = ledger.ids[next].flatMap { ledger.accounts[$0] }
            if after?.truth.continuedFrom != execution.runId {
                problems.append("Run \(execution.runId) continued as \(next), which is not there.")
            }
        }
        if let parent = account.truth.parent, account.truth.continuedFrom == nil {
            let source = ledger.ids[parent.runId].flatMap { ledger.accounts[$0] }
            let item = source?.truth.initiated[account.truth.parentInitiatedEventId]
            if item?.kind != .child || item?.workflowId != execution.workflowId {
                problems.append("Run \(execution.runId) is the child of \(parent), which did not start it.")
            }
        }
    }
}
