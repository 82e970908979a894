/// Registers what is missing: the domain, workflow types and activity types, each described first.
public struct Registrar: Sendable {
    private let service: any SimpleWorkflowService
    private let domain: String
    private let retentionDays: String
    private let defaultTaskList: String
    private let logger: Logger

    /// Creates a registrar.
    ///
    /// - Parameters:
    ///   - service: Where to register.
    ///   - domain: The domain, which is registered too when it is missing.
    ///   - retentionDays: How long a new domain keeps closed executions: 0 to 90 days as text, or `NONE` for 0.
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
        var registrations = [try await registerDomain()]
        for workflow in workflows {
            registrations.append(try await register(workflow.definition))
        }
        for activity in activities {
            registrations.append(try await register(activity.definition))
        }
        for registration in registrations {
            logger.debug("\(registration)")
        }
        return registrations
    }

    /// What is registered of the workflows and activities, in this order, without changing anything; nil for what is missing.
    ///
    /// - Throws: As ``register(workflows:activities:)``.
    public func found(
        workflows: [WorkflowDefinition],
        activities: [ActivityDefinition]
    ) async throws -> [(subject: Registration.Subject, result: Registration.Result?)] {
        var found: [(subject: Registration.Subject, result: Registration.Result?)] = []
        for definition in workflows {
            found.append((.workflow(definition.type), try await known { try await describe(definition) }))
        }
        for definition in activities {
            found.append((.activity(definition.type), try await known { try await describe(definition) }))
        }
        return found
    }

    private func known(_ describe: () async throws -> Registration.Result) async throws -> Registration.Result? {
        do {
            return try await describe()
        } catch let fault as Fault where fault.code == .unknownResource {
            return nil
        }
    }

    private func describe(_ definition: WorkflowDefinition) async throws -> Registration.Result {
        let detail = try await service.describeWorkflowType(
            DescribeWorkflowTypeInput(domain: domain, workflowType: definition.type)
        )
        if detail.typeInfo.status == .deprecated { return .deprecated }
        return Difference.between(detail.configuration, definition.configuration(defaultTaskList: defaultTaskList))
    }

    private func describe(_ definition: ActivityDefinition) async throws -> Registration.Result {
        let detail = try await service.describeActivityType(
            DescribeActivityTypeInput(activityType: definition.type, domain: domain)
        )
        if detail.typeInfo.status == .deprecated { return .deprecated }
        return Difference.between(detail.configuration, definition.configuration(defaultTaskList: defaultTaskList))
    }

    private func registerDomain() async throws -> Registration {
        try await register(.domain(domain)) {
            let detail = try await service.describeDomain(DescribeDomainInput(name: domain))
            if detail.domainInfo.status == .deprecated { return .deprecated }
            // How long the domain keeps executions is its owner's matter: only a new domain gets it from here.
            return .alreadyThere
        } create: {
            try await service.registerDomain(
                RegisterDomainInput(name: domain, workflowExecutionRetentionPeriodInDays: retentionDays)
            )
        }
    }

    private func register(_ definition: WorkflowDefinition) async throws -> Registration {
        let wanted = definition.configuration(defaultTaskList: defaultTaskList)
        return try await register(.workflow(definition.type)) {
            try await describe(definition)
        } create: {
            try await service.registerWorkflowType(
                RegisterWorkflowTypeInput(
                    defaultChildPolicy: wanted.defaultChildPolicy,
                    defaultExecutionStartToCloseTimeout: wanted.defaultExecutionStartToCloseTimeout,
                    defaultTaskList: wanted.defaultTaskList,
                    defaultTaskPriority: wanted.defaultTaskPriority,
                    defaultTaskStartToCloseTimeout: wanted.defaultTaskStartToCloseTimeout,
                    description: definition.description,
                    domain: domain,
                    name: definition.name,
                    version: definition.version
                )
            )
        }
    }

    private func register(_ definition: ActivityDefinition) async throws -> Registration {
        let wanted = definition.configuration(defaultTaskList: defaultTaskList)
        return try await register(.activity(definition.type)) {
            try await describe(definition)
        } create: {
            try await service.registerActivityType(
                RegisterActivityTypeInput(
                    defaultTaskHeartbeatTimeout: wanted.defaultTaskHeartbeatTimeout,
                    defaultTaskList: wanted.defaultTaskList,
                    defaultTaskPriority: wanted.defaultTaskPriority,
                    defaultTaskScheduleToCloseTimeout: wanted.defaultTaskScheduleToCloseTimeout,
                    defaultTaskScheduleToStartTimeout: wanted.defaultTaskScheduleToStartTimeout,
                    defaultTaskStartToCloseTimeout: wanted.defaultTaskStartToCloseTimeout,
                    description: definition.description,
                    domain: domain,
                    name: definition.name,
                    version: definition.version
                )
            )
        }
    }

    /// Describes, and creates what is missing; when somebody else created it meanwhile, describes again.
    private func register(
        _ subject: Registration.Subject,
        describe: () async throws -> Registration.Result,
        create: () async throws -> Void
    ) async throws -> Registration {
        do {
            return Registration(subject: subject, result: try await describe())
        } catch let fault as Fault where fault.code == .unknownResource {
            do {
                try await create()
                return Registration(subject: subject, result: .created)
            } catch let fault as Fault where fault.code == .typeAlreadyExists || fault.code == .domainAlreadyExists {
                return Registration(subject: subject, result: try await describe())
            }
        }
    }
}
