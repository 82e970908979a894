/// Ends this run and begins the next with the same workflow id: thrown out of `run`.
///
///     throw try ContinueAsNew(Self.self, state)
///
/// A history may have 25,000 events; a workflow that goes on for ever, or over many things, begins a new one in time
/// (``WorkflowContext/isContinueAsNewSuggested``). The next run has the tags, task list, priority, timeouts, child policy and
/// lambda role of this one, unless the options say otherwise. Activities and timers that are still open are given up;
/// signals that were not received are not handed on: a marker names them, so receive them first
/// (``SignalChannel/poll(fileID:line:)``).
public struct ContinueAsNew: Error, Sendable {
    /// What the next run has otherwise than this one; nil leaves this one's value.
    public struct Options: Sendable, Hashable {
        /// How long it may be open.
        public var executionStartToClose: Duration?
        /// How long a decider may take over one decision task.
        public var taskStartToClose: Duration?
        /// What happens to open children when it is terminated or times out.
        public var childPolicy: ChildPolicy?
        /// The task list of its decision tasks.
        public var taskList: String?
        /// The priority of its decision tasks.
        public var priority: Int?
        /// At most five tags of at most 256 characters.
        public var tags: [String]?
        /// The role under which its lambda functions are called.
        public var lambdaRole: String?

        /// Creates options; without arguments everything is as in this run.
        public init(
            executionStartToClose: Duration? = nil,
            taskStartToClose: Duration? = nil,
            childPolicy: ChildPolicy? = nil,
            taskList: String? = nil,
            priority: Int? = nil,
            tags: [String]? = nil,
            lambdaRole: String? = nil
        ) {
            self.executionStartToClose = executionStartToClose
            self.taskStartToClose = taskStartToClose
            self.childPolicy = childPolicy
            self.taskList = taskList
            self.priority = priority
            self.tags = tags
            self.lambdaRole = lambdaRole
        }
    }

    let type: WorkflowType
    let input: String?
    let options: Options

    /// Continues as a workflow with an input.
    ///
    /// - Parameters:
    ///   - workflow: The workflow: this one, or another version of it under the same name.
    ///   - input: What the next run is started with.
    ///   - options: What it has otherwise than this one.
    ///
    /// - Throws: ``ValueFailure`` when the input is too large.
    public init<W: Workflow>(_ workflow: W.Type, _ input: W.Input, options: Options = Options()) throws {
        type = W.definition.type
        self.input = try ValueText.encode(input, field: "the input of the workflow \(W.definition.name)")
        self.options = options
    }

    /// The decision's attributes, after a run that was started so.
    func attributes(
        after started: WorkflowExecutionStartedEventAttributes?,
        version: String
    ) -> ContinueAsNewWorkflowExecutionDecisionAttributes {
        // The service itself would take what is not said from the type's registration (swf-spec.md 3.2.6).
        ContinueAsNewWorkflowExecutionDecisionAttributes(
            childPolicy: options.childPolicy ?? started?.childPolicy,
            executionStartToCloseTimeout: options.executionStartToClose?.timeout
                ?? started?.executionStartToCloseTimeout,
            input: input,
            lambdaRole: options.lambdaRole ?? started?.lambdaRole,
            tagList: options.tags ?? started?.tagList,
            taskList: options.taskList.map { TaskList(name: $0) } ?? started?.taskList,
            taskPriority: options.priority.map { String($0) } ?? started?.taskPriority,
            taskStartToCloseTimeout: options.taskStartToClose?.timeout ?? started?.taskStartToCloseTimeout,
            workflowTypeVersion: type.version == version ? nil : type.version
        )
    }
}
