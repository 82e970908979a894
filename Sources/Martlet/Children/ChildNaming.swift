/// The workflow ids of children whose starter names none: the parent's, the child's workflow and its number.
enum ChildNaming {
    /// Room for the number and the mark of the run within the 256 characters of a workflow id.
    private static let longestPart = 110

    /// `order-7.Ship-1`; in a run that continued another `order-7.Ship-1.x4f3a9c2b`, since children of the runs before may
    /// still be open.
    static func workflowId(of execution: HeldExecution, _ name: String, number: Int) -> String {
        let parent = execution.about.execution.workflowId
        let id = "\(short(parent)).\(short(name))-\(number)"
        guard execution.started?.continuedExecutionRunId != nil || parent.utf16.count > longestPart else { return id }
        var mark = SplitMix(seed: parent + execution.about.execution.runId)
        return "\(id).x\(String(UInt32(truncatingIfNeeded: mark.next()), radix: 16))"
    }

    private static func short(_ text: String) -> String {
        text.utf16.count > longestPart ? String(text.prefix(longestPart / 2)) : text
    }
}
