public import SWFModel

/// The sentences in which the service refuses (swf-spec.md 1.8 and 5.13).
extension Fault {
    /// There is no such domain.
    public static func unknownDomain(_ name: String) -> Fault {
        Fault(.unknownResource, "Unknown domain: \(name)")
    }

    /// There is no such workflow type.
    public static func unknownType(_ type: WorkflowType) -> Fault {
        Fault(.unknownResource, "Unknown type: \(sentence(type))")
    }

    /// There is no such activity type.
    public static func unknownType(_ type: ActivityType) -> Fault {
        Fault(.unknownResource, "Unknown type: \(sentence(type))")
    }

    /// There is no such run, or the run is closed where an open one is needed.
    public static func unknownExecution(_ execution: WorkflowExecution) -> Fault {
        Fault(
            .unknownResource,
            "Unknown execution: WorkflowExecution=[workflowId=\(execution.workflowId), runId=\(execution.runId)]"
        )
    }

    /// The workflow id has no open run.
    public static func unknownExecution(workflowId: String) -> Fault {
        Fault(.unknownResource, "Unknown execution, workflowId = \(workflowId)")
    }

    /// The decision task was answered, timed out, or was never there.
    public static func unknownDecisionTask(scheduledEventId: EventId) -> Fault {
        Fault(.unknownResource, "Unknown decision task, scheduledEventId = \(scheduledEventId)")
    }

    /// The activity task is closed, or was never there.
    public static func unknownActivity(scheduledEventId: EventId) -> Fault {
        Fault(.unknownResource, "Unknown activity, scheduledEventId = \(scheduledEventId)")
    }

    /// The domain is deprecated.
    public static func domainDeprecated(_ name: String) -> Fault {
        Fault(.domainDeprecated, name)
    }

    /// A domain of that name exists.
    public static func domainAlreadyExists(_ name: String) -> Fault {
        Fault(.domainAlreadyExists, name)
    }

    /// The workflow type is deprecated.
    public static func typeDeprecated(_ type: WorkflowType) -> Fault {
        Fault(.typeDeprecated, sentence(type))
    }

    /// The activity type is deprecated.
    public static func typeDeprecated(_ type: ActivityType) -> Fault {
        Fault(.typeDeprecated, sentence(type))
    }

    /// The workflow type exists.
    public static func typeAlreadyExists(_ type: WorkflowType) -> Fault {
        Fault(.typeAlreadyExists, sentence(type))
    }

    /// The activity type exists.
    public static func typeAlreadyExists(_ type: ActivityType) -> Fault {
        Fault(.typeAlreadyExists, sentence(type))
    }

    /// A type must be deprecated before it can be deleted.
    public static var typeNotDeprecated: Fault {
        Fault(
            .typeNotDeprecated,
            "The type is currently registered and cannot be deleted in its current state"
        )
    }

    /// The workflow id has an open run.
    public static var alreadyStarted: Fault {
        Fault(.workflowExecutionAlreadyStarted, "Already Started")
    }

    /// The start leaves a setting open that the type has no default for. The message is the request's member.
    public static func defaultUndefined(_ member: String) -> Fault {
        Fault(.defaultUndefined, member)
    }

    /// A token that the service did not issue.
    public static var invalidToken: Fault {
        Fault(.validation, "Invalid token")
    }

    /// There were too many calls.
    public static var rateExceeded: Fault {
        Fault(.throttling, "Rate exceeded")
    }

    /// A close decision stands before another decision.
    public static var closeMustBeLast: Fault {
        Fault(.validation, "Close must be last decision in list")
    }

    private static func sentence(_ type: WorkflowType) -> String {
        "WorkflowType=[name=\(type.name), version=\(type.version)]"
    }

    private static func sentence(_ type: ActivityType) -> String {
        "ActivityType=[name=\(type.name), version=\(type.version)]"
    }
}
