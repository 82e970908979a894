public import CommandSupport
public import SWFModel

/// Finds a workflow type of this build by the name that somebody gave.
public enum KnownWorkflow {
    /// The type of that name, and of that version when one is given; else the version that was listed last.
    ///
    /// A type with both a name and a version need not be known: another program may decide it.
    ///
    /// - Throws: ``Complaint`` with the known names, as a mistake in usage.
    public static func find(
        _ name: String,
        version: String?,
        among known: [WorkflowType]
    ) throws(Complaint) -> WorkflowType {
        if let version { return WorkflowType(name: name, version: version) }
        if let type = known.last(where: { $0.name == name }) { return type }
        let names = Set(known.map(\.name)).sorted().joined(separator: ", ")
        throw Complaint(.usage, "There is no workflow \(name); this build knows: \(names).")
    }
}
