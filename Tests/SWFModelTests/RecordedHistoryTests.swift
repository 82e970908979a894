import Foundation
import SWFModel
import SWFWire
import Testing

/// Ten histories of the real service, recorded from 2016 to 2023.
@Suite struct RecordedHistoryTests {
    static let areThere = SharedFixtures.has("histories", for: "the recorded histories")

    static let names = [
        "cancel_requested", "chain_send_result", "failing_activity_input", "failing_activity_output",
        "failing_workflow_input", "simpleflow_activity_rerun", "simpleflow_idempotent", "unrequested_signal",
        "with_replays", "without_replays",
    ]

    private struct Recording: Decodable { var events: [HistoryEvent] }
    private struct Raw: Decodable { var events: [JSONValue] }

    // Needs the recordings, which are not part of the repository.
    @Test(.enabled(if: areThere), arguments: names)
    func `a recorded history is read and written without a loss`(_ name: String) throws {
        let file = SharedFixtures.folder.appending(path: "histories").appending(path: "\(name).json")
        let bytes = Array(try Data(contentsOf: file))
        let events = try AWSJSON.decode(Recording.self, from: bytes).events
        #expect(events.count > 4)
        #expect(events.map(\.eventId) == Array(1...events.count))

        let written = try AWSJSON.encode(events)
        #expect(try AWSJSON.decode([HistoryEvent].self, from: written) == events)
        // Member by member and read by Foundation, so that nothing the service sent is dropped and nothing is added.
        let raw = try JSONDecoder().decode(Raw.self, from: Data(bytes)).events
        let again = try JSONDecoder().decode([JSONValue].self, from: Data(written))
        #expect(raw.count == again.count)
        for (sent, kept) in zip(raw, again) { #expect(sent.withoutNulls == kept) }
    }
}

/// Any JSON value.
indirect enum JSONValue: Decodable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// The value without the nulls of its lists: one execution was started with a tag that was null, which is no tag.
    var withoutNulls: JSONValue {
        switch self {
        case .array(let elements): .array(elements.filter { $0 != .null }.map(\.withoutNulls))
        case .object(let members): .object(members.mapValues(\.withoutNulls))
        default: self
        }
    }
}
