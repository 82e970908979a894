public import SWFModel
import Storage
import Synchronization

extension WorkflowEngine {
    /// Tags a domain; an existing key gets the new value.
    public func tagResource(_ input: TagResourceInput) async throws {
        try enter(.tagResource, input)
        try await changeTags(input.resourceArn) { tags, limit throws(Fault) in
            for tag in input.tags {
                tags.removeAll { $0.key == tag.key }
                tags.append(tag)
            }
            guard tags.count <= limit else { throw Fault(.tooManyTags, "A domain has at most \(limit) tags.") }
        }
    }

    /// Removes tags from a domain; keys that are not there are passed over.
    public func untagResource(_ input: UntagResourceInput) async throws {
        try enter(.untagResource, input)
        try await changeTags(input.resourceArn) { tags, _ throws(Fault) in
            tags.removeAll { input.tagKeys.contains($0.key) }
        }
    }

    /// Lists the tags of a domain.
    public func listTagsForResource(_ input: ListTagsForResourceInput) async throws -> ListTagsForResourceOutput {
        try enter(.listTagsForResource, input)
        let name = try domainName(ofArn: input.resourceArn)
        let tags = try state.withLock { state throws(Fault) in try state.domain(name).record.tags }
        return ListTagsForResourceOutput(tags: tags)
    }

    private func changeTags(
        _ arn: String,
        _ change: (inout [ResourceTag], Int) throws(Fault) -> Void
    ) async throws {
        let name = try domainName(ofArn: arn)
        let ticket = try state.withLock { state throws(Fault) in
            try state.checkCanApply()
            var record = try state.domain(name).record
            try change(&record.tags, state.limits.resourceTags)
            return state.put(record)
        }
        try await settle(ticket)
    }

    private func domainName(ofArn arn: String) throws(Fault) -> String {
        guard let name = domain(ofResource: arn) else { throw Fault(.unknownResource, "Unknown resource: \(arn)") }
        return name
    }
}
