public import CommandSupport
import DeciderCore
public import Martlet

/// What `martlet replay` says of one history.
public struct ReplayOutcome: Sendable {
    /// Where the history came from: the path of its file, or the workflow id of its execution.
    public var source: String
    /// What came of it.
    public var result: Result

    /// What came of a history.
    public enum Result: Sendable {
        /// It was replayed; the sentences say what is worth knowing besides.
        case replayed(ReplayReport, notes: [String])
        /// There is no history to replay, or it cannot be read.
        case unread(Complaint)
    }

    /// The types that this program knows, as `name version`, for the sentence about one that it does not.
    var known: [String]

    /// Whether today's code replays it.
    public var replays: Bool {
        if case .replayed(let report, _) = result { report.verdict == .replays } else { false }
    }

    /// How the program ends when this is the only history.
    public var status: ProgramStatus {
        switch result {
        case .replayed: replays ? .ok : .brokenHistory
        case .unread(let complaint): complaint.status
        }
    }

    /// What is to be said, without the source.
    public var sentence: String {
        switch result {
        case .unread(let complaint):
            return complaint.description
        case .replayed(let report, _):
            switch report.verdict {
            case .replays:
                return "replays: \(Self.count(report.eventCount, "event")), "
                    + Self.count(report.decisionTaskCount, "decision task")
            case .diverges(let divergence):
                return divergence.description
            case .misuse(let sentence):
                return "cannot be replayed: \(sentence)"
            case .unknownWorkflow(let type):
                let list = known.isEmpty ? "it knows none" : "it knows: \(known.joined(separator: ", "))"
                return "event 1: this program knows no workflow \(type.name) version \(type.version); \(list)"
            case .malformed(let eventId, let problem):
                return "event \(eventId): the history does not fit together: \(problem)"
            }
        }
    }

    /// What is worth knowing besides.
    public var notes: [String] {
        if case .replayed(_, let notes) = result { notes } else { [] }
    }

    static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

extension ReplayOutcome: Encodable {
    private enum CodingKeys: String, CodingKey {
        case asked, decisionTasks, eventId, events, notes, place, recorded, sentence, source, verdict, workflowType
    }

    /// One object: what came of the history as a word, the numbers, and the sentence.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        var verdict = "unread"
        if case .replayed(let report, let notes) = result {
            try container.encode(report.decisionTaskCount, forKey: .decisionTasks)
            try container.encode(report.eventCount, forKey: .events)
            try container.encodeIfPresent(report.type, forKey: .workflowType)
            try container.encode(notes, forKey: .notes)
            switch report.verdict {
            case .replays: verdict = "replays"
            case .misuse: verdict = "misuse"
            case .unknownWorkflow: verdict = "unknownWorkflow"
            case .malformed(let eventId, _):
                verdict = "malformed"
                try container.encode(eventId, forKey: .eventId)
            case .diverges(let divergence):
                verdict = "diverges"
                try container.encode(divergence.asked, forKey: .asked)
                try container.encode(divergence.eventId, forKey: .eventId)
                try container.encodeIfPresent(divergence.place?.description, forKey: .place)
                try container.encode(divergence.recorded, forKey: .recorded)
            }
        }
        try container.encode(sentence, forKey: .sentence)
        try container.encode(source, forKey: .source)
        try container.encode(verdict, forKey: .verdict)
    }
}
