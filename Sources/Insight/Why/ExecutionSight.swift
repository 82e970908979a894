public import HistoryReading
public import Martlet
public import SWFModel

/// What is known of an execution and of what is around it, when somebody asks why it does not go on.
public struct ExecutionSight: Sendable {
    /// Its names.
    public var execution: WorkflowExecution
    /// What its history says.
    public var story: ExecutionStory
    /// Why deciders cannot follow its history, and how often they have tried; nil when they can.
    public var hold: Hold?
    /// What its code waits for; nil when that cannot be known here.
    public var codeWaits: [CodeWait]?
    /// What the service tells of the task lists that its tasks are in.
    public var taskLists: [TaskListFacts]
    /// Those who took its tasks and were processes of this machine, and are no more.
    public var gone: Set<String>

    /// A history that deciders cannot follow.
    public struct Hold: Hashable, Sendable {
        /// What the marker says; nil when there is none.
        public var reason: String?
        /// How often a decider has tried, one try after the other.
        public var tries: Int

        /// Creates the value from its parts.
        public init(reason: String?, tries: Int) {
            self.reason = reason
            self.tries = tries
        }
    }

    /// Creates the value from a history.
    public init(
        execution: WorkflowExecution,
        events: [HistoryEvent],
        codeWaits: [CodeWait]? = nil,
        taskLists: [TaskListFacts] = [],
        gone: Set<String> = []
    ) {
        self.execution = execution
        story = ExecutionStory(events)
        let record = HoldRecord(events)
        hold = record.count > 0 && story.closed == nil ? Hold(reason: record.reason, tries: record.count) : nil
        self.codeWaits = codeWaits
        self.taskLists = taskLists
        self.gone = gone
    }

    func taskList(_ name: String?, _ kind: TaskKind) -> TaskListFacts? {
        taskLists.first { $0.name == name && $0.kind == kind }
    }
}
