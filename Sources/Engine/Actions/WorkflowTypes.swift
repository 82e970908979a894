public import SWFModel
import Storage
import Synchronization
import WorkflowCore

extension WorkflowEngine {
    /// Registers a workflow type (swf-spec.md 2.4.9). What it is registered with never changes.
    public func registerWorkflowType(_ input: RegisterWorkflowTypeInput) async throws {
        try enter(.registerWorkflowType, input)
        try StartResolution.checkDuration(
            input.defaultExecutionStartToCloseTimeout,
            of: "defaultExecutionStartToCloseTimeout",
            limits: configuration.limits
        )
        let type = WorkflowType(name: input.name, version: input.version)
        let record = TypeRecord(
            domain: input.domain,
            name: input.name,
            version: input.version,
            status: .registered,
            description: input.description,
            creationDate: clock.now,
            configuration: WorkflowTypeConfiguration(
                defaultChildPolicy: input.defaultChildPolicy,
                defaultExecutionStartToCloseTimeout: given(input.defaultExecutionStartToCloseTimeout),
                defaultLambdaRole: input.defaultLambdaRole,
                defaultTaskList: input.defaultTaskList,
                defaultTaskPriority: given(input.defaultTaskPriority),
                defaultTaskStartToCloseTimeout: given(input.defaultTaskStartToCloseTimeout)
            )
        )
        let ticket = try state.withLock { state throws(Fault) in
            try state.checkCanApply()
            let domain = try state.domain(input.domain)
            guard !domain.isDeprecated else { throw Fault.domainDeprecated(input.domain) }
            guard domain.workflowTypes[type] == nil else { throw Fault.typeAlreadyExists(type) }
            guard domain.workflowTypes.count < state.limits.typesPerDomain else {
                throw Fault(.limitExceeded, "A domain has at most \(state.limits.typesPerDomain) workflow types.")
            }
            return state.put(record)
        }
        try await settle(ticket)
    }

    /// Describes a workflow type, also a deprecated one.
    public func describeWorkflowType(_ input: DescribeWorkflowTypeInput) async throws -> WorkflowTypeDetail {
        try enter(.describeWorkflowType, input)
        let record = try state.withLock { state throws(Fault) in
            try state.workflowType(input.workflowType, in: input.domain)
        }
        return WorkflowTypeDetail(configuration: record.configuration, typeInfo: info(record))
    }

    /// Lists the workflow types with a status, by name and version.
    public func listWorkflowTypes(_ input: ListWorkflowTypesInput) async throws -> WorkflowTypeInfos {
        try enter(.listWorkflowTypes, input)
        let records = try state.withLock { state throws(Fault) in
            try state.domain(input.domain).workflowTypes.values.filter {
                $0.status == input.registrationStatus && (input.name == nil || input.name == $0.name)
            }
        }
        let page = try namePage(
            records,
            name: { ($0.name, $0.version) },
            reverse: input.reverseOrder,
            of: input
        )
        return WorkflowTypeInfos(nextPageToken: page.token, typeInfos: page.entries.map(info))
    }

    /// Deprecates a workflow type.
    public func deprecateWorkflowType(_ input: DeprecateWorkflowTypeInput) async throws {
        try enter(.deprecateWorkflowType, input)
        let now = clock.now
        let ticket = try state.withLock { state throws(Fault) in
            try state.checkCanApply()
            var record = try state.workflowType(input.workflowType, in: input.domain)
            guard record.status == .registered else { throw Fault.typeDeprecated(input.workflowType) }
            record.status = .deprecated
            record.deprecationDate = now
            return state.put(record)
        }
        try await settle(ticket)
    }

    /// Brings a deprecated workflow type back.
    public func undeprecateWorkflowType(_ input: UndeprecateWorkflowTypeInput) async throws {
        try enter(.undeprecateWorkflowType, input)
        let ticket = try state.withLock { state throws(Fault) in
            try state.checkCanApply()
            var record = try state.workflowType(input.workflowType, in: input.domain)
            guard record.status == .deprecated else { throw Fault.typeAlreadyExists(input.workflowType) }
            record.status = .registered
            record.deprecationDate = nil
            return state.put(record)
        }
        try await settle(ticket)
    }

    /// Deletes a deprecated workflow type; executions of it go on.
    public func deleteWorkflowType(_ input: DeleteWorkflowTypeInput) async throws {
        try enter(.deleteWorkflowType, input)
        let ticket = try state.withLock { state throws(Fault) in
            try state.checkCanApply()
            let record = try state.workflowType(input.workflowType, in: input.domain)
            guard record.status == .deprecated else { throw Fault.typeNotDeprecated }
            state.domains[input.domain]?.workflowTypes[input.workflowType] = nil
            state.group.batch.workflowTypes.removeAll {
                $0.name == record.name && $0.version == record.version && $0.domain == record.domain
            }
            state.group.batch.deletedWorkflowTypes.append(record)
            return state.group.number
        }
        try await settle(ticket)
    }

    private func info(_ record: TypeRecord<WorkflowTypeConfiguration>) -> WorkflowTypeInfo {
        WorkflowTypeInfo(
            creationDate: record.creationDate,
            deprecationDate: record.deprecationDate,
            description: record.description,
            status: record.status,
            workflowType: WorkflowType(name: record.name, version: record.version)
        )
    }
}

extension EngineState {
    /// A workflow type of a domain.
    ///
    /// - Throws: `UnknownResourceFault` when the domain or the type is unknown.
    func workflowType(
        _ type: WorkflowType,
        in domain: String
    ) throws(Fault) -> TypeRecord<WorkflowTypeConfiguration> {
        guard let record = try self.domain(domain).workflowTypes[type] else {
            throw Fault.unknownType(type)
        }
        return record
    }

    /// Writes a workflow type with the current group.
    mutating func put(_ record: TypeRecord<WorkflowTypeConfiguration>) -> Int {
        domains[record.domain]?.workflowTypes[WorkflowType(name: record.name, version: record.version)] = record
        group.batch.workflowTypes.append(record)
        return group.number
    }
}

/// An optional text as it was given; empty text means that it was not (swf-spec.md 2.1).
func given(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    return text
}
