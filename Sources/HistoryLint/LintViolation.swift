public import SWFModel

/// One place where a history breaks a rule.
public struct LintViolation: Encodable, Hashable, Sendable, CustomStringConvertible {
    /// The rule.
    public var rule: LintRule
    /// The event that breaks it.
    public var eventId: EventId
    /// The type of that event; nil when what is wrong is that an event is missing behind it.
    public var eventType: EventType?
    /// What is wrong.
    public var sentence: String

    init(_ rule: LintRule, _ eventId: EventId, _ eventType: EventType?, _ sentence: String) {
        self.rule = rule
        self.eventId = eventId
        self.eventType = eventType
        self.sentence = sentence
    }

    /// The event and the sentence on one line: `9 TimerFired: no such timer is open.`
    public var description: String {
        "\(eventId)\(eventType.map { " " + $0.rawValue } ?? ""): \(sentence)"
    }
}

/// Where the rules put what they find.
struct LintFindings: Sendable {
    private(set) var violations: [LintViolation] = []

    mutating func report(_ rule: LintRule, _ event: HistoryEvent, _ sentence: String) {
        violations.append(LintViolation(rule, event.eventId, event.eventType, sentence))
    }
}
