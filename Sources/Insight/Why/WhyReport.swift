public import CommandSupport
import HistoryReading
public import SWFModel

/// Why an execution does not go on, or how it ended: what `martlet why` says.
public struct WhyReport: Sendable {
    /// The names of the execution.
    public let execution: WorkflowExecution
    /// What it waits for, the most telling first; empty when it is closed.
    public let reasons: [WaitingReason]
    /// How it ended; nil while it is open.
    public let end: String?
    private let story: ExecutionStory

    /// Finds out.
    ///
    /// - Parameter time: Now, by the clock of the service as well as it is known.
    public init(_ sight: ExecutionSight, time: LocalTime) {
        execution = sight.execution
        story = sight.story
        end = Self.end(sight.story, time)
        reasons = end == nil ? WaitingReasons(sight, time: time).all : []
    }

    /// The one line.
    public var line: String {
        guard end == nil else { return sentence(end ?? "") }
        let more = reasons.count - 1
        let rest = more < 1 ? "" : more == 1 ? " (and 1 thing more: --all)" : " (and \(more) things more: --all)"
        return (reasons.first.map { sentence($0.predicate) } ?? "") + rest
    }

    /// A line for each thing that is open.
    public var lines: [String] { end == nil ? reasons.map { sentence($0.predicate) } : [line] }

    private func sentence(_ predicate: String) -> String { "\(PlainText.short(execution.workflowId)) \(predicate)" }

    private static func end(_ story: ExecutionStory, _ time: LocalTime) -> String? {
        guard let closed = story.closed, let status = story.closeStatus else { return nil }
        let took = story.started.map { " after \(DurationWords.text(closed - $0))" } ?? ""
        let moment = "\(time.ago(closed))\(took)"
        let why = story.closeReason.flatMap { $0.isEmpty ? nil : ": \(PlainText.short($0, 300))" } ?? ""
        switch status {
        case .completed: return "completed \(moment)"
        case .failed:
            let details = story.closeDetails.map { " (\(PlainText.short($0, 300)))" } ?? ""
            return "failed \(moment)\(why)\(details)"
        case .canceled: return "was canceled \(moment)"
        case .terminated: return "was terminated \(moment)\(why)"
        case .timedOut: return "timed out \(moment): it was not done within its time"
        case .continuedAsNew: return "continued \(moment) as run \(story.nextRunId ?? "?")"
        }
    }
}

extension WhyReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case workflowId, runId, workflowType, executionStatus, closeStatus, sentence, waits
    }

    private struct Wait: Encodable {
        var reason: WaitingReason

        private enum CodingKeys: String, CodingKey {
            case kind, id, type, taskList, identity, sentence
            case since = "since_timestamp"
            case until = "until_timestamp"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(reason.kind, forKey: .kind)
            try container.encodeIfPresent(reason.id, forKey: .id)
            try container.encodeIfPresent(reason.type, forKey: .type)
            try container.encodeIfPresent(reason.taskList, forKey: .taskList)
            try container.encodeIfPresent(reason.identity, forKey: .identity)
            try container.encodeIfPresent(reason.since, forKey: .since)
            try container.encodeIfPresent(reason.until, forKey: .until)
            try container.encode(reason.predicate, forKey: .sentence)
        }
    }

    /// Writes the report: the one line as `sentence`, and all that is open as `waits`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(execution.workflowId, forKey: .workflowId)
        try container.encode(execution.runId, forKey: .runId)
        try container.encodeIfPresent(story.type, forKey: .workflowType)
        try container.encode(end == nil ? ExecutionStatus.open : .closed, forKey: .executionStatus)
        try container.encodeIfPresent(story.closeStatus, forKey: .closeStatus)
        try container.encode(line, forKey: .sentence)
        try container.encode(reasons.map { Wait(reason: $0) }, forKey: .waits)
    }
}
