import SWFModel
import SWFWire

/// One call of the service, as a value: so that it can be made again.
enum SimulatedRequest: Sendable {
    case start(StartWorkflowExecutionInput)
    case signal(SignalWorkflowExecutionInput)
    case cancel(RequestCancelWorkflowExecutionInput)
    case terminate(TerminateWorkflowExecutionInput)
    case pollDecision(PollForDecisionTaskInput)
    case decide(RespondDecisionTaskCompletedInput)
    case pollActivity(PollForActivityTaskInput)
    case complete(RespondActivityTaskCompletedInput)
    case fail(RespondActivityTaskFailedInput)
    case cancelActivity(RespondActivityTaskCanceledInput)
    case heartbeat(RecordActivityTaskHeartbeatInput)
    /// Hands a task back, with the mark of the call for who does.
    case handBack(taskToken: String, mark: String)
    case describe(DescribeWorkflowExecutionInput)
    case history(GetWorkflowExecutionHistoryInput)
    case listOpen(ListOpenWorkflowExecutionsInput)
    case listClosed(ListClosedWorkflowExecutionsInput)
    case registerDomain(RegisterDomainInput)
    case registerWorkflowType(RegisterWorkflowTypeInput)
    case registerActivityType(RegisterActivityTypeInput)
    case deprecateWorkflowType(WorkflowType, undo: Bool)
    case deprecateActivityType(ActivityType, undo: Bool)

    /// The name of the call in traces and counts.
    var name: String {
        switch self {
        case .start: "start"
        case .signal: "signal"
        case .cancel: "cancel"
        case .terminate: "terminate"
        case .pollDecision: "poll for decision task"
        case .decide: "decide"
        case .pollActivity: "poll for activity task"
        case .complete: "complete activity task"
        case .fail: "fail activity task"
        case .cancelActivity: "cancel activity task"
        case .heartbeat: "heartbeat"
        case .handBack: "hand a task back"
        case .describe: "describe"
        case .history: "history"
        case .listOpen: "list open"
        case .listClosed: "list closed"
        case .registerDomain: "register domain"
        case .registerWorkflowType: "register workflow type"
        case .registerActivityType: "register activity type"
        case .deprecateWorkflowType(_, let undo): undo ? "undeprecate workflow type" : "deprecate workflow type"
        case .deprecateActivityType(_, let undo): undo ? "undeprecate activity type" : "deprecate activity type"
        }
    }

    /// Whether it waits until something comes.
    var isPoll: Bool {
        switch self {
        case .pollDecision(let input): input.nextPageToken == nil
        case .pollActivity: true
        default: false
        }
    }

    /// Makes the call.
    func perform(on service: any EncodedHistoryService) async throws -> SimulatedReply {
        switch self {
        case .start(let input): return .run(try await service.startWorkflowExecution(input))
        case .signal(let input): try await service.signalWorkflowExecution(input)
        case .cancel(let input): try await service.requestCancelWorkflowExecution(input)
        case .terminate(let input): try await service.terminateWorkflowExecution(input)
        case .pollDecision(let input): return .decisionTask(try await service.pollForDecisionTaskEncoded(input))
        case .decide(let input): try await service.respondDecisionTaskCompleted(input)
        case .pollActivity(let input): return .activityTask(try await service.pollForActivityTask(input))
        case .complete(let input): try await service.respondActivityTaskCompleted(input)
        case .fail(let input): try await service.respondActivityTaskFailed(input)
        case .cancelActivity(let input): try await service.respondActivityTaskCanceled(input)
        case .heartbeat(let input): return .status(try await service.recordActivityTaskHeartbeat(input))
        case .handBack(let token, let mark):
            guard let keeper = service as? any TaskKeeper else { throw Fault(.unknownOperation) }
            try await keeper.handBack(taskToken: token, identity: mark, reason: nil)
        case .describe(let input): return .detail(try await service.describeWorkflowExecution(input))
        case .history(let input): return .history(try await service.getWorkflowExecutionHistoryEncoded(input))
        case .listOpen(let input): return .infos(try await service.listOpenWorkflowExecutions(input))
        case .listClosed(let input): return .infos(try await service.listClosedWorkflowExecutions(input))
        case .registerDomain(let input): try await service.registerDomain(input)
        case .registerWorkflowType(let input): try await service.registerWorkflowType(input)
        case .registerActivityType(let input): try await service.registerActivityType(input)
        case .deprecateWorkflowType(let type, let undo):
            if undo {
                try await service.undeprecateWorkflowType(.init(domain: SimulatedWorld.domain, workflowType: type))
            } else {
                try await service.deprecateWorkflowType(.init(domain: SimulatedWorld.domain, workflowType: type))
            }
        case .deprecateActivityType(let type, let undo):
            if undo {
                try await service.undeprecateActivityType(.init(activityType: type, domain: SimulatedWorld.domain))
            } else {
                try await service.deprecateActivityType(.init(activityType: type, domain: SimulatedWorld.domain))
            }
        }
        return .done
    }
}

/// What a call was answered.
enum SimulatedReply: Sendable {
    case done
    case run(Run)
    case decisionTask(EncodedDecisionTask?)
    case activityTask(ActivityTask?)
    case status(ActivityTaskStatus)
    case detail(WorkflowExecutionDetail)
    case history(EncodedHistory)
    case infos(WorkflowExecutionInfos)
}
