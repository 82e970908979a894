import CommandSupport
import DeciderCore
import HistoryReading
public import SWFModel

/// Whether open executions go on.
public enum ExecutionsCheck {
    /// The end of an open execution's history.
    public struct Tail: Sendable {
        /// The names of the execution.
        public var execution: WorkflowExecution
        /// Its workflow type.
        public var type: WorkflowType
        /// Its last events, in order.
        public var events: [HistoryEvent]

        /// Creates the value from its parts.
        public init(execution: WorkflowExecution, type: WorkflowType, events: [HistoryEvent]) {
            self.execution = execution
            self.type = type
            self.events = events
        }
    }

    /// So many of the last events are enough to see a hold and repeated timeouts.
    public static let tailLength = 30
    /// From which part of a limit on something is near it, in hundredths.
    static let nearPercent = 75

    /// What a doctor says of open executions: of those held, of decision tasks that time out, of long histories, and of values
    /// near the limit; at most ten of each, and how many more.
    ///
    /// - Parameters:
    ///   - tails: The open executions that were looked at.
    ///   - open: How many there are.
    ///   - known: The workflow types of this build; nil when any may be decided elsewhere.
    public static func findings(
        _ tails: [Tail],
        open: Int,
        known: Set<WorkflowType>? = nil,
        limits: Limits = Limits()
    ) -> [Finding] {
        var findings: [Finding] = []
        if let known { findings += first(unknown(tails, known)) }
        findings += first(tails.compactMap(held))
        findings += first(tails.compactMap(timingOut))
        findings += first(tails.compactMap { long($0, limits) })
        findings += first(tails.compactMap { oversize($0, limits) })
        let looked = tails.count < open ? "the newest \(tails.count) of \(open)" : "\(open)"
        if findings.isEmpty {
            findings.append(
                Finding(.ok, "executions", open == 0 ? "none is open" : "\(looked) open, and none of them is held up")
            )
        } else if tails.count < open {
            findings.append(Finding(.ok, "executions", "\(looked) open executions were looked at (--limit)"))
        }
        return findings
    }

    private static func first(_ findings: [Finding]) -> [Finding] {
        guard findings.count > 10 else { return findings }
        var some = Array(findings.prefix(10))
        some[9].sentence += " (and \(findings.count - 10) more like it)"
        return some
    }

    private static func unknown(_ tails: [Tail], _ known: Set<WorkflowType>) -> [Finding] {
        let types = tails.map(\.type).filter { !known.contains($0) && !$0.name.hasPrefix(OwnName.prefix) }
        let counts = Dictionary(types.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.sorted { ($0.key.name, $0.key.version) < ($1.key.name, $1.key.version) }.map { type, count in
            Finding(
                .warning,
                "types",
                "\(count) open execution\(count == 1 ? " is" : "s are") of the workflow \(PlainText.short(type.name)) "
                    + "\(type.version), which this build does not know",
                advice: "Its deciders hold them; keep the code of a version until its last execution has closed."
            )
        }
    }

    private static func held(_ tail: Tail) -> Finding? {
        guard let hold = ExecutionSight(execution: tail.execution, events: tail.events).hold else { return nil }
        let reason = hold.reason.map { ": \(PlainText.short($0, 300))" } ?? ""
        return Finding(
            .problem,
            "executions",
            "\(PlainText.short(tail.execution.workflowId)) is held, deciders cannot follow its history\(reason)",
            advice:
                "Deploy code that can; martlet replay \(PlainText.short(tail.execution.workflowId)) says whether yours does."
        )
    }

    private static func timingOut(_ tail: Tail) -> Finding? {
        let count = ExecutionStory(tail.events).decisionTimeouts
        guard count > 1 else { return nil }
        return Finding(
            .problem,
            "executions",
            "\(PlainText.short(tail.execution.workflowId)) (\(tail.type.name)): its last \(count) decision tasks timed out",
            advice: "The logs of the deciders say why; its code may not come to rest, or the deciders die over it."
        )
    }

    private static func long(_ tail: Tail, _ limits: Limits) -> Finding? {
        let count = tail.events.last?.eventId ?? 0
        guard count * 100 >= limits.eventsPerExecution * nearPercent else { return nil }
        return Finding(
            .warning,
            "executions",
            "\(PlainText.short(tail.execution.workflowId)) has \(count) events, and with "
                + "\(limits.eventsPerExecution) the service terminates it",
            advice: "Let the workflow continue as new in time."
        )
    }

    private static func oversize(_ tail: Tail, _ limits: Limits) -> Finding? {
        guard let largest = LargestValue(tail.events),
            largest.characters * 100 >= limits.dataCharacters * nearPercent
        else { return nil }
        return Finding(
            .warning,
            "executions",
            "\(PlainText.short(tail.execution.workflowId)): the \(largest.name) of event \(largest.eventId) has "
                + "\(largest.characters) characters, and the protocol allows \(limits.dataCharacters)",
            advice: "Pass a path or an address instead of the value."
        )
    }
}
