import Logging
import SWFModel
import SWFWire
import Synchronization

@testable import SWFClient

/// Gives a client that does not really wait between attempts, for the time of `body`.
func withClient(
    of url: String,
    requestTimeout: Duration = .seconds(10),
    pollTimeout: Duration = .seconds(70),
    waits: Waits = Waits(),
    _ body: (RemoteWorkflowService) async throws -> Void
) async throws {
    let client = RemoteWorkflowService(
        configuration: RemoteWorkflowService.Configuration(
            endpoint: url,
            region: "us-east-1",
            credentials: Credentials(accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "session"),
            pollTimeout: pollTimeout,
            requestTimeout: requestTimeout,
            connectTimeout: .seconds(2)
        ),
        logger: Logger(label: "silent", factory: { _ in SwiftLogNoOpLogHandler() }),
        environment: Environment(
            now: { Timestamp(milliseconds: 1_500_000_000_000) },
            sleep: { waits.note($0) },
            chance: { 1 }
        )
    )
    do {
        try await body(client)
    } catch {
        try await client.shutdown()
        throw error
    }
    try await client.shutdown()
}

/// The waits between attempts that a client would have made.
final class Waits: Sendable {
    private let kept = Mutex<[Duration]>([])
    var all: [Duration] { kept.withLock { $0 } }

    func note(_ wait: Duration) {
        kept.withLock { $0.append(wait) }
    }
}

/// Inputs that the tests send.
enum Inputs {
    static let listDomains = ListDomainsInput(registrationStatus: .registered)
    static let deprecate = DeprecateDomainInput(name: "a")
    static let poll = PollForActivityTaskInput(domain: "a", taskList: TaskList(name: "l"))
    static let decisionPoll = PollForDecisionTaskInput(domain: "a", taskList: TaskList(name: "l"))
    static let signal = SignalWorkflowExecutionInput(domain: "a", signalName: "s", workflowId: "w")
    static let transfer = ImportWorkflowExecutionInput(
        domain: "a",
        events: [],
        execution: WorkflowExecution(runId: "r", workflowId: "w")
    )
    static let start = StartWorkflowExecutionInput(
        domain: "a",
        workflowId: "w",
        workflowType: WorkflowType(name: "t", version: "1")
    )
}
