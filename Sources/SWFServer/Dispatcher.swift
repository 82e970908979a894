import SWFModel
import SWFWire

/// The table of the 39 actions: reads the request, calls the service, writes the answer.
struct Dispatcher: Sendable {
    let service: any EncodedHistoryService

    /// Performs the action.
    ///
    /// - Returns: The body of the answer; empty for actions without an output.
    ///
    /// - Throws: `Fault`, and whatever else the service throws.
    func perform(_ operation: SWFModel.Operation, _ body: [UInt8]) async throws -> [UInt8] {
        switch operation {
        case .countClosedWorkflowExecutions: try await answer(body, service.countClosedWorkflowExecutions)
        case .countOpenWorkflowExecutions: try await answer(body, service.countOpenWorkflowExecutions)
        case .countPendingActivityTasks: try await answer(body, service.countPendingActivityTasks)
        case .countPendingDecisionTasks: try await answer(body, service.countPendingDecisionTasks)
        case .deleteActivityType: try await acknowledge(body, service.deleteActivityType)
        case .deleteWorkflowType: try await acknowledge(body, service.deleteWorkflowType)
        case .deprecateActivityType: try await acknowledge(body, service.deprecateActivityType)
        case .deprecateDomain: try await acknowledge(body, service.deprecateDomain)
        case .deprecateWorkflowType: try await acknowledge(body, service.deprecateWorkflowType)
        case .describeActivityType: try await answer(body, service.describeActivityType)
        case .describeDomain: try await answer(body, service.describeDomain)
        case .describeWorkflowExecution: try await answer(body, service.describeWorkflowExecution)
        case .describeWorkflowType: try await answer(body, service.describeWorkflowType)
        case .getWorkflowExecutionHistory: try await history(body)
        case .listActivityTypes: try await answer(body, service.listActivityTypes)
        case .listClosedWorkflowExecutions: try await answer(body, service.listClosedWorkflowExecutions)
        case .listDomains: try await answer(body, service.listDomains)
        case .listOpenWorkflowExecutions: try await answer(body, service.listOpenWorkflowExecutions)
        case .listTagsForResource: try await answer(body, service.listTagsForResource)
        case .listWorkflowTypes: try await answer(body, service.listWorkflowTypes)
        case .pollForActivityTask: try await activityTask(body)
        case .pollForDecisionTask: try await decisionTask(body)
        case .recordActivityTaskHeartbeat: try await answer(body, service.recordActivityTaskHeartbeat)
        case .registerActivityType: try await acknowledge(body, service.registerActivityType)
        case .registerDomain: try await acknowledge(body, service.registerDomain)
        case .registerWorkflowType: try await acknowledge(body, service.registerWorkflowType)
        case .requestCancelWorkflowExecution: try await acknowledge(body, service.requestCancelWorkflowExecution)
        case .respondActivityTaskCanceled: try await acknowledge(body, service.respondActivityTaskCanceled)
        case .respondActivityTaskCompleted: try await acknowledge(body, service.respondActivityTaskCompleted)
        case .respondActivityTaskFailed: try await acknowledge(body, service.respondActivityTaskFailed)
        case .respondDecisionTaskCompleted: try await acknowledge(body, service.respondDecisionTaskCompleted)
        case .signalWorkflowExecution: try await acknowledge(body, service.signalWorkflowExecution)
        case .startWorkflowExecution: try await answer(body, service.startWorkflowExecution)
        case .tagResource: try await acknowledge(body, service.tagResource)
        case .terminateWorkflowExecution: try await acknowledge(body, service.terminateWorkflowExecution)
        case .undeprecateActivityType: try await acknowledge(body, service.undeprecateActivityType)
        case .undeprecateDomain: try await acknowledge(body, service.undeprecateDomain)
        case .undeprecateWorkflowType: try await acknowledge(body, service.undeprecateWorkflowType)
        case .untagResource: try await acknowledge(body, service.untagResource)
        }
    }

    private func answer<Input: Decodable & Shaped, Output: Encodable>(
        _ body: [UInt8],
        _ action: (Input) async throws -> Output
    ) async throws -> [UInt8] {
        try AWSJSON.encode(try await action(try AWSJSON.decodeRequest(Input.self, from: body)))
    }

    private func acknowledge<Input: Decodable & Shaped>(
        _ body: [UInt8],
        _ action: (Input) async throws -> Void
    ) async throws -> [UInt8] {
        try await action(try AWSJSON.decodeRequest(Input.self, from: body))
        return []
    }

    private func history(_ body: [UInt8]) async throws -> [UInt8] {
        let input = try AWSJSON.decodeRequest(GetWorkflowExecutionHistoryInput.self, from: body)
        return try await service.getWorkflowExecutionHistoryEncoded(input).encoded()
    }

    private func decisionTask(_ body: [UInt8]) async throws -> [UInt8] {
        let input = try AWSJSON.decodeRequest(PollForDecisionTaskInput.self, from: body)
        return try await service.pollForDecisionTaskEncoded(input)?.encoded() ?? PollAnswer.noDecisionTask
    }

    private func activityTask(_ body: [UInt8]) async throws -> [UInt8] {
        let input = try AWSJSON.decodeRequest(PollForActivityTaskInput.self, from: body)
        guard let task = try await service.pollForActivityTask(input) else { return PollAnswer.noActivityTask }
        return try AWSJSON.encode(task)
    }
}

extension SWFModel.Operation {
    /// Whether the action waits for a task, up to a minute.
    var isPoll: Bool {
        self == .pollForDecisionTask || self == .pollForActivityTask
    }
}
