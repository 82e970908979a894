public import CommandSupport
import HistoryReading
public import SWFModel

/// When each step of an execution was asked for, begun and over, and by whom: what `martlet timings` says.
///
/// In JSON, what was on the side of whoever started the execution begins with `host_`, what the service did with
/// `service_`, what a worker did with `worker_`. The clock is the service's throughout: no other is in a history.
public struct ExecutionTimings: Sendable {
    /// The names of the execution.
    public let execution: WorkflowExecution
    private let story: ExecutionStory
    private let steps: [HistoryStep]

    /// Reads a history.
    ///
    /// - Parameter all: Whether decision tasks are steps too.
    public init(_ events: [HistoryEvent], of execution: WorkflowExecution, all: Bool = false) {
        self.execution = execution
        story = ExecutionStory(events)
        steps = story.steps.all.filter { all || $0.kind != .decision }
    }

    /// The table for people.
    public func lines(_ time: LocalTime) -> [String] {
        var table = Table(["STEP", "WHAT", "ASKED FOR", "WAIT", "RUN", "OUTCOME", "BY"])
        for step in steps {
            table.add([
                PlainText.short(step.id, 60), Self.what(step), after(step.scheduled), words(step.waitTime),
                step.isOpen
                    ? step.started.map { "\(DurationWords.text(time.now - $0)) so far" } ?? "" : words(step.runTime),
                Self.outcome(step),
                step.identity.map { PlainText.short($0, 60) } ?? "",
            ])
        }
        var lines = [headline(time)]
        if !table.isEmpty { lines += table.lines() }
        return lines

        func words(_ duration: Duration?) -> String {
            duration.map(DurationWords.text) ?? ""
        }
    }

    private func headline(_ time: LocalTime) -> String {
        let type = story.type.map { " (\($0.name) \($0.version))" } ?? ""
        let id = PlainText.short(execution.workflowId)
        guard let started = story.started else { return "\(id)\(type)" }
        let end = story.closed ?? time.now
        let status = story.closeStatus.map { ", \($0.rawValue) after" } ?? ", open for"
        return "\(id)\(type): started \(time.text(started))\(status) \(DurationWords.text(end - started))"
    }

    private func after(_ moment: Timestamp) -> String {
        "+" + DurationWords.text(moment - (story.started ?? moment))
    }

    static func what(_ step: HistoryStep) -> String {
        switch step.kind {
        case .timer: "timer of \(step.limit.flatMap { Int($0) }.map { DurationWords.text(.seconds($0)) } ?? "?")"
        case .decision: "decision"
        default: "\(step.kind.rawValue) \(PlainText.short(step.type ?? "", 60))"
        }
    }

    static func outcome(_ step: HistoryStep) -> String {
        guard let outcome = step.outcome else { return step.started == nil ? "waits" : "open" }
        let why = step.reason ?? step.timeoutType
        return outcome.rawValue + (why.map { ": \(PlainText.short($0, 100))" } ?? "")
    }
}

extension ExecutionTimings: Encodable {
    private enum CodingKeys: String, CodingKey {
        case workflowId, runId, workflowType, closeStatus, reason, input, result, steps
        case submitted = "host_submit_timestamp"
        case closed = "service_end_timestamp"
        case taken = "service_total_time"
        case firstStart = "worker_start_timestamp"
        case lastEnd = "worker_end_timestamp"
        case worked = "worker_run_time"
    }

    private struct Step: Encodable {
        var step: HistoryStep

        private enum CodingKeys: String, CodingKey {
            case id, kind, type, version, taskList, status, reason, details, result
            case scheduled = "service_schedule_timestamp"
            case waited = "service_wait_time"
            case begun = "service_start_timestamp"
            case over = "service_end_timestamp"
            case took = "service_run_time"
            case started = "worker_start_timestamp"
            case ended = "worker_end_timestamp"
            case ran = "worker_run_time"
            case host = "worker_host"
            case pid = "worker_pid"
            case identity
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(step.id, forKey: .id)
            try container.encode(step.kind, forKey: .kind)
            try container.encodeIfPresent(step.type, forKey: .type)
            try container.encodeIfPresent(step.version, forKey: .version)
            try container.encodeIfPresent(step.taskList, forKey: .taskList)
            try container.encode(step.outcome?.rawValue ?? "open", forKey: .status)
            try container.encodeIfPresent(step.reason ?? step.timeoutType, forKey: .reason)
            try container.encodeIfPresent(step.details, forKey: .details)
            try container.encodeIfPresent(step.result, forKey: .result)
            // A timer and a child run at the service; a task runs at whoever took it.
            let isTask = step.taskList != nil && step.kind != .child || step.kind == .function
            try container.encode(step.scheduled, forKey: .scheduled)
            try container.encodeIfPresent(step.waitTime?.reported, forKey: .waited)
            try container.encodeIfPresent(step.started, forKey: isTask ? .started : .begun)
            try container.encodeIfPresent(step.closed, forKey: isTask ? .ended : .over)
            try container.encodeIfPresent(step.runTime?.reported, forKey: isTask ? .ran : .took)
            try container.encodeIfPresent(step.identity, forKey: .identity)
            guard let who = step.identity.flatMap(IdentityParts.init) else { return }
            try container.encode(who.host, forKey: .host)
            try container.encode(who.pid, forKey: .pid)
        }
    }

    /// Writes one object.
    public func encode(to encoder: any Encoder) throws {
        let tasks = steps.filter { $0.kind == .activity || $0.kind == .function }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(execution.workflowId, forKey: .workflowId)
        try container.encode(execution.runId, forKey: .runId)
        try container.encodeIfPresent(story.type, forKey: .workflowType)
        try container.encodeIfPresent(story.closeStatus, forKey: .closeStatus)
        try container.encodeIfPresent(story.closeReason, forKey: .reason)
        try container.encodeIfPresent(story.input, forKey: .input)
        if story.closeStatus == .completed { try container.encodeIfPresent(story.closeDetails, forKey: .result) }
        try container.encodeIfPresent(story.started, forKey: .submitted)
        try container.encodeIfPresent(story.closed, forKey: .closed)
        try container.encodeIfPresent(
            story.started.flatMap { start in story.closed.map { ($0 - start).reported } },
            forKey: .taken
        )
        try container.encodeIfPresent(tasks.compactMap(\.started).min(), forKey: .firstStart)
        try container.encodeIfPresent(tasks.compactMap(\.closed).max(), forKey: .lastEnd)
        try container.encode(tasks.compactMap(\.runTime).reduce(.zero, +).reported, forKey: .worked)
        try container.encode(steps.map { Step(step: $0) }, forKey: .steps)
    }
}
