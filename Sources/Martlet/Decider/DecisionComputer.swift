import DeciderCore

/// Computes what a workflow's code decides, from events at hand: what a decider does, without a service around it.
///
/// It holds one execution between its decision tasks, as a decider does, and is used for one task at a time. The code
/// runs on the caller's thread and is not watched: code that never comes to rest never returns.
public final class DecisionComputer: Sendable {
    private let execution: HeldExecution

    /// Creates a computer for one execution.
    ///
    /// - Parameters:
    ///   - workflow: The code.
    ///   - execution: The names that the code sees; the run id seeds ``WorkflowContext/random``.
    ///   - domain: The domain that the code sees.
    ///   - logger: Where the code logs; nil is nowhere.
    public init<W: Workflow>(
        _ workflow: W.Type,
        execution: WorkflowExecution,
        domain: String,
        logger: Logger? = nil
    ) {
        self.execution = HeldExecution(
            about: HeldExecution.About(domain: domain, execution: execution, type: W.definition.type),
            workflow: WorkflowRun(workflow),
            logger: logger ?? Logger(label: "decisions") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Goes on with the events that are new, the last of which is the DecisionTaskStarted at hand, and gives the
    /// decisions.
    ///
    /// - Parameter events: The history from the event after the last one known, or from the first: what is known is
    ///   passed over.
    ///
    /// - Throws: An error whose description is a sentence, when the code does not follow the events, cannot be replayed, or
    ///   the events do not fit together. The computer is of no further use then.
    public func decisions(on events: [HistoryEvent]) throws -> [Decision] {
        try execution.follow(events, to: events.last?.eventId ?? 0)
    }

    /// Unwinds the code. What is not released keeps its memory.
    public func release() {
        execution.release()
    }
}
