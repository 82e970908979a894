import SWFModel
import SWFWire
import Schedules

/// What the ledger says and hears, as JSON text.
enum LedgerCoding {
    static func text(_ value: some Encodable) throws -> String {
        String(decoding: try AWSJSON.encode(value), as: UTF8.self)
    }

    /// Reads what another version of this program may have written: what is not understood is passed over, not refused.
    private static func read<Value: Decodable>(_ type: Value.Type) -> (String) -> Value? {
        { try? AWSJSON.decode(type, from: Array($0.utf8)) }
    }

    /// The fold of a run's events.
    static func fold(_ events: [HistoryEvent]) -> LedgerFold {
        LedgerFold(events, state: read(LedgerState.self), wish: read(LedgerNote.Wish.self))
    }

    /// What a fold says was decided.
    static func entries(_ fold: LedgerFold) -> [LedgerEntry] { fold.settledEntries(read([LedgerEntry].self)) }

    /// Markers with entries, as many as their length needs.
    static func markers(_ entries: [LedgerEntry]) throws -> [Decision] {
        var parts: [String] = []
        for entry in entries {
            let text = try text(entry)
            if let last = parts.last, last.utf16.count + text.utf16.count + 3 <= Limits.dataCharacters {
                parts[parts.count - 1] += "," + text
            } else {
                parts.append(text)
            }
        }
        return parts.map {
            .recordMarker(RecordMarkerDecisionAttributes(details: "[\($0)]", markerName: LedgerNote.entriesMarker))
        }
    }
}
