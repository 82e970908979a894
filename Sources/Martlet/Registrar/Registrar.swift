/// Registers what is missing: the domain, workflow types and activity types, each described first.
public struct Registrar: Sendable {
    let service: any SimpleWorkflowService
    let domain: String
    let retentionDays: String
    let defaultTaskList: String
    let logger: Logger

    /// Creates a registrar.
    ///
    /// - Parameters:
    ///   - service: Where to register.
    ///   - domain: The domain, which is registered too when it is missing.
    ///   - retentionDays: How long a new domain keeps closed executions: 0 to 90 days as text, or `NONE`.
    ///   - defaultTaskList: The task list of types whose definition names none.
    ///   - logger: Where each registration is logged.
    public init(
        service: any SimpleWorkflowService,
        domain: String,
        retentionDays: String,
        defaultTaskList: String,
        logger: Logger
    ) {
        self.service = service
        self.domain = domain
        self.retentionDays = retentionDays
        self.defaultTaskList = defaultTaskList
        self.logger = logger
    }

    /// Registers the domain, the workflows and the activities, in this order, and says what came of each.
    ///
    /// - Throws: `Fault` and what the service's client throws when no answer came.
    public func register(
        workflows: [any Workflow.Type],
        activities: [any Activity.Type]
    ) async throws -> [Registration] {
        []
    }
}
