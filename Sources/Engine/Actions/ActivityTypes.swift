public import SWFModel
import Storage
import Synchronization
import WorkflowCore

extension WorkflowEngine {
    /// Registers an activity type (swf-spec.md 2.4.15). What it is registered with never changes.
    public func registerActivityType(_ input: RegisterActivityTypeInput) async throws {
        try enter(.registerActivityType, input)
        let type = ActivityType(name: input.name, version: input.version)
        let record = TypeRecord(
            domain: input.domain,
            name: input.name,
            version: input.version,
            status: .registered,
            description: input.description,
            creationDate: clock.now,
            configuration: ActivityTypeConfiguration(
                defaultTaskHeartbeatTimeout: given(input.defaultTaskHeartbeatTimeout),
                defaultTaskList: input.defaultTaskList,
                defaultTaskPriority: given(input.defaultTaskPriority),
                defaultTaskScheduleToCloseTimeout: given(input.defaultTaskScheduleToCloseTimeout),
                defaultTaskScheduleToStartTimeout: given(input.defaultTaskScheduleToStartTimeout),
                defaultTaskStartToCloseTimeout: given(input.defaultTaskStartToCloseTimeout)
            )
        )
        let ticket = try state.withLock { state throws(Fault) in
            try state.checkCanApply()
            let domain = try state.domain(input.domain)
            guard !domain.isDeprecated else { throw Fault.domainDeprecated(input.domain) }
            guard domain.activityTypes[type] == nil else { throw Fault.typeAlreadyExists(type) }
            guard domain.activityTypes.count < state.limits.typesPerDomain else {
                throw Fault(.limitExceeded, "A domain has at most \(state.limits.typesPerDomain) activity types.")
            }
            return state.put(record)
        }
        try await settle(ticket)
    }

    /// Describes an activity type, also a deprecated one.
    public func describeActivityType(_ input: DescribeActivityTypeInput) async throws -> ActivityTypeDetail {
        try enter(.describeActivityType, input)
        let record = try state.withLock { state throws(Fault) in
            try state.activityType(input.activityType, in: input.domain)
        }
        return ActivityTypeDetail(configuration: record.configuration, typeInfo: info(record))
    }

    /// Lists the activity types with a status, by name and version.
    public func listActivityTypes(_ input: ListActivityTypesInput) async throws -> ActivityTypeInfos {
        try enter(.listActivityTypes, input)
        let records = try state.withLock { state throws(Fault) in
            try state.domain(input.domain).activityTypes.values.filter {
                $0.status == input.registrationStatus && (input.name == nil || input.name == $0.name)
            }
        }
        let page = try namePage(
            records,
            name: { ($0.name, $0.version) },
            reverse: input.reverseOrder,
            of: input
        )
        return ActivityTypeInfos(nextPageToken: page.token, typeInfos: page.entries.map(info))
    }

    /// Deprecates an activity type.
    public func deprecateActivityType(_ input: DeprecateActivityTypeInput) async throws {
        try enter(.deprecateActivityType, input)
        let now = clock.now
        let ticket = try state.withLock { state throws(Fault) in
            try state.checkCanApply()
            var record = try state.activityType(input.activityType, in: input.domain)
            guard record.status == .registered else { throw Fault.typeDeprecated(input.activityType) }
            record.status = .deprecated
            record.deprecationDate = now
            return state.put(record)
        }
        try await settle(ticket)
    }

    /// Brings a deprecated activity type back.
    public func undeprecateActivityType(_ input: UndeprecateActivityTypeInput) async throws {
        try enter(.undeprecateActivityType, input)
        let ticket = try state.withLock { state throws(Fault) in
            try state.checkCanApply()
            var record = try state.activityType(input.activityType, in: input.domain)
            guard record.status == .deprecated else { throw Fault.typeAlreadyExists(input.activityType) }
            record.status = .registered
            record.deprecationDate = nil
            return state.put(record)
        }
        try await settle(ticket)
    }

    /// Deletes a deprecated activity type; tasks of it go on.
    public func deleteActivityType(_ input: DeleteActivityTypeInput) async throws {
        try enter(.deleteActivityType, input)
        let ticket = try state.withLock { state throws(Fault) in
            try state.checkCanApply()
            let record = try state.activityType(input.activityType, in: input.domain)
            guard record.status == .deprecated else { throw Fault.typeNotDeprecated }
            state.domains[input.domain]?.activityTypes[input.activityType] = nil
            state.group.batch.activityTypes.removeAll {
                $0.name == record.name && $0.version == record.version && $0.domain == record.domain
            }
            state.group.batch.deletedActivityTypes.append(record)
            return state.group.number
        }
        try await settle(ticket)
    }

    private func info(_ record: TypeRecord<ActivityTypeConfiguration>) -> ActivityTypeInfo {
        ActivityTypeInfo(
            activityType: ActivityType(name: record.name, version: record.version),
            creationDate: record.creationDate,
            deprecationDate: record.deprecationDate,
            description: record.description,
            status: record.status
        )
    }
}

extension EngineState {
    /// An activity type of a domain.
    ///
    /// - Throws: `UnknownResourceFault` when the domain or the type is unknown.
    func activityType(
        _ type: ActivityType,
        in domain: String
    ) throws(Fault) -> TypeRecord<ActivityTypeConfiguration> {
        guard let record = try self.domain(domain).activityTypes[type] else {
            throw Fault.unknownType(type)
        }
        return record
    }

    /// Writes an activity type with the current group.
    mutating func put(_ record: TypeRecord<ActivityTypeConfiguration>) -> Int {
        domains[record.domain]?.activityTypes[ActivityType(name: record.name, version: record.version)] = record
        group.batch.activityTypes.append(record)
        return group.number
    }
}
