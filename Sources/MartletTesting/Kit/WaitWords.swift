import HistoryReading
import Martlet

/// What an execution waits for, for people: what its history shows to be open, and what only its code knows.
struct WaitWords {
    private let events: [HistoryEvent]
    private let code: [CodeWait]
    private let beginning: Timestamp

    /// Looks at an execution that is open, or at how it was before it was ended from outside.
    ///
    /// - Parameters:
    ///   - code: What its code waits for; nothing when it has ended or is not known.
    ///   - beginning: When the test began.
    init(_ events: [HistoryEvent], code: [CodeWait], since beginning: Timestamp) {
        self.events = events
        self.code = code
        self.beginning = beginning
    }

    /// A line for each thing; none when it waits for nothing that is known.
    var lines: [String] { OpenWork(events).items.map { $0.sentence(since: beginning) } + code.compactMap(sentence) }

    private func sentence(_ wait: CodeWait) -> String? {
        switch wait.subject {
        case .signal(let name): "the signal \(name), at \(wait.place)\(others(than: name))"
        case .condition: "a condition to be true, at \(wait.place)"
        case .step: nil
        }
    }

    /// A slip in a signal's name is seen when both names stand side by side.
    private func others(than name: String) -> String {
        let names = ExecutionStory(events).signals.map(\.name)
        if names.isEmpty { return "; no signal came" }
        return names.contains(name) ? "" : "; there came \(names.joined(separator: ", "))"
    }
}
