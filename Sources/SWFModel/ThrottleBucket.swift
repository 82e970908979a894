/// What the service counts calls and decisions in, to slow down who makes too many (swf-spec.md 8.1 and 8.2).
public enum ThrottleBucket: Hashable, Sendable {
    /// All calls of an action; when it is empty the call is refused with `ThrottlingException`.
    case action(Operation)
    /// All calls of an action that is Martlet's own; the same.
    case administration(AdministrationAction)
    /// All decisions of a type; when it is empty the decision fails with its own cause.
    case decision(DecisionType)
    /// The calls of an action that concern one run.
    case run(Operation)
    /// The activity tasks that are scheduled on one task list.
    case taskList

    /// The decisions that are counted.
    public static let decisions: [DecisionType] = [
        .continueAsNewWorkflowExecution, .requestCancelExternalWorkflowExecution, .scheduleActivityTask,
        .scheduleLambdaFunction, .signalExternalWorkflowExecution, .startChildWorkflowExecution, .startTimer,
    ]
    /// The actions that are also counted for each run.
    public static let runs: [Operation] = [
        .getWorkflowExecutionHistory, .recordActivityTaskHeartbeat, .requestCancelWorkflowExecution,
        .signalWorkflowExecution,
    ]
    /// Every bucket.
    public static let all: [ThrottleBucket] =
        Operation.allCases.map { .action($0) } + AdministrationAction.allCases.map { .administration($0) }
        + decisions.map { .decision($0) } + runs.map { .run($0) } + [.taskList]

    /// The name, as the settings spell it.
    public var name: String {
        switch self {
        case .action(let operation): operation.rawValue
        case .administration(let action): action.rawValue
        case .decision(let type): type.rawValue
        case .run(let operation): "\(operation.rawValue).run"
        case .taskList: "ScheduleActivityTask.taskList"
        }
    }

    /// Amazon SWF's own rate; for what Amazon SWF does not have that of the nearest kin.
    public var standard: ThrottleRate {
        switch self {
        case .action(let operation): Self.standard(of: operation)
        case .administration(.endPolls), .administration(.handBackTask): .init(capacity: 2_000, perSecond: 200)
        case .administration(.importWorkflowExecution): .init(capacity: 200, perSecond: 60)
        case .administration(.listTaskLists): .init(capacity: 200, perSecond: 6)
        case .decision(let type): Self.standard(of: type)
        case .run(.getWorkflowExecutionHistory): .init(capacity: 400, perSecond: 200)
        case .run(.requestCancelWorkflowExecution): .init(capacity: 200, perSecond: 200)
        case .run: .init(capacity: 1_000, perSecond: 1_000)
        case .taskList: .init(capacity: 2_000, perSecond: 2_000)
        }
    }

    private static func standard(of operation: Operation) -> ThrottleRate {
        switch operation {
        case .countClosedWorkflowExecutions, .countOpenWorkflowExecutions, .describeActivityType,
            .describeWorkflowExecution, .describeWorkflowType:
            .init(capacity: 2_000, perSecond: 6)
        case .countPendingActivityTasks, .countPendingDecisionTasks, .deleteActivityType, .deleteWorkflowType,
            .deprecateActivityType, .deprecateWorkflowType, .describeDomain, .listActivityTypes,
            .listClosedWorkflowExecutions, .listWorkflowTypes, .undeprecateActivityType, .undeprecateWorkflowType:
            .init(capacity: 200, perSecond: 6)
        case .deprecateDomain, .listDomains, .registerDomain, .undeprecateDomain:
            .init(capacity: 100, perSecond: 6)
        case .getWorkflowExecutionHistory, .terminateWorkflowExecution:
            .init(capacity: 2_000, perSecond: 60)
        case .listOpenWorkflowExecutions:
            .init(capacity: 200, perSecond: 48)
        case .listTagsForResource, .tagResource, .untagResource:
            .init(capacity: 50, perSecond: 30)
        case .pollForActivityTask, .pollForDecisionTask, .respondActivityTaskCanceled, .respondActivityTaskCompleted,
            .respondActivityTaskFailed, .respondDecisionTaskCompleted, .startWorkflowExecution:
            .init(capacity: 2_000, perSecond: 200)
        case .recordActivityTaskHeartbeat:
            .init(capacity: 2_000, perSecond: 160)
        case .registerActivityType, .registerWorkflowType:
            .init(capacity: 200, perSecond: 60)
        case .requestCancelWorkflowExecution, .signalWorkflowExecution:
            .init(capacity: 2_000, perSecond: 30)
        }
    }

    /// The rates of continue-as-new and of lambda functions are not known; here they are those of the nearest kin: the start
    /// of an execution, and the scheduling of an activity.
    private static func standard(of type: DecisionType) -> ThrottleRate {
        switch type {
        case .requestCancelExternalWorkflowExecution, .signalExternalWorkflowExecution:
            .init(capacity: 1_200, perSecond: 120)
        case .startChildWorkflowExecution:
            .init(capacity: 500, perSecond: 12)
        case .scheduleActivityTask, .scheduleLambdaFunction:
            .init(capacity: 1_000, perSecond: 200)
        default:
            .init(capacity: 2_000, perSecond: 200)
        }
    }
}
