public import Logging
public import SWFModel

/// One line of a log before it has a form: a terminal, a file and a collector each give it their own.
public struct LogEntry: Hashable, Sendable {
    /// When it was logged, by the machine's clock.
    public var moment: Timestamp
    /// How important it is.
    public var level: Logger.Level
    /// The module it comes from: `martlet.worker`.
    public var label: String
    /// What happened.
    public var message: String
    /// What it is about, sorted by key.
    public var facts: [LogFact]

    /// Creates the value from its parts; the facts are sorted.
    public init(moment: Timestamp, level: Logger.Level, label: String, message: String, facts: [LogFact] = []) {
        self.moment = moment
        self.level = level
        self.label = label
        self.message = message
        self.facts = facts.sorted { $0.key < $1.key }
    }

    /// The value of a fact; nil when the line has none of that key.
    public subscript(key: String) -> String? { facts.first { $0.key == key }?.value }

    /// About how many bytes it takes in memory.
    var size: Int { facts.reduce(96 + message.utf8.count) { $0 + 64 + $1.key.utf8.count + $1.value.utf8.count } }
}

/// A key and its value in a line of a log. ``LogKey`` says how keys are called.
public struct LogFact: Hashable, Sendable {
    /// The key.
    public var key: String
    /// The value as text.
    public var value: String

    /// Creates a fact.
    public init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }
}
