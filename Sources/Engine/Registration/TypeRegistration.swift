import SWFModel
import Storage
import WorkflowCore

/// What may happen to a type (swf-spec.md 6.1): registered once, deprecated, brought back, deleted.
///
///     absent     --register----> REGISTERED
///     REGISTERED --deprecate---> DEPRECATED
///     DEPRECATED --undeprecate-> REGISTERED
///     DEPRECATED --delete------> absent
extension WorkflowEngine {
    func register<Name: TypeName>(
        _ type: Name,
        in domain: String,
        description: String?,
        _ configuration: Name.Configuration
    ) async throws {
        let record = TypeRecord(
            domain: domain,
            name: type.name,
            version: type.version,
            status: .registered,
            description: description,
            creationDate: clock.now,
            configuration: configuration
        )
        try await commit { state throws(Fault) in
            let entry = try state.domain(domain)
            guard !entry.isDeprecated else { throw .domainDeprecated(domain) }
            let types = entry[keyPath: Name.registered]
            guard types[type] == nil else { throw type.alreadyExists }
            guard types.count < state.limits.typesPerDomain else {
                throw Fault(.limitExceeded, "A domain has at most \(state.limits.typesPerDomain) \(Name.plural).")
            }
            return state.put(record, as: type)
        }
    }

    func described<Name: TypeName>(
        _ type: Name,
        in domain: String
    ) async throws -> TypeRecord<Name.Configuration> {
        try await readRegistry { state throws(Fault) in try state.type(type, in: domain) }
    }

    /// The types of a domain with a status, in no order; only those of a name, when it is not nil.
    func types<Name: TypeName>(
        _ kind: Name.Type,
        in domain: String,
        _ status: RegistrationStatus,
        name: String?
    ) async throws -> [TypeRecord<Name.Configuration>] {
        try await readRegistry { state throws(Fault) in
            try state.domain(domain)[keyPath: Name.registered].values.filter {
                $0.status == status && (name == nil || name == $0.name)
            }
        }
    }

    func deprecate(_ type: some TypeName, in domain: String) async throws {
        let now = clock.now
        try await commit { state throws(Fault) in
            var record = try state.type(type, in: domain)
            guard record.status == .registered else { throw type.isDeprecated }
            record.status = .deprecated
            record.deprecationDate = now
            return state.put(record, as: type)
        }
    }

    func undeprecate(_ type: some TypeName, in domain: String) async throws {
        try await commit { state throws(Fault) in
            var record = try state.type(type, in: domain)
            guard record.status == .deprecated else { throw type.alreadyExists }
            record.status = .registered
            record.deprecationDate = nil
            return state.put(record, as: type)
        }
    }

    func delete<Name: TypeName>(_ type: Name, in domain: String) async throws {
        try await commit { state throws(Fault) in
            let record = try state.type(type, in: domain)
            guard record.status == .deprecated else { throw .typeNotDeprecated }
            state.domains[domain]?[keyPath: Name.registered][type] = nil
            state.group.batch[keyPath: Name.written].removeAll { $0.domain == domain && Name($0) == type }
            state.group.batch[keyPath: Name.deleted].append(record)
            return state.registryChanged()
        }
    }

    /// Changes what is registered, and waits for the commit.
    ///
    /// - Parameter change: Gives the ticket of the commit.
    func commit(_ change: (inout EngineState) throws(Fault) -> Int) async throws {
        let ticket = try await decided { state throws(Fault) in
            try state.checkCanApply()
            return try change(&state)
        }
        try await settle(ticket)
    }

    /// Reads what is registered, and waits until that is committed.
    func readRegistry<Value: Sendable>(_ body: (inout EngineState) throws(Fault) -> Value) async throws -> Value {
        let (value, ticket) = try await decided { state throws(Fault) in
            (try body(&state), state.registryTicket)
        }
        if let ticket { try await settle(ticket) }
        return value
    }
}

extension EngineState {
    /// A type of a domain.
    ///
    /// - Throws: `UnknownResourceFault` when the domain or the type is unknown.
    func type<Name: TypeName>(_ type: Name, in domain: String) throws(Fault) -> TypeRecord<Name.Configuration> {
        guard let record = try self.domain(domain)[keyPath: Name.registered][type] else { throw type.unknown }
        return record
    }

    /// Writes a type with the current group. One that the group was to delete is there again.
    @discardableResult
    mutating func put<Name: TypeName>(_ record: TypeRecord<Name.Configuration>, as type: Name) -> Int {
        domains[record.domain]?[keyPath: Name.registered][type] = record
        group.batch[keyPath: Name.deleted].removeAll { $0.domain == record.domain && Name($0) == type }
        group.batch[keyPath: Name.written].append(record)
        return registryChanged()
    }

    /// Takes note that the current group changes what is registered.
    ///
    /// - Returns: The ticket of the group.
    mutating func registryChanged() -> Int {
        registryChangedIn = group.number
        return group.number
    }

    /// The ticket of the latest change of what is registered, while it is not written.
    var registryTicket: Int? {
        registryChangedIn.flatMap { $0 > settledThrough ? $0 : nil }
    }
}

/// An optional text as it was given; empty text means that it was not (swf-spec.md 2.1).
func given(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    return text
}
