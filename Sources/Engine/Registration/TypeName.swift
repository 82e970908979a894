import SWFModel
import Storage
import WorkflowCore

/// The name and version of a workflow type or an activity type: the two are registered alike, each in a space of its own
/// (swf-spec.md 6.1).
protocol TypeName: Hashable, Sendable {
    /// The defaults that a type is registered with.
    associatedtype Configuration: Codable & Hashable & Sendable

    var name: String { get }
    var version: String { get }
    init(name: String, version: String)

    /// What such types are called in a sentence.
    static var plural: String { get }
    /// Where a domain holds its types of this kind.
    static var registered: any WritableKeyPath<DomainEntry, [Self: TypeRecord<Configuration>]> & Sendable { get }
    /// Where a commit writes them, and where it deletes them.
    static var written: any WritableKeyPath<CommitBatch, [TypeRecord<Configuration>]> & Sendable { get }
    static var deleted: any WritableKeyPath<CommitBatch, [TypeRecord<Configuration>]> & Sendable { get }

    var unknown: Fault { get }
    var alreadyExists: Fault { get }
    var isDeprecated: Fault { get }
}

extension TypeName {
    /// The name that a record is registered under.
    init(_ record: TypeRecord<Configuration>) {
        self.init(name: record.name, version: record.version)
    }
}

extension WorkflowType: TypeName {
    typealias Configuration = WorkflowTypeConfiguration

    static var plural: String { "workflow types" }
    static var registered: any WritableKeyPath<DomainEntry, [Self: TypeRecord<Configuration>]> & Sendable {
        \.workflowTypes
    }
    static var written: any WritableKeyPath<CommitBatch, [TypeRecord<Configuration>]> & Sendable { \.workflowTypes }
    static var deleted: any WritableKeyPath<CommitBatch, [TypeRecord<Configuration>]> & Sendable {
        \.deletedWorkflowTypes
    }

    var unknown: Fault { .unknownType(self) }
    var alreadyExists: Fault { .typeAlreadyExists(self) }
    var isDeprecated: Fault { .typeDeprecated(self) }
}

extension ActivityType: TypeName {
    typealias Configuration = ActivityTypeConfiguration

    static var plural: String { "activity types" }
    static var registered: any WritableKeyPath<DomainEntry, [Self: TypeRecord<Configuration>]> & Sendable {
        \.activityTypes
    }
    static var written: any WritableKeyPath<CommitBatch, [TypeRecord<Configuration>]> & Sendable { \.activityTypes }
    static var deleted: any WritableKeyPath<CommitBatch, [TypeRecord<Configuration>]> & Sendable {
        \.deletedActivityTypes
    }

    var unknown: Fault { .unknownType(self) }
    var alreadyExists: Fault { .typeAlreadyExists(self) }
    var isDeprecated: Fault { .typeDeprecated(self) }
}
