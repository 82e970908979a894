public import CommandSupport
public import SWFModel

/// Executions as a table for people.
public enum ExecutionTable {
    /// One line an execution, under headings.
    public static func lines(_ executions: [WorkflowExecutionInfo], time: LocalTime, terminal: Terminal) -> [String] {
        var table = Table(["STATUS", "WORKFLOW ID", "WORKFLOW", "STARTED", "TOOK", "RUN ID"])
        for info in executions {
            let end = info.closeTimestamp ?? time.now
            table.add([
                status(info),
                info.execution.workflowId,
                "\(info.workflowType.name) \(info.workflowType.version)",
                time.text(info.startTimestamp),
                DurationWords.text(end - info.startTimestamp),
                info.execution.runId,
            ])
        }
        return table.lines().enumerated().map { index, line in
            guard index > 0 else { return terminal.coloured(line, .bold) }
            let word = status(executions[index - 1])
            return colour(word).map { terminal.coloured(word, $0) + line.dropFirst(word.count) } ?? line
        }
    }

    /// The status in a word; an open execution that was asked to cancel says so.
    public static func status(_ info: WorkflowExecutionInfo) -> String {
        guard info.executionStatus == .open else { return info.closeStatus?.rawValue ?? "CLOSED" }
        return info.cancelRequested == true ? "OPEN, CANCELING" : "OPEN"
    }

    private static func colour(_ status: String) -> Terminal.Colour? {
        switch status {
        case "COMPLETED": .green
        case "FAILED", "TIMED_OUT", "TERMINATED": .red
        case "CANCELED", "OPEN, CANCELING": .yellow
        default: nil
        }
    }
}
