import DeciderCore

/// Runs today's code over recorded histories and says whether it still follows them.
///
/// It needs no service and changes nothing: a history goes in, a report comes out. The history may be closed or open,
/// may end anywhere, and may come from a Martlet server or from Amazon SWF; what matters is that it begins with event 1
/// and has no gap. The caller waits until the code has returned or been unwound, on a thread of its own; code that does not come
/// to rest is given up, as in a decider, and its thread is left behind.
public struct Replayer: Sendable {
    private let workflows: [WorkflowRun]
    let threads: TurnThreads
    private let logger: Logger
    private let comparesInputs: Bool

    /// Creates a replayer of some workflows.
    ///
    /// - Parameters:
    ///   - workflows: The workflows as they are now.
    ///   - turnLimit: How long the code may compute between two waits before the replay is given up. Defaults to 10 seconds.
    ///   - comparesInputs: Whether code that hands on another input than the history has (to an activity, child, lambda function
    ///     or next run, or with a signal) does not follow it. A decider takes no notice, as inputs may change with the code: but
    ///     two calls of one activity that have changed places can be told by nothing else.
    ///   - logger: Where the code's own lines go, of which a replay writes none; nil is nowhere.
    public init(
        workflows: [any Workflow.Type],
        turnLimit: Duration = .seconds(10),
        comparesInputs: Bool = false,
        logger: Logger? = nil
    ) {
        self.workflows = workflows.map { WorkflowRun($0) }
        threads = TurnThreads(limit: turnLimit)
        self.comparesInputs = comparesInputs
        self.logger = logger ?? Logger(label: "replay") { _ in SwiftLogNoOpLogHandler() }
    }

    /// Runs the code of the execution's type over its events.
    ///
    /// - Parameters:
    ///   - events: The history from event 1, in order.
    ///   - execution: The names that the code sees; the run id seeds ``WorkflowContext/random``, so it must be the one that the
    ///     history was recorded under.
    ///   - domain: The domain that the code sees.
    public func replay(_ events: [HistoryEvent], of execution: WorkflowExecution, domain: String) -> ReplayReport {
        var report = ReplayReport(
            execution: execution,
            type: nil,
            eventCount: events.count,
            decisionTaskCount: events.count { $0.eventType == .decisionTaskCompleted },
            verdict: .replays
        )
        guard case .workflowExecutionStarted(let attributes)? = events.first?.attributes else {
            let problem =
                events.isEmpty ? "there are no events" : "a history begins with event 1, WorkflowExecutionStarted"
            report.verdict = .malformed(eventId: events.first?.eventId ?? 0, problem: problem)
            return report
        }
        report.type = attributes.workflowType
        guard let held = held(execution, attributes.workflowType, domain: domain) else {
            report.verdict = .unknownWorkflow(attributes.workflowType)
            return report
        }
        held.state.withLock { $0.replay.comparesInputs = comparesInputs }
        do {
            report.verdict = try threads.runWaiting(held) { held in
                defer { held.release() }
                do {
                    try held.verify(events)
                    return .replays
                } catch {
                    return Self.verdict(on: error, lastEventId: held.lastEventId)
                }
            }
        } catch {
            // It was given up, and is not to be touched again.
            report.verdict = Self.verdict(on: error, lastEventId: 0)
        }
        return report
    }

    /// The execution before its first event; nil when its workflow is not known.
    func held(_ execution: WorkflowExecution, _ type: WorkflowType, domain: String) -> HeldExecution? {
        guard let workflow = workflows.first(where: { $0.definition.type == type }) else { return nil }
        return HeldExecution(
            about: HeldExecution.About(domain: domain, execution: execution, type: type),
            workflow: workflow,
            logger: logger
        )
    }

    private static func verdict(on error: any Error, lastEventId: EventId) -> ReplayReport.Verdict {
        switch error {
        case ReplayError.divergence(let divergence):
            .diverges(divergence)
        case ReplayError.malformed(let eventId, let problem):
            .malformed(eventId: eventId, problem: problem)
        case let misuse as Misuse:
            .misuse(misuse.description)
        default:
            // A replay has no decision task of its own that the history could pass over.
            .malformed(eventId: lastEventId, problem: "\(error)")
        }
    }
}
