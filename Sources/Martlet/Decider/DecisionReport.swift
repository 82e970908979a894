/// Tells log and observer what came of one decision task.
struct DecisionReport: Sendable {
    let decider: Decider
    let task: DecisionTask
    let start: ContinuousClock.Instant

    /// The decider's logger with the names of the execution.
    var logger: Logger {
        Self.logger(decider.logger, domain: decider.domain, task.workflowExecution, task.workflowType)
    }

    static func logger(
        _ base: Logger,
        domain: String,
        _ execution: WorkflowExecution,
        _ type: WorkflowType
    ) -> Logger {
        var logger = base
        logger[metadataKey: "domain"] = "\(domain)"
        logger[metadataKey: "workflowId"] = "\(execution.workflowId)"
        logger[metadataKey: "runId"] = "\(execution.runId)"
        logger[metadataKey: "workflowType"] = "\(type.name) \(type.version)"
        return logger
    }

    /// Says when the history has become long.
    func warnOfLength() {
        let radar = HistoryRadar(limit: decider.configuration.historyLimit)
        guard let mark = radar.mark(from: task.previousStartedEventId ?? 0, to: task.startedEventId) else { return }
        logger.warning(
            "The history has passed \(mark) % of the events that an execution may have",
            metadata: ["events": "\(task.startedEventId)", "limit": "\(radar.limit)"]
        )
    }

    /// The answer was accepted.
    func tell(_ answer: DecisionAnswer) {
        switch answer.nature {
        case .decided:
            tell(answer, .decided(answer.decisions.map(\.decisionType)))
        case .failure(let trouble):
            tell(answer, .executionFailed(reason: trouble.report.reason))
        case .hold(let trouble, _):
            tell(answer, .held(reason: trouble.sentence))
        }
    }

    /// Something came of the task.
    func tell(_ answer: DecisionAnswer, _ outcome: DecisionProgress.Outcome) {
        log(answer, outcome)
        decider.configuration.onDecision?(
            DecisionProgress(
                domain: decider.domain,
                execution: task.workflowExecution,
                type: task.workflowType,
                eventCount: answer.eventCount,
                wasHeld: answer.wasHeld,
                duration: ContinuousClock.now - start,
                outcome: outcome
            )
        )
    }

    private func log(_ answer: DecisionAnswer, _ outcome: DecisionProgress.Outcome) {
        var logger = logger
        logger[metadataKey: "run_time"] = "\((ContinuousClock.now - start).roundedSeconds)"
        switch outcome {
        case .decided(let types):
            logger.debug(
                "Decided",
                metadata: [
                    "decisions": "\(types.map(\.rawValue).joined(separator: " "))",
                    "events": "\(answer.eventCount)",
                ]
            )
        case .executionFailed(let reason):
            logger.error("The execution was failed", metadata: ["reason": "\(reason)"])
        case .held(let reason):
            // The reason is in the history by now; each further try is worth no more than a look.
            let isNews = if case .hold(_, let isNews) = answer.nature { isNews } else { true }
            logger.log(
                level: isNews ? .error : .debug,
                "The execution is held for a decider that can follow it",
                metadata: ["reason": "\(reason)"]
            )
        case .rejected(let reason):
            logger.notice("The answer came too late", metadata: ["reason": "\(reason)"])
        case .givenUp(let reason):
            logger.error("The decision task could not be answered", metadata: ["reason": "\(reason)"])
        }
    }
}
