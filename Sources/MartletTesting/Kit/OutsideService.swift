import Martlet

/// The service as those outside of a test's decider and workers call it: starts and signals may go wrong, and everything else is
/// the engine's own answer. It is the engine of the moment, also after a restart.
struct OutsideService: ForwardingService {
    let connection: TestService

    var base: any SimpleWorkflowService { connection.engine }

    func startWorkflowExecution(_ input: StartWorkflowExecutionInput) async throws -> Run {
        try await connection.startWorkflowExecution(input)
    }

    func signalWorkflowExecution(_ input: SignalWorkflowExecutionInput) async throws {
        try await connection.signalWorkflowExecution(input)
    }
}
