import SWFModel
import SWFWire

/// The table of the 39 actions and of Martlet's own: calls the service and writes the answer. It performs only what the
/// ``Entrance`` let in, by the service that the call came with.
enum Dispatcher {
    /// Performs the action.
    ///
    /// - Returns: The body of the answer; empty for actions without an output.
    ///
    /// - Throws: `Fault`, and whatever else the service throws.
    static func perform(_ call: AuthorizedCall) async throws -> [UInt8] {
        let service = call.service
        return switch call.request {
        case .countClosedWorkflowExecutions(let input): try await answer(input, service.countClosedWorkflowExecutions)
        case .countOpenWorkflowExecutions(let input): try await answer(input, service.countOpenWorkflowExecutions)
        case .countPendingActivityTasks(let input): try await answer(input, service.countPendingActivityTasks)
        case .countPendingDecisionTasks(let input): try await answer(input, service.countPendingDecisionTasks)
        case .deleteActivityType(let input): try await acknowledge(input, service.deleteActivityType)
        case .deleteWorkflowType(let input): try await acknowledge(input, service.deleteWorkflowType)
        case .deprecateActivityType(let input): try await acknowledge(input, service.deprecateActivityType)
        case .deprecateDomain(let input): try await acknowledge(input, service.deprecateDomain)
        case .deprecateWorkflowType(let input): try await acknowledge(input, service.deprecateWorkflowType)
        case .describeActivityType(let input): try await answer(input, service.describeActivityType)
        case .describeDomain(let input): try await answer(input, service.describeDomain)
        case .describeWorkflowExecution(let input): try await answer(input, service.describeWorkflowExecution)
        case .describeWorkflowType(let input): try await answer(input, service.describeWorkflowType)
        case .endPolls(let input): try await endingPolls(input, service)
        case .getWorkflowExecutionHistory(let input): try await history(input, service)
        case .handBackTask(let input): try await handingBack(input, service)
        case .importWorkflowExecution(let input): try await importing(input, service)
        case .listActivityTypes(let input): try await answer(input, service.listActivityTypes)
        case .listClosedWorkflowExecutions(let input): try await answer(input, service.listClosedWorkflowExecutions)
        case .listDomains(let input): try await answer(input, service.listDomains)
        case .listOpenWorkflowExecutions(let input): try await answer(input, service.listOpenWorkflowExecutions)
        case .listTagsForResource(let input): try await answer(input, service.listTagsForResource)
        case .listTaskLists(let input): try await taskLists(input, service)
        case .listWorkflowTypes(let input): try await answer(input, service.listWorkflowTypes)
        case .pollForActivityTask, .pollForDecisionTask: try await poll(call).body
        case .recordActivityTaskHeartbeat(let input): try await answer(input, service.recordActivityTaskHeartbeat)
        case .registerActivityType(let input): try await acknowledge(input, service.registerActivityType)
        case .registerDomain(let input): try await acknowledge(input, service.registerDomain)
        case .registerWorkflowType(let input): try await acknowledge(input, service.registerWorkflowType)
        case .requestCancelWorkflowExecution(let input):
            try await acknowledge(input, service.requestCancelWorkflowExecution)
        case .respondActivityTaskCanceled(let input): try await acknowledge(input, service.respondActivityTaskCanceled)
        case .respondActivityTaskCompleted(let input):
            try await acknowledge(input, service.respondActivityTaskCompleted)
        case .respondActivityTaskFailed(let input): try await acknowledge(input, service.respondActivityTaskFailed)
        case .respondDecisionTaskCompleted(let input):
            try await acknowledge(input, service.respondDecisionTaskCompleted)
        case .signalWorkflowExecution(let input): try await acknowledge(input, service.signalWorkflowExecution)
        case .startWorkflowExecution(let input): try await answer(input, service.startWorkflowExecution)
        case .tagResource(let input): try await acknowledge(input, service.tagResource)
        case .terminateWorkflowExecution(let input): try await acknowledge(input, service.terminateWorkflowExecution)
        case .undeprecateActivityType(let input): try await acknowledge(input, service.undeprecateActivityType)
        case .undeprecateDomain(let input): try await acknowledge(input, service.undeprecateDomain)
        case .undeprecateWorkflowType(let input): try await acknowledge(input, service.undeprecateWorkflowType)
        case .untagResource(let input): try await acknowledge(input, service.untagResource)
        }
    }

    /// Performs an action that waits for a task.
    ///
    /// - Returns: The body of the answer, and the task that is in it; none when no task came, or on a further page of one.
    static func poll(_ call: AuthorizedCall) async throws -> (body: [UInt8], delivery: Delivery?) {
        let service = call.service
        switch call.request {
        case .pollForActivityTask(let input):
            guard let task = try await service.pollForActivityTask(input) else {
                return (PollAnswer.noActivityTask, nil)
            }
            return (
                try AWSJSON.encode(task), Delivery(of: task.taskToken, to: input.identity, from: service)
            )
        case .pollForDecisionTask(let input):
            guard let task = try await service.pollForDecisionTaskEncoded(input) else {
                return (PollAnswer.noDecisionTask, nil)
            }
            // Whoever asks for a further page has the task already, and may ask for the page again.
            let isFirstPage = input.nextPageToken?.isEmpty ?? true
            return (
                try task.encoded(),
                isFirstPage ? Delivery(of: task.taskToken, to: input.identity, from: service) : nil
            )
        default:
            return (try await perform(call), nil)
        }
    }

    private static func answer<Input>(
        _ input: Input,
        _ action: (Input) async throws -> some Encodable
    ) async throws -> [UInt8] {
        try AWSJSON.encode(try await action(input))
    }

    private static func acknowledge<Input>(
        _ input: Input,
        _ action: (Input) async throws -> Void
    ) async throws -> [UInt8] {
        try await action(input)
        return []
    }

    private static func history(
        _ input: GetWorkflowExecutionHistoryInput,
        _ service: any WireServer.Served
    ) async throws -> [UInt8] {
        try await service.getWorkflowExecutionHistoryEncoded(input).encoded()
    }

    /// A service that takes no executions over has no such action.
    private static func importing(
        _ input: ImportWorkflowExecutionInput,
        _ service: any WireServer.Served
    ) async throws -> [UInt8] {
        guard let importer = service as? any WorkflowExecutionImporter else { throw Fault(.unknownOperation) }
        return try await answer(input, importer.importWorkflowExecution)
    }

    /// A service that takes no tasks back has no such action.
    private static func handingBack(
        _ input: HandBackTaskInput,
        _ service: any WireServer.Served
    ) async throws -> [UInt8] {
        guard let keeper = service as? any TaskKeeper else { throw Fault(.unknownOperation) }
        try await keeper.handBack(taskToken: input.taskToken, identity: input.identity, reason: input.reason)
        return []
    }

    private static func endingPolls(
        _ input: EndPollsInput,
        _ service: any WireServer.Served
    ) async throws -> [UInt8] {
        guard let keeper = service as? any TaskKeeper else { throw Fault(.unknownOperation) }
        let count = try await keeper.endPolls(domain: input.domain, identity: input.identity)
        return try AWSJSON.encode(EndPollsOutput(endedCount: count))
    }

    private static func taskLists(
        _ input: ListTaskListsInput,
        _ service: any WireServer.Served
    ) async throws -> [UInt8] {
        guard let directory = service as? any TaskListDirectory else { throw Fault(.unknownOperation) }
        return try await answer(input, directory.listTaskLists)
    }
}
