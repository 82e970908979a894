public import Logging

/// What is worth a line, module by module.
public struct LogLevels: Hashable, Sendable {
    /// The level of modules that nothing is said about.
    public var standard: Logger.Level
    /// The levels of modules by their names; one for `martlet` holds for `martlet.worker` too, unless that has its own.
    public var modules: [String: Logger.Level]

    /// The names under which libraries log that tell much of themselves: they stay at warning unless they are named, or
    /// everything is at debug or below.
    public static let chatty: Set = ["http", "lifecycle"]

    /// Creates the value from its parts.
    public init(_ standard: Logger.Level, modules: [String: Logger.Level] = [:]) {
        self.standard = standard
        self.modules = modules
    }

    /// The least important level that a module writes.
    public func level(of label: String) -> Logger.Level {
        var parts = label.split(separator: ".", omittingEmptySubsequences: false)
        while !parts.isEmpty {
            if let level = modules[parts.joined(separator: ".")] { return level }
            parts.removeLast()
        }
        return Self.chatty.contains(label) && standard > .debug ? max(standard, .warning) : standard
    }
}
