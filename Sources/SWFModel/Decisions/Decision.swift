/// One decision of a decider: its type and the attributes of that type.
///
/// On the wire a decision is `{"decisionType": T, "<t>DecisionAttributes": {…}}`. The attributes may be missing for the
/// four decisions whose members are all optional.
public enum Decision: Hashable, Sendable {
    /// Schedules an activity task.
    case scheduleActivityTask(ScheduleActivityTaskDecisionAttributes)
    /// Asks for an open activity task to be canceled.
    case requestCancelActivityTask(RequestCancelActivityTaskDecisionAttributes)
    /// Closes the execution as completed. Must be the last decision.
    case completeWorkflowExecution(CompleteWorkflowExecutionDecisionAttributes)
    /// Closes the execution as failed. Must be the last decision.
    case failWorkflowExecution(FailWorkflowExecutionDecisionAttributes)
    /// Closes the execution as canceled. Must be the last decision.
    case cancelWorkflowExecution(CancelWorkflowExecutionDecisionAttributes)
    /// Closes the execution and starts a new run of it. Must be the last decision.
    case continueAsNewWorkflowExecution(ContinueAsNewWorkflowExecutionDecisionAttributes)
    /// Records a marker in the history.
    case recordMarker(RecordMarkerDecisionAttributes)
    /// Starts a timer.
    case startTimer(StartTimerDecisionAttributes)
    /// Cancels an open timer.
    case cancelTimer(CancelTimerDecisionAttributes)
    /// Sends a signal to another execution of the domain.
    case signalExternalWorkflowExecution(SignalExternalWorkflowExecutionDecisionAttributes)
    /// Asks another execution of the domain to cancel itself.
    case requestCancelExternalWorkflowExecution(RequestCancelExternalWorkflowExecutionDecisionAttributes)
    /// Starts a child execution.
    case startChildWorkflowExecution(StartChildWorkflowExecutionDecisionAttributes)
    /// Schedules a lambda task.
    case scheduleLambdaFunction(ScheduleLambdaFunctionDecisionAttributes)

    /// Which of the 13 decisions it is.
    public var decisionType: DecisionType {
        switch self {
        case .scheduleActivityTask: .scheduleActivityTask
        case .requestCancelActivityTask: .requestCancelActivityTask
        case .completeWorkflowExecution: .completeWorkflowExecution
        case .failWorkflowExecution: .failWorkflowExecution
        case .cancelWorkflowExecution: .cancelWorkflowExecution
        case .continueAsNewWorkflowExecution: .continueAsNewWorkflowExecution
        case .recordMarker: .recordMarker
        case .startTimer: .startTimer
        case .cancelTimer: .cancelTimer
        case .signalExternalWorkflowExecution: .signalExternalWorkflowExecution
        case .requestCancelExternalWorkflowExecution: .requestCancelExternalWorkflowExecution
        case .startChildWorkflowExecution: .startChildWorkflowExecution
        case .scheduleLambdaFunction: .scheduleLambdaFunction
        }
    }
}

extension Decision: Shaped {
    /// The names and limits of the members, as the service checks them.
    ///
    /// The attributes of every type are listed: the service checks those of other types than `decisionType` too.
    public static let shape = StructureShape(
        "Decision",
        [
            .required("decisionType", .enumeration(DecisionType.self)),
            .optional(
                "scheduleActivityTaskDecisionAttributes",
                .structure(ScheduleActivityTaskDecisionAttributes.shape)
            ),
            .optional(
                "requestCancelActivityTaskDecisionAttributes",
                .structure(RequestCancelActivityTaskDecisionAttributes.shape)
            ),
            .optional(
                "completeWorkflowExecutionDecisionAttributes",
                .structure(CompleteWorkflowExecutionDecisionAttributes.shape)
            ),
            .optional(
                "failWorkflowExecutionDecisionAttributes",
                .structure(FailWorkflowExecutionDecisionAttributes.shape)
            ),
            .optional(
                "cancelWorkflowExecutionDecisionAttributes",
                .structure(CancelWorkflowExecutionDecisionAttributes.shape)
            ),
            .optional(
                "continueAsNewWorkflowExecutionDecisionAttributes",
                .structure(ContinueAsNewWorkflowExecutionDecisionAttributes.shape)
            ),
            .optional("recordMarkerDecisionAttributes", .structure(RecordMarkerDecisionAttributes.shape)),
            .optional("startTimerDecisionAttributes", .structure(StartTimerDecisionAttributes.shape)),
            .optional("cancelTimerDecisionAttributes", .structure(CancelTimerDecisionAttributes.shape)),
            .optional(
                "signalExternalWorkflowExecutionDecisionAttributes",
                .structure(SignalExternalWorkflowExecutionDecisionAttributes.shape)
            ),
            .optional(
                "requestCancelExternalWorkflowExecutionDecisionAttributes",
                .structure(RequestCancelExternalWorkflowExecutionDecisionAttributes.shape)
            ),
            .optional(
                "startChildWorkflowExecutionDecisionAttributes",
                .structure(StartChildWorkflowExecutionDecisionAttributes.shape)
            ),
            .optional(
                "scheduleLambdaFunctionDecisionAttributes",
                .structure(ScheduleLambdaFunctionDecisionAttributes.shape)
            ),
        ]
    )
}

extension Decision: Codable {
    private enum CodingKeys: String, CodingKey {
        case cancelTimerDecisionAttributes
        case cancelWorkflowExecutionDecisionAttributes
        case completeWorkflowExecutionDecisionAttributes
        case continueAsNewWorkflowExecutionDecisionAttributes
        case decisionType
        case failWorkflowExecutionDecisionAttributes
        case recordMarkerDecisionAttributes
        case requestCancelActivityTaskDecisionAttributes
        case requestCancelExternalWorkflowExecutionDecisionAttributes
        case scheduleActivityTaskDecisionAttributes
        case scheduleLambdaFunctionDecisionAttributes
        case signalExternalWorkflowExecutionDecisionAttributes
        case startChildWorkflowExecutionDecisionAttributes
        case startTimerDecisionAttributes
    }

    /// Reads the decision from its wire form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(DecisionType.self, forKey: .decisionType) {
        case .scheduleActivityTask:
            self = .scheduleActivityTask(
                try container.decode(
                    ScheduleActivityTaskDecisionAttributes.self,
                    forKey: .scheduleActivityTaskDecisionAttributes
                )
            )
        case .requestCancelActivityTask:
            self = .requestCancelActivityTask(
                try container.decode(
                    RequestCancelActivityTaskDecisionAttributes.self,
                    forKey: .requestCancelActivityTaskDecisionAttributes
                )
            )
        case .completeWorkflowExecution:
            self = .completeWorkflowExecution(
                try container.decodeIfPresent(
                    CompleteWorkflowExecutionDecisionAttributes.self,
                    forKey: .completeWorkflowExecutionDecisionAttributes
                ) ?? .init()
            )
        case .failWorkflowExecution:
            self = .failWorkflowExecution(
                try container.decodeIfPresent(
                    FailWorkflowExecutionDecisionAttributes.self,
                    forKey: .failWorkflowExecutionDecisionAttributes
                ) ?? .init()
            )
        case .cancelWorkflowExecution:
            self = .cancelWorkflowExecution(
                try container.decodeIfPresent(
                    CancelWorkflowExecutionDecisionAttributes.self,
                    forKey: .cancelWorkflowExecutionDecisionAttributes
                ) ?? .init()
            )
        case .continueAsNewWorkflowExecution:
            self = .continueAsNewWorkflowExecution(
                try container.decodeIfPresent(
                    ContinueAsNewWorkflowExecutionDecisionAttributes.self,
                    forKey: .continueAsNewWorkflowExecutionDecisionAttributes
                ) ?? .init()
            )
        case .recordMarker:
            self = .recordMarker(
                try container.decode(RecordMarkerDecisionAttributes.self, forKey: .recordMarkerDecisionAttributes)
            )
        case .startTimer:
            self = .startTimer(
                try container.decode(StartTimerDecisionAttributes.self, forKey: .startTimerDecisionAttributes)
            )
        case .cancelTimer:
            self = .cancelTimer(
                try container.decode(CancelTimerDecisionAttributes.self, forKey: .cancelTimerDecisionAttributes)
            )
        case .signalExternalWorkflowExecution:
            self = .signalExternalWorkflowExecution(
                try container.decode(
                    SignalExternalWorkflowExecutionDecisionAttributes.self,
                    forKey: .signalExternalWorkflowExecutionDecisionAttributes
                )
            )
        case .requestCancelExternalWorkflowExecution:
            self = .requestCancelExternalWorkflowExecution(
                try container.decode(
                    RequestCancelExternalWorkflowExecutionDecisionAttributes.self,
                    forKey: .requestCancelExternalWorkflowExecutionDecisionAttributes
                )
            )
        case .startChildWorkflowExecution:
            self = .startChildWorkflowExecution(
                try container.decode(
                    StartChildWorkflowExecutionDecisionAttributes.self,
                    forKey: .startChildWorkflowExecutionDecisionAttributes
                )
            )
        case .scheduleLambdaFunction:
            self = .scheduleLambdaFunction(
                try container.decode(
                    ScheduleLambdaFunctionDecisionAttributes.self,
                    forKey: .scheduleLambdaFunctionDecisionAttributes
                )
            )
        }
    }

    /// Writes the wire form of the decision.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .scheduleActivityTask(let attributes):
            try container.encode(decisionType, forKey: .decisionType)
            try container.encode(attributes, forKey: .scheduleActivityTaskDecisionAttributes)
        case .requestCancelActivityTask(let attributes):
            try container.encode(decisionType, forKey: .decisionType)
            try container.encode(attributes, forKey: .requestCancelActivityTaskDecisionAttributes)
        case .completeWorkflowExecution(let attributes):
            try container.encode(attributes, forKey: .completeWorkflowExecutionDecisionAttributes)
            try container.encode(decisionType, forKey: .decisionType)
        case .failWorkflowExecution(let attributes):
            try container.encode(decisionType, forKey: .decisionType)
            try container.encode(attributes, forKey: .failWorkflowExecutionDecisionAttributes)
        case .cancelWorkflowExecution(let attributes):
            try container.encode(attributes, forKey: .cancelWorkflowExecutionDecisionAttributes)
            try container.encode(decisionType, forKey: .decisionType)
        case .continueAsNewWorkflowExecution(let attributes):
            try container.encode(attributes, forKey: .continueAsNewWorkflowExecutionDecisionAttributes)
            try container.encode(decisionType, forKey: .decisionType)
        case .recordMarker(let attributes):
            try container.encode(decisionType, forKey: .decisionType)
            try container.encode(attributes, forKey: .recordMarkerDecisionAttributes)
        case .startTimer(let attributes):
            try container.encode(decisionType, forKey: .decisionType)
            try container.encode(attributes, forKey: .startTimerDecisionAttributes)
        case .cancelTimer(let attributes):
            try container.encode(attributes, forKey: .cancelTimerDecisionAttributes)
            try container.encode(decisionType, forKey: .decisionType)
        case .signalExternalWorkflowExecution(let attributes):
            try container.encode(decisionType, forKey: .decisionType)
            try container.encode(attributes, forKey: .signalExternalWorkflowExecutionDecisionAttributes)
        case .requestCancelExternalWorkflowExecution(let attributes):
            try container.encode(decisionType, forKey: .decisionType)
            try container.encode(attributes, forKey: .requestCancelExternalWorkflowExecutionDecisionAttributes)
        case .startChildWorkflowExecution(let attributes):
            try container.encode(decisionType, forKey: .decisionType)
            try container.encode(attributes, forKey: .startChildWorkflowExecutionDecisionAttributes)
        case .scheduleLambdaFunction(let attributes):
            try container.encode(decisionType, forKey: .decisionType)
            try container.encode(attributes, forKey: .scheduleLambdaFunctionDecisionAttributes)
        }
    }
}
