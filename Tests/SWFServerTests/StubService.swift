import SWFModel
import SWFWire
import Synchronization

/// A service that writes down what it is asked and answers from a script.
final class StubService: EncodedHistoryService, DomainDirectory, TaskKeeper {
    /// What was asked.
    struct Call: Sendable {
        var operation: SWFModel.Operation
        /// The input as it was read, written again.
        var input: [UInt8]
    }

    /// What to answer: JSON of the output; nil where a poll found nothing, and for actions without an output.
    typealias Script = @Sendable (SWFModel.Operation) async throws -> String?

    private let script: Script
    private let log = Mutex<[Call]>([])

    /// Answers as scripted; without a script, with the smallest output of each action.
    init(_ script: @escaping Script = { $0.outputShape.map { Sample.json($0) } }) {
        self.script = script
    }

    /// A task that was handed back: its token, by whom, why.
    struct HandedBack: Equatable, Sendable {
        var taskToken: String
        var identity: String?
        var reason: String?
    }

    private let returned = Mutex<[HandedBack]>([])
    /// Sent for each task that is handed back.
    let onHandBack = Signal()

    /// The tasks that were handed back, in order.
    var handedBack: [HandedBack] { returned.withLock { $0 } }

    func handBack(taskToken: String, identity: String?, reason: String?) {
        returned.withLock { $0.append(HandedBack(taskToken: taskToken, identity: identity, reason: reason)) }
        onHandBack.send()
    }

    func endPolls(domain: String, identity: String) -> Int { 0 }

    /// What was asked, in order.
    var calls: [Call] { log.withLock { $0 } }

    private struct NoAnswer: Error {}

    func domain(ofTaskToken token: String) -> String? { nil }
    func kind(ofTaskToken token: String) -> TaskKind? { nil }
    func domain(ofResource arn: String) -> String? { nil }

    private func reply<Output: Decodable>(
        _ operation: SWFModel.Operation,
        _ input: some Encodable
    ) async throws -> Output {
        guard let output: Output = try await replyIfAny(operation, input) else { throw NoAnswer() }
        return output
    }

    private func replyIfAny<Output: Decodable>(
        _ operation: SWFModel.Operation,
        _ input: some Encodable
    ) async throws -> Output? {
        try note(operation, input)
        return try await script(operation).map { try AWSJSON.decode(Output.self, from: Array($0.utf8)) }
    }

    private func acknowledge(_ operation: SWFModel.Operation, _ input: some Encodable) async throws {
        try note(operation, input)
        _ = try await script(operation)
    }

    private func note(_ operation: SWFModel.Operation, _ input: some Encodable) throws {
        let call = Call(operation: operation, input: try AWSJSON.encode(input))
        log.withLock { $0.append(call) }
    }

    func pollForDecisionTaskEncoded(_ input: PollForDecisionTaskInput) async throws -> EncodedDecisionTask? {
        try await pollForDecisionTask(input).map { try EncodedDecisionTask($0) }
    }

    func getWorkflowExecutionHistoryEncoded(
        _ input: GetWorkflowExecutionHistoryInput
    ) async throws -> EncodedHistory {
        let history = try await getWorkflowExecutionHistory(input)
        return EncodedHistory(events: try EncodedEvents(history.events), nextPageToken: history.nextPageToken)
    }

    func countClosedWorkflowExecutions(
        _ input: CountClosedWorkflowExecutionsInput
    ) async throws -> WorkflowExecutionCount {
        try await reply(.countClosedWorkflowExecutions, input)
    }

    func countOpenWorkflowExecutions(_ input: CountOpenWorkflowExecutionsInput) async throws -> WorkflowExecutionCount {
        try await reply(.countOpenWorkflowExecutions, input)
    }

    func countPendingActivityTasks(_ input: CountPendingActivityTasksInput) async throws -> PendingTaskCount {
        try await reply(.countPendingActivityTasks, input)
    }

    func countPendingDecisionTasks(_ input: CountPendingDecisionTasksInput) async throws -> PendingTaskCount {
        try await reply(.countPendingDecisionTasks, input)
    }

    func deleteActivityType(_ input: DeleteActivityTypeInput) async throws {
        try await acknowledge(.deleteActivityType, input)
    }

    func deleteWorkflowType(_ input: DeleteWorkflowTypeInput) async throws {
        try await acknowledge(.deleteWorkflowType, input)
    }

    func deprecateActivityType(_ input: DeprecateActivityTypeInput) async throws {
        try await acknowledge(.deprecateActivityType, input)
    }

    func deprecateDomain(_ input: DeprecateDomainInput) async throws {
        try await acknowledge(.deprecateDomain, input)
    }

    func deprecateWorkflowType(_ input: DeprecateWorkflowTypeInput) async throws {
        try await acknowledge(.deprecateWorkflowType, input)
    }

    func describeActivityType(_ input: DescribeActivityTypeInput) async throws -> ActivityTypeDetail {
        try await reply(.describeActivityType, input)
    }

    func describeDomain(_ input: DescribeDomainInput) async throws -> DomainDetail {
        try await reply(.describeDomain, input)
    }

    func describeWorkflowExecution(_ input: DescribeWorkflowExecutionInput) async throws -> WorkflowExecutionDetail {
        try await reply(.describeWorkflowExecution, input)
    }

    func describeWorkflowType(_ input: DescribeWorkflowTypeInput) async throws -> WorkflowTypeDetail {
        try await reply(.describeWorkflowType, input)
    }

    func getWorkflowExecutionHistory(_ input: GetWorkflowExecutionHistoryInput) async throws -> History {
        try await reply(.getWorkflowExecutionHistory, input)
    }

    func listActivityTypes(_ input: ListActivityTypesInput) async throws -> ActivityTypeInfos {
        try await reply(.listActivityTypes, input)
    }

    func listClosedWorkflowExecutions(_ input: ListClosedWorkflowExecutionsInput) async throws -> WorkflowExecutionInfos
    {
        try await reply(.listClosedWorkflowExecutions, input)
    }

    func listDomains(_ input: ListDomainsInput) async throws -> DomainInfos {
        try await reply(.listDomains, input)
    }

    func listOpenWorkflowExecutions(_ input: ListOpenWorkflowExecutionsInput) async throws -> WorkflowExecutionInfos {
        try await reply(.listOpenWorkflowExecutions, input)
    }

    func listTagsForResource(_ input: ListTagsForResourceInput) async throws -> ListTagsForResourceOutput {
        try await reply(.listTagsForResource, input)
    }

    func listWorkflowTypes(_ input: ListWorkflowTypesInput) async throws -> WorkflowTypeInfos {
        try await reply(.listWorkflowTypes, input)
    }

    func pollForActivityTask(_ input: PollForActivityTaskInput) async throws -> ActivityTask? {
        try await replyIfAny(.pollForActivityTask, input)
    }

    func pollForDecisionTask(_ input: PollForDecisionTaskInput) async throws -> DecisionTask? {
        try await replyIfAny(.pollForDecisionTask, input)
    }

    func recordActivityTaskHeartbeat(_ input: RecordActivityTaskHeartbeatInput) async throws -> ActivityTaskStatus {
        try await reply(.recordActivityTaskHeartbeat, input)
    }

    func registerActivityType(_ input: RegisterActivityTypeInput) async throws {
        try await acknowledge(.registerActivityType, input)
    }

    func registerDomain(_ input: RegisterDomainInput) async throws {
        try await acknowledge(.registerDomain, input)
    }

    func registerWorkflowType(_ input: RegisterWorkflowTypeInput) async throws {
        try await acknowledge(.registerWorkflowType, input)
    }

    func requestCancelWorkflowExecution(_ input: RequestCancelWorkflowExecutionInput) async throws {
        try await acknowledge(.requestCancelWorkflowExecution, input)
    }

    func respondActivityTaskCanceled(_ input: RespondActivityTaskCanceledInput) async throws {
        try await acknowledge(.respondActivityTaskCanceled, input)
    }

    func respondActivityTaskCompleted(_ input: RespondActivityTaskCompletedInput) async throws {
        try await acknowledge(.respondActivityTaskCompleted, input)
    }

    func respondActivityTaskFailed(_ input: RespondActivityTaskFailedInput) async throws {
        try await acknowledge(.respondActivityTaskFailed, input)
    }

    func respondDecisionTaskCompleted(_ input: RespondDecisionTaskCompletedInput) async throws {
        try await acknowledge(.respondDecisionTaskCompleted, input)
    }

    func signalWorkflowExecution(_ input: SignalWorkflowExecutionInput) async throws {
        try await acknowledge(.signalWorkflowExecution, input)
    }

    func startWorkflowExecution(_ input: StartWorkflowExecutionInput) async throws -> Run {
        try await reply(.startWorkflowExecution, input)
    }

    func tagResource(_ input: TagResourceInput) async throws {
        try await acknowledge(.tagResource, input)
    }

    func terminateWorkflowExecution(_ input: TerminateWorkflowExecutionInput) async throws {
        try await acknowledge(.terminateWorkflowExecution, input)
    }

    func undeprecateActivityType(_ input: UndeprecateActivityTypeInput) async throws {
        try await acknowledge(.undeprecateActivityType, input)
    }

    func undeprecateDomain(_ input: UndeprecateDomainInput) async throws {
        try await acknowledge(.undeprecateDomain, input)
    }

    func undeprecateWorkflowType(_ input: UndeprecateWorkflowTypeInput) async throws {
        try await acknowledge(.undeprecateWorkflowType, input)
    }

    func untagResource(_ input: UntagResourceInput) async throws {
        try await acknowledge(.untagResource, input)
    }
}

extension EncodedDecisionTask {
    /// The task with its events written.
    init(_ task: DecisionTask) throws {
        self.init(
            events: try EncodedEvents(task.events),
            nextPageToken: task.nextPageToken,
            previousStartedEventId: task.previousStartedEventId ?? 0,
            startedEventId: task.startedEventId,
            taskToken: task.taskToken,
            workflowExecution: task.workflowExecution,
            workflowType: task.workflowType
        )
    }
}
