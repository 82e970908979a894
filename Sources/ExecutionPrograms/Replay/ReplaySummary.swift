public import CommandSupport
import SWFWire

/// What `martlet replay` says of all histories together, for a person or as JSON.
public struct ReplaySummary: Sendable {
    /// What came of each history, in the order in which they were asked for.
    public var outcomes: [ReplayOutcome]

    /// Sums up.
    public init(_ outcomes: [ReplayOutcome]) {
        self.outcomes = outcomes
    }

    /// How the program ends. Of several reasons the most serious counts: a file that is no history, then one that cannot be
    /// read, then a history that is not replayed.
    public var status: ProgramStatus {
        outcomes.map(\.status).max { $0.rawValue < $1.rawValue } ?? .ok
    }

    /// One sentence a history; of several, each with its source, and a last line for all.
    public var lines: [String] {
        guard outcomes.count > 1 else {
            return outcomes.flatMap { [$0.sentence] + $0.notes }
        }
        let lines = outcomes.flatMap { outcome in
            (["\(outcome.sentence)"] + outcome.notes).map { "\(outcome.source): \($0)" }
        }
        return lines + [total]
    }

    private var total: String {
        let replayed = outcomes.count { $0.replays }
        let unread = outcomes.count { if case .unread = $0.result { true } else { false } }
        let diverged = outcomes.count - replayed - unread
        var parts = ["\(replayed) \(replayed == 1 ? "replays" : "replay")"]
        if diverged > 0 { parts.append("\(diverged) \(diverged == 1 ? "does" : "do") not") }
        if unread > 0 { parts.append("\(unread) could not be read") }
        return "\(outcomes.count) histories: \(parts.joined(separator: ", "))"
    }

    /// One JSON object.
    ///
    /// - Throws: What encoding throws; no value here does.
    public func json() throws -> String {
        struct Body: Encodable {
            var histories: [ReplayOutcome]
            var replayed: Int
            var total: Int
        }
        let body = Body(
            histories: outcomes,
            replayed: outcomes.count { $0.replays },
            total: outcomes.count
        )
        return String(decoding: try AWSJSON.encode(body), as: UTF8.self)
    }
}
