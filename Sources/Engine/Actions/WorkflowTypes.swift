public import SWFModel
import Storage
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
        try await register(
            WorkflowType(name: input.name, version: input.version),
            in: input.domain,
            description: input.description,
            WorkflowTypeConfiguration(
                defaultChildPolicy: input.defaultChildPolicy,
                defaultExecutionStartToCloseTimeout: given(input.defaultExecutionStartToCloseTimeout),
                defaultLambdaRole: input.defaultLambdaRole,
                defaultTaskList: input.defaultTaskList,
                defaultTaskPriority: given(input.defaultTaskPriority),
                defaultTaskStartToCloseTimeout: given(input.defaultTaskStartToCloseTimeout)
            )
        )
    }

    /// Describes a workflow type, also a deprecated one.
    public func describeWorkflowType(_ input: DescribeWorkflowTypeInput) async throws -> WorkflowTypeDetail {
        try enter(.describeWorkflowType, input)
        let record = try await described(input.workflowType, in: input.domain)
        return WorkflowTypeDetail(configuration: record.configuration, typeInfo: info(record))
    }

    /// Lists the workflow types with a status, by name and version.
    public func listWorkflowTypes(_ input: ListWorkflowTypesInput) async throws -> WorkflowTypeInfos {
        try enter(.listWorkflowTypes, input)
        let page = try namePage(
            try await types(WorkflowType.self, in: input.domain, input.registrationStatus, name: input.name),
            name: { ($0.name, $0.version) },
            reverse: input.reverseOrder,
            of: input
        )
        return WorkflowTypeInfos(nextPageToken: page.token, typeInfos: page.entries.map(info))
    }

    /// Deprecates a workflow type.
    public func deprecateWorkflowType(_ input: DeprecateWorkflowTypeInput) async throws {
        try enter(.deprecateWorkflowType, input)
        try await deprecate(input.workflowType, in: input.domain)
    }

    /// Brings a deprecated workflow type back.
    public func undeprecateWorkflowType(_ input: UndeprecateWorkflowTypeInput) async throws {
        try enter(.undeprecateWorkflowType, input)
        try await undeprecate(input.workflowType, in: input.domain)
    }

    /// Deletes a deprecated workflow type; executions of it go on.
    public func deleteWorkflowType(_ input: DeleteWorkflowTypeInput) async throws {
        try enter(.deleteWorkflowType, input)
        try await delete(input.workflowType, in: input.domain)
    }

    private func info(_ record: TypeRecord<WorkflowTypeConfiguration>) -> WorkflowTypeInfo {
        WorkflowTypeInfo(
            creationDate: record.creationDate,
            deprecationDate: record.deprecationDate,
            description: record.description,
            status: record.status,
            workflowType: WorkflowType(record)
        )
    }
}
