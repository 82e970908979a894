public import SWFModel

/// What StartWorkflowExecution starts, once the defaults of the type have filled in what the caller left open.
public enum StartResolution {
    /// The first event of the execution (swf-spec.md 6.3).
    ///
    /// Throws DefaultUndefinedFault with the name of the first setting that neither the caller nor the type gives, and
    /// ValidationException when the execution could run longer than the service allows.
    public static func resolve(
        input: StartWorkflowExecutionInput,
        type: WorkflowTypeConfiguration,
        limits: Limits
    ) throws(Fault) -> WorkflowExecutionStartedEventAttributes {
        let given = ExecutionSettings.Given(
            executionStartToCloseTimeout: input.executionStartToCloseTimeout,
            taskList: input.taskList,
            taskStartToCloseTimeout: input.taskStartToCloseTimeout,
            childPolicy: input.childPolicy,
            taskPriority: input.taskPriority,
            lambdaRole: input.lambdaRole
        )
        let settings: ExecutionSettings
        do {
            settings = try ExecutionSettings(given, type: type)
        } catch {
            throw .defaultUndefined(member(error))
        }
        try checkDuration(input.executionStartToCloseTimeout, of: "executionStartToCloseTimeout", limits: limits)
        return WorkflowExecutionStartedEventAttributes(
            childPolicy: settings.childPolicy,
            executionStartToCloseTimeout: settings.executionStartToCloseTimeout,
            input: input.input,
            lambdaRole: settings.lambdaRole,
            parentInitiatedEventId: 0,
            tagList: input.tagList.flatMap { $0.isEmpty ? nil : $0 },
            taskList: settings.taskList,
            taskPriority: settings.taskPriority,
            taskStartToCloseTimeout: settings.taskStartToCloseTimeout,
            workflowType: input.workflowType
        )
    }

    /// Refuses a time that an execution may not be open for, at its start or as the default of its type (swf-spec.md 8.1).
    ///
    /// Throws ValidationException. The service's own sentence is not known.
    public static func checkDuration(_ timeout: String?, of member: String, limits: Limits) throws(Fault) {
        guard case .seconds(let seconds)? = TimeoutInterval(wire: timeout), seconds > limits.executionDurationSeconds
        else { return }
        throw Fault(.validation, "\(member) must be at most \(limits.executionDurationSeconds) seconds")
    }

    private static func member(_ setting: ExecutionSettings.Mandatory) -> String {
        switch setting {
        case .executionStartToCloseTimeout: "executionStartToCloseTimeout"
        case .taskList: "taskList"
        case .taskStartToCloseTimeout: "taskStartToCloseTimeout"
        case .childPolicy: "childPolicy"
        }
    }
}
