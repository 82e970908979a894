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
        if case .seconds(let seconds)? = TimeoutInterval(wire: input.executionStartToCloseTimeout),
            seconds > limits.executionDurationSeconds
        {
            throw Fault(
                .validation,
                "executionStartToCloseTimeout must be at most \(limits.executionDurationSeconds) seconds"
            )
        }
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

    private static func member(_ setting: ExecutionSettings.Mandatory) -> String {
        switch setting {
        case .executionStartToCloseTimeout: "executionStartToCloseTimeout"
        case .taskList: "taskList"
        case .taskStartToCloseTimeout: "taskStartToCloseTimeout"
        case .childPolicy: "childPolicy"
        }
    }
}
