public import SWFModel
import Storage
import Synchronization

extension WorkflowEngine {
    /// Tags a domain; an existing key gets the new value.
    public func tagResource(_ input: TagResourceInput) async throws {
        try enter(.tagResource, input)
        try await change(input.resourceArn) { domain, limit throws(Fault) in try domain.add(input.tags, atMost: limit) }
    }

    /// Removes tags from a domain; keys that are not there are passed over.
    public func untagResource(_ input: UntagResourceInput) async throws {
        try enter(.untagResource, input)
        try await change(input.resourceArn) { domain, _ throws(Fault) in
            domain.tags.removeAll { input.tagKeys.contains($0.key) }
        }
    }

    /// Lists the tags of a domain.
    public func listTagsForResource(_ input: ListTagsForResourceInput) async throws -> ListTagsForResourceOutput {
        try enter(.listTagsForResource, input)
        let name = try domainName(ofArn: input.resourceArn)
        let tags = try await readRegistry { state throws(Fault) in try state.domain(name).record.tags }
        return ListTagsForResourceOutput(tags: tags)
    }

    private func change(
        _ arn: String,
        _ body: (inout DomainRecord, _ limit: Int) throws(Fault) -> Void
    ) async throws {
        let name = try domainName(ofArn: arn)
        try await commit { state throws(Fault) in
            var record = try state.domain(name).record
            try body(&record, state.limits.resourceTags)
            return state.put(record)
        }
    }

    private func domainName(ofArn arn: String) throws(Fault) -> String {
        guard let name = domain(ofResource: arn) else { throw Fault(.unknownResource, "Unknown resource: \(arn)") }
        return name
    }
}

extension DomainRecord {
    /// Adds tags; an existing key gets the new value, also one that is given twice.
    ///
    /// - Throws: `TooManyTagsFault`.
    mutating func add(_ more: [ResourceTag], atMost limit: Int) throws(Fault) {
        for tag in more {
            tags.removeAll { $0.key == tag.key }
            tags.append(tag)
        }
        guard tags.count <= limit else { throw Fault(.tooManyTags, "A domain has at most \(limit) tags.") }
    }
}
