public import SWFModel

/// What decisions need to know of the world beyond their execution, given as values.
public struct DecisionContext: Sendable {
    /// The registered activity type; nil when there is none in the domain.
    public var activityType: @Sendable (ActivityType) -> RegisteredType<ActivityTypeConfiguration>?
    /// The registered workflow type; nil when there is none in the domain.
    public var workflowType: @Sendable (WorkflowType) -> RegisteredType<WorkflowTypeConfiguration>?
    /// Whether the domain is deprecated: it then takes no new activities and children (swf-spec.md 6.2).
    public var isDomainDeprecated: Bool
    /// The number of open executions in the domain, and of the children that are about to start there, for the limit on
    /// children.
    public var openExecutionsInDomain: Int
    /// Whether lambda functions can be called here.
    public var callsLambdaFunctions: Bool
    /// Decisions that may not be made here: each writes its `…Failed` event with `OPERATION_NOT_PERMITTED`, before anything
    /// else of it is looked at. ScheduleLambdaFunction has no such event and is never refused so.
    public var refusedDecisions: Set<DecisionType>
    /// How many decisions of each kind may be carried out now; nil for any number.
    public var allowance: DecisionAllowance?
    /// The limits of the service.
    public var limits: Limits
    /// The run id of the new run, should the batch continue as new.
    public var newRunId: String

    /// Creates a context.
    public init(
        activityType: @escaping @Sendable (ActivityType) -> RegisteredType<ActivityTypeConfiguration>?,
        workflowType: @escaping @Sendable (WorkflowType) -> RegisteredType<WorkflowTypeConfiguration>?,
        isDomainDeprecated: Bool = false,
        openExecutionsInDomain: Int = 0,
        callsLambdaFunctions: Bool = false,
        refusedDecisions: Set<DecisionType> = [],
        allowance: DecisionAllowance? = nil,
        limits: Limits = Limits(),
        newRunId: String
    ) {
        self.activityType = activityType
        self.workflowType = workflowType
        self.isDomainDeprecated = isDomainDeprecated
        self.openExecutionsInDomain = openExecutionsInDomain
        self.callsLambdaFunctions = callsLambdaFunctions
        self.refusedDecisions = refusedDecisions
        self.allowance = allowance
        self.limits = limits
        self.newRunId = newRunId
    }
}
