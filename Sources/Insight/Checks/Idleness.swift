import CommandSupport
public import SWFModel

/// Whether a domain has come to rest: what `martlet wait-idle` waits for.
public struct Idleness: Hashable, Sendable {
    /// An open execution with open tasks.
    public struct Busy: Hashable, Sendable {
        /// The workflow id.
        public var workflowId: String
        /// Its open activity tasks, scheduled or begun.
        public var activityTasks: Int
        /// Its open decision tasks.
        public var decisionTasks: Int

        /// Nil for an execution without any.
        public init?(_ detail: WorkflowExecutionDetail) {
            activityTasks = detail.openCounts.openActivityTasks
            decisionTasks = detail.openCounts.openDecisionTasks
            workflowId = detail.executionInfo.execution.workflowId
            if activityTasks + decisionTasks == 0 { return nil }
        }
    }

    /// How many executions are open.
    public var open: Int
    /// Whether open executions count although nothing of them is being done.
    public var countsExecutions: Bool
    /// Tasks that wait in task lists.
    public var waiting: Int
    /// One execution that is busy, of perhaps many.
    public var busy: Busy?

    /// Creates the value from its parts.
    public init(open: Int, countsExecutions: Bool = false, waiting: Int = 0, busy: Busy? = nil) {
        self.open = open
        self.countsExecutions = countsExecutions
        self.waiting = waiting
        self.busy = busy
    }

    /// Whether there is nothing to wait for.
    public var isIdle: Bool { waiting == 0 && busy == nil && (!countsExecutions || open == 0) }

    /// What is waited for, or that there is nothing.
    public var sentence: String {
        var parts: [String] = []
        if waiting > 0 { parts.append("\(waiting) task\(waiting == 1 ? "" : "s") in task lists") }
        if let busy {
            var tasks: [String] = []
            if busy.activityTasks > 0 { tasks.append(Self.count(busy.activityTasks, "activity task")) }
            if busy.decisionTasks > 0 { tasks.append(Self.count(busy.decisionTasks, "decision task")) }
            parts.append("\(tasks.joined(separator: " and ")) of \(PlainText.short(busy.workflowId))")
        }
        if parts.isEmpty, countsExecutions, open > 0 { parts.append(Self.count(open, "open execution")) }
        guard parts.isEmpty else { return "waiting for \(parts.joined(separator: ", "))" }
        return open == 0
            ? "idle: no execution is open" : "idle: \(Self.count(open, "open execution")), none with an open task"
    }

    private static func count(_ number: Int, _ thing: String) -> String {
        "\(number) \(thing)\(number == 1 ? "" : "s")"
    }
}
