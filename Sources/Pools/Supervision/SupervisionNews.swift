/// Something that happened to a process, for the log.
public struct SupervisionNews: Hashable, Sendable {
    /// Whom it is about; nil for the environment.
    public var name: ProcessName?
    /// What happened, as the rest of a sentence.
    public var text: String
    /// Whether somebody should look.
    public var isProblem: Bool

    /// Creates the value from its parts.
    public init(_ name: ProcessName?, _ text: String, isProblem: Bool = false) {
        self.name = name
        self.text = text
        self.isProblem = isProblem
    }
}
