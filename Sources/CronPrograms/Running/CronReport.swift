import SWFModel

/// What cron did about one schedule, and why.
public struct CronReport: Hashable, Sendable {
    /// What came of a schedule.
    public enum Outcome: Hashable, Sendable {
        /// An execution was started; its run id is absent when the service has not said so yet.
        case started(workflowId: String, runId: String?)
        /// Nothing was to be started.
        case skipped
        /// Something should have been started, or could not be judged: somebody must look.
        case failed
        /// Nothing about a schedule, but worth knowing.
        case noted
    }

    /// The id of the schedule; `cron` when it is about all of them.
    public var schedule: String
    /// What came of it.
    public var outcome: Outcome
    /// Why: the rest of a sentence.
    public var reason: String

    /// Creates a report from its parts.
    public init(schedule: String, outcome: Outcome, reason: String) {
        self.schedule = schedule
        self.outcome = outcome
        self.reason = reason
    }

    /// The line for people.
    public var line: String {
        switch outcome {
        case .started(let workflowId, let runId):
            "\(schedule): started \(workflowId)\(runId.map { " (run \($0))" } ?? ""): \(reason)"
        case .skipped: "\(schedule): not started: \(reason)"
        case .failed: "\(schedule): problem: \(reason)"
        case .noted: "\(schedule): \(reason)"
        }
    }

    /// Whether somebody must look.
    public var isProblem: Bool { outcome == .failed }
}

extension CronReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case schedule, outcome, reason, workflowId, runId
    }

    /// Writes the report as one flat object: `{"schedule": …, "outcome": "started", "reason": …, "workflowId": …}`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(schedule, forKey: .schedule)
        try container.encode(reason, forKey: .reason)
        switch outcome {
        case .started(let workflowId, let runId):
            try container.encode("started", forKey: .outcome)
            try container.encode(workflowId, forKey: .workflowId)
            try container.encodeIfPresent(runId, forKey: .runId)
        case .skipped: try container.encode("skipped", forKey: .outcome)
        case .failed: try container.encode("failed", forKey: .outcome)
        case .noted: try container.encode("noted", forKey: .outcome)
        }
    }
}
