import CommandSupport
import HistoryReading
public import SWFModel

/// How steps went, counted together by a key: what `martlet stats` says.
///
/// Activity tasks are counted, each attempt by itself. Histories go in one after the other, so that none need be kept.
public struct StepFigures: Sendable {
    /// The figures of one value of the key.
    public struct Row: Hashable, Sendable {
        /// The value.
        public var value: String
        /// How many attempts were scheduled.
        public var count: Int
        /// How many completed.
        public var completed: Int
        /// How many failed.
        public var failed: Int
        /// How many timed out.
        public var timedOut: Int
        /// How many were canceled.
        public var canceled: Int
        /// How many are open.
        public var open: Int
        /// How long they waited for a worker.
        public var waitTime: Percentiles?
        /// How long they took once a worker had them.
        public var runTime: Percentiles?
        /// How many tasks wait in the task lists that these went to, now; nil when nobody asked.
        public var queueDepth: Int?
    }

    fileprivate struct Sums {
        var count = 0
        var outcomes: [HistoryStep.Outcome: Int] = [:]
        var waits: [Duration] = []
        var runs: [Duration] = []
        var lists: Set<String> = []
    }

    /// By what they are counted together.
    public let key: GroupKey
    /// How many executions were read.
    public private(set) var executions = 0
    private var sums: [String: Sums] = [:]

    /// Begins with nothing.
    public init(by key: GroupKey) {
        self.key = key
    }

    /// Counts the steps of an execution.
    ///
    /// - Parameter since: Steps that were scheduled before are left out.
    public mutating func add(_ events: [HistoryEvent], workflowId: String, since: Timestamp? = nil) {
        executions += 1
        let story = ExecutionStory(events)
        for step in story.steps.all where step.kind == .activity {
            if let since, step.scheduled < since { continue }
            for value in key.values(step, of: story, workflowId: workflowId) { sums[value, default: Sums()].add(step) }
        }
    }

    /// The task lists that the steps went to, sorted.
    public var taskLists: [String] { Set(sums.values.flatMap(\.lists)).sorted() }

    /// The rows, the most steps first.
    ///
    /// - Parameter depths: How many tasks wait in each task list now.
    public func rows(depths: [String: Int] = [:]) -> [Row] {
        sums.map { value, sums in
            let known = sums.lists.compactMap { depths[$0] }
            return Row(
                value: value,
                count: sums.count,
                completed: sums.outcomes[.completed] ?? 0,
                failed: sums.outcomes[.failed] ?? 0,
                timedOut: sums.outcomes[.timedOut] ?? 0,
                canceled: sums.outcomes[.canceled] ?? 0,
                open: sums.count - sums.outcomes.values.reduce(0, +),
                waitTime: Percentiles(sums.waits),
                runTime: Percentiles(sums.runs),
                queueDepth: known.isEmpty ? nil : known.reduce(0, +)
            )
        }.sorted { ($1.count, $0.value) < ($0.count, $1.value) }
    }
}

extension StepFigures.Sums {
    fileprivate mutating func add(_ step: HistoryStep) {
        count += 1
        if let outcome = step.outcome { outcomes[outcome, default: 0] += 1 }
        if let time = step.waitTime { waits.append(time) }
        if let time = step.runTime { runs.append(time) }
        if let list = step.taskList { lists.insert(list) }
    }
}

extension StepFigures {
    /// The table for people.
    public func lines(depths: [String: Int] = [:]) -> [String] {
        var table = Table([
            key.heading, "COUNT", "FAILED", "TIMED OUT", "OPEN", "WAIT P50", "P95", "RUN P50", "P95", "QUEUED",
        ])
        for row in rows(depths: depths) {
            table.add([
                PlainText.short(row.value, 60), String(row.count), String(row.failed), String(row.timedOut),
                String(row.open), words(row.waitTime?.p50), words(row.waitTime?.p95), words(row.runTime?.p50),
                words(row.runTime?.p95), row.queueDepth.map { String($0) } ?? GroupKey.none,
            ])
        }
        return table.isEmpty ? [] : table.lines()
    }

    private func words(_ duration: Duration?) -> String { duration.map(DurationWords.text) ?? GroupKey.none }
}

extension StepFigures.Row: Encodable {
    private enum CodingKeys: String, CodingKey {
        case value, count, completed, failed, timedOut = "timed_out", canceled, open
        case waitP50 = "p50_wait_time"
        case waitP95 = "p95_wait_time"
        case runP50 = "p50_run_time"
        case runP95 = "p95_run_time"
        case queueDepth = "queue_depth"
    }

    /// Writes the row; durations in seconds.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(value, forKey: .value)
        try container.encode(count, forKey: .count)
        try container.encode(completed, forKey: .completed)
        try container.encode(failed, forKey: .failed)
        try container.encode(timedOut, forKey: .timedOut)
        try container.encode(canceled, forKey: .canceled)
        try container.encode(open, forKey: .open)
        try container.encodeIfPresent(waitTime?.p50.reported, forKey: .waitP50)
        try container.encodeIfPresent(waitTime?.p95.reported, forKey: .waitP95)
        try container.encodeIfPresent(runTime?.p50.reported, forKey: .runP50)
        try container.encodeIfPresent(runTime?.p95.reported, forKey: .runP95)
        try container.encodeIfPresent(queueDepth, forKey: .queueDepth)
    }
}
