public import SWFModel
import Storage
import WorkflowCore

extension WorkflowEngine {
    /// Registers an activity type (swf-spec.md 2.4.15). What it is registered with never changes.
    public func registerActivityType(_ input: RegisterActivityTypeInput) async throws {
        try enter(.registerActivityType, input)
        try await register(
            ActivityType(name: input.name, version: input.version),
            in: input.domain,
            description: input.description,
            ActivityTypeConfiguration(
                defaultTaskHeartbeatTimeout: given(input.defaultTaskHeartbeatTimeout),
                defaultTaskList: input.defaultTaskList,
                defaultTaskPriority: given(input.defaultTaskPriority),
                defaultTaskScheduleToCloseTimeout: given(input.defaultTaskScheduleToCloseTimeout),
                defaultTaskScheduleToStartTimeout: given(input.defaultTaskScheduleToStartTimeout),
                defaultTaskStartToCloseTimeout: given(input.defaultTaskStartToCloseTimeout)
            )
        )
    }

    /// Describes an activity type, also a deprecated one.
    public func describeActivityType(_ input: DescribeActivityTypeInput) async throws -> ActivityTypeDetail {
        try enter(.describeActivityType, input)
        let record = try await described(input.activityType, in: input.domain)
        return ActivityTypeDetail(configuration: record.configuration, typeInfo: info(record))
    }

    /// Lists the activity types with a status, by name and version.
    public func listActivityTypes(_ input: ListActivityTypesInput) async throws -> ActivityTypeInfos {
        try enter(.listActivityTypes, input)
        let page = try namePage(
            try await types(ActivityType.self, in: input.domain, input.registrationStatus, name: input.name),
            name: { ($0.name, $0.version) },
            reverse: input.reverseOrder,
            of: input
        )
        return ActivityTypeInfos(nextPageToken: page.token, typeInfos: page.entries.map(info))
    }

    /// Deprecates an activity type.
    public func deprecateActivityType(_ input: DeprecateActivityTypeInput) async throws {
        try enter(.deprecateActivityType, input)
        try await deprecate(input.activityType, in: input.domain)
    }

    /// Brings a deprecated activity type back.
    public func undeprecateActivityType(_ input: UndeprecateActivityTypeInput) async throws {
        try enter(.undeprecateActivityType, input)
        try await undeprecate(input.activityType, in: input.domain)
    }

    /// Deletes a deprecated activity type; tasks of it go on.
    public func deleteActivityType(_ input: DeleteActivityTypeInput) async throws {
        try enter(.deleteActivityType, input)
        try await delete(input.activityType, in: input.domain)
    }

    private func info(_ record: TypeRecord<ActivityTypeConfiguration>) -> ActivityTypeInfo {
        ActivityTypeInfo(
            activityType: ActivityType(record),
            creationDate: record.creationDate,
            deprecationDate: record.deprecationDate,
            description: record.description,
            status: record.status
        )
    }
}
