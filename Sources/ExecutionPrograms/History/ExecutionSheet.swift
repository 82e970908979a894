public import CommandSupport
public import SWFModel
import ServiceSupport

/// All that is known of one execution, as a sheet for people.
public enum ExecutionSheet {
    /// Lines of `name: value`.
    ///
    /// - Parameter end: The last event of an execution that is closed: what it says is shown.
    public static func lines(
        _ detail: WorkflowExecutionDetail,
        end: HistoryEvent? = nil,
        time: LocalTime
    ) -> [String] {
        let info = detail.executionInfo
        let configuration = detail.executionConfiguration
        let counts = detail.openCounts
        var facts: [(String, String?)] = [
            ("workflow id", info.execution.workflowId),
            ("run id", info.execution.runId),
            ("workflow", "\(info.workflowType.name) \(info.workflowType.version)"),
            ("status", ExecutionTable.status(info)),
            ("started", "\(time.text(info.startTimestamp)) (\(time.ago(info.startTimestamp)))"),
        ]
        if let closed = info.closeTimestamp {
            facts.append(("closed", "\(time.text(closed)), after \(DurationWords.text(closed - info.startTimestamp))"))
        }
        facts.append(("it said", end.map(EventWords.text).flatMap { $0.isEmpty ? nil : $0 }))
        facts += [
            ("tags", info.tagList.flatMap { $0.isEmpty ? nil : $0.joined(separator: ", ") }),
            ("parent", info.parent.map { "\($0.workflowId) \($0.runId)" }),
            ("task list", configuration.taskList.name),
            ("may take", "\(EventWords.seconds(configuration.executionStartToCloseTimeout))"),
            ("a decision may take", "\(EventWords.seconds(configuration.taskStartToCloseTimeout))"),
            ("child policy", configuration.childPolicy.rawValue),
        ]
        if info.executionStatus == .open {
            facts += [
                ("open activities", String(counts.openActivityTasks)),
                ("open timers", String(counts.openTimers)),
                ("open decisions", String(counts.openDecisionTasks)),
                ("open children", String(counts.openChildWorkflowExecutions)),
            ]
        }
        facts += [
            ("latest activity", detail.latestActivityTaskTimestamp.map(time.ago)),
            ("context", detail.latestExecutionContext),
        ]
        let known = facts.compactMap { name, value in value.map { (name, $0) } }
        let width = known.map(\.0.count).max() ?? 0
        return known.map { name, value in
            "\(name):" + String(repeating: " ", count: width - name.count + 1) + PlainText.short(value, 500)
        }
    }
}
