import SWFModel

/// The order in which the service names broken limits: that of a Java hash map over the member names.
///
/// Observed for DescribeWorkflowExecution (swf-observed.md V3: `execution` before `domain`, `runId` before
/// `workflowId`); computed for every other structure.
enum ViolationOrder {
    /// The members in that order; members of one bucket keep their own order.
    static func sorted(_ members: [StructureShape.Member]) -> [StructureShape.Member] {
        // A map begins with 16 buckets and doubles when it is more than three quarters full.
        var buckets: UInt32 = 16
        while UInt32(members.count) * 4 > buckets * 3 { buckets *= 2 }
        let places = members.enumerated().map { index, member in
            (bucket: hash(member.name) & (buckets - 1), index: index, member: member)
        }
        return places.sorted { ($0.bucket, $0.index) < ($1.bucket, $1.index) }.map(\.member)
    }

    /// `String.hashCode()` of Java, its high half folded into the low one as `HashMap` does.
    private static func hash(_ name: String) -> UInt32 {
        let hash = name.utf16.reduce(UInt32(0)) { $0 &* 31 &+ UInt32($1) }
        return hash ^ (hash >> 16)
    }
}
