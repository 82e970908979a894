public import SWFModel
import Storage
import Synchronization
import WorkflowCore

extension WorkflowEngine {
    /// Registers a domain (swf-spec.md 2.4.1).
    public func registerDomain(_ input: RegisterDomainInput) async throws {
        try enter(.registerDomain, input)
        let ticket = try state.withLock { state throws(Fault) in
            try state.checkCanApply()
            guard state.domains[input.name] == nil else { throw Fault.domainAlreadyExists(input.name) }
            guard state.domains.count < state.limits.domains else {
                throw Fault(.limitExceeded, "An account has at most \(state.limits.domains) domains in a region.")
            }
            let tags = input.tags ?? []
            guard tags.count <= state.limits.resourceTags else {
                throw Fault(.tooManyTags, "A domain has at most \(state.limits.resourceTags) tags.")
            }
            return state.put(
                DomainRecord(
                    name: input.name,
                    status: .registered,
                    description: input.description,
                    retentionPeriodInDays: input.workflowExecutionRetentionPeriodInDays,
                    tags: tags
                )
            )
        }
        try await settle(ticket)
    }

    /// Describes a domain, also a deprecated one.
    public func describeDomain(_ input: DescribeDomainInput) async throws -> DomainDetail {
        try enter(.describeDomain, input)
        let record = try state.withLock { state throws(Fault) in try state.domain(input.name).record }
        return DomainDetail(
            configuration: DomainConfiguration(workflowExecutionRetentionPeriodInDays: record.retentionPeriodInDays),
            domainInfo: info(record)
        )
    }

    /// Lists the domains with a status, by name.
    public func listDomains(_ input: ListDomainsInput) async throws -> DomainInfos {
        try enter(.listDomains, input)
        let records = state.withLock { state in
            state.domains.values.map(\.record).filter { $0.status == input.registrationStatus }
        }
        let page = try namePage(
            records,
            name: { ($0.name, "") },
            reverse: input.reverseOrder,
            of: input
        )
        return DomainInfos(domainInfos: page.entries.map(info), nextPageToken: page.token)
    }

    /// Deprecates a domain and every type in it.
    public func deprecateDomain(_ input: DeprecateDomainInput) async throws {
        try enter(.deprecateDomain, input)
        let now = clock.now
        let ticket = try state.withLock { state throws(Fault) in
            try state.checkCanApply()
            var domain = try state.domain(input.name)
            guard !domain.isDeprecated else { throw Fault.domainDeprecated(input.name) }
            for var type in domain.workflowTypes.values where type.status == .registered {
                type.status = .deprecated
                type.deprecationDate = now
                _ = state.put(type)
            }
            for var type in domain.activityTypes.values where type.status == .registered {
                type.status = .deprecated
                type.deprecationDate = now
                _ = state.put(type)
            }
            domain.record.status = .deprecated
            return state.put(domain.record)
        }
        try await settle(ticket)
    }

    /// Brings a deprecated domain back; its types stay deprecated (swf-spec.md 2.4.5).
    public func undeprecateDomain(_ input: UndeprecateDomainInput) async throws {
        try enter(.undeprecateDomain, input)
        let ticket = try state.withLock { state throws(Fault) in
            try state.checkCanApply()
            var record = try state.domain(input.name).record
            guard record.status == .deprecated else { throw Fault.domainAlreadyExists(input.name) }
            record.status = .registered
            return state.put(record)
        }
        try await settle(ticket)
    }

    private func info(_ record: DomainRecord) -> DomainInfo {
        DomainInfo(
            arn: arn(ofDomain: record.name),
            description: record.description,
            name: record.name,
            status: record.status
        )
    }
}

extension EngineState {
    /// Writes a domain with the current group.
    mutating func put(_ record: DomainRecord) -> Int {
        if domains[record.name] == nil {
            add(record)
        } else {
            domains[record.name]?.record = record
        }
        group.batch.domains.removeAll { $0.name == record.name }
        group.batch.domains.append(record)
        return group.number
    }
}
