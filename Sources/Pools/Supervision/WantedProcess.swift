/// A process that should run.
public struct WantedProcess: Codable, Hashable, Sendable {
    /// Its place.
    public var name: ProcessName
    /// The program that it runs: the name of a file in the folder of the programs.
    public var program: String
    /// Its arguments, without the name of the program.
    public var arguments: [String]
    /// What its settings are, in a form of which only equality counts: a process with others is started anew.
    public var character: String

    /// Creates the value from its parts.
    public init(name: ProcessName, program: String, arguments: [String], character: String = "") {
        self.name = name
        self.program = program
        self.arguments = arguments
        self.character = character
    }
}
