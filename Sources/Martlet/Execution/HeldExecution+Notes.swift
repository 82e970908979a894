import DeciderCore
import Synchronization

extension HeldExecution {
    /// The values of side effects that the code has asked for or the history holds.
    var recordedValues: [String: String?] {
        state.withLock { $0.recorded.filter { $0.key.hasPrefix(RecordedValue.prefix) } }
    }

    /// Lets side effects have these values instead of being made anew.
    func record(_ values: [String: String?]) {
        state.withLock { $0.recorded.merge(values) { own, _ in own } }
    }

    /// The text that a marker of the history holds; else one that is made and recorded now.
    func recordedValue(_ name: String, place: SourcePlace, make: () throws -> String?) throws -> String? {
        try admitNow(place)
        let (marker, recorded): (String, String??) = state.withLock { state in
            state.valueCount += 1
            let marker = "\(RecordedValue.prefix)\(name)-\(state.valueCount)"
            return (marker, state.recorded[marker])
        }
        let text = if let recorded { recorded } else { try make() }
        state.withLock { state in
            state.recorded.updateValue(text, forKey: marker)
            let attributes = RecordMarkerDecisionAttributes(details: text, markerName: marker)
            state.replay.recordMarker(attributes, place: place)
        }
        return text
    }

    /// With which version of a change the code goes on.
    func version(_ change: String, _ supported: ClosedRange<Int>, place: SourcePlace) -> Int {
        guard (try? admitNow(place)) != nil else { return supported.lowerBound }
        return state.withLock { state in
            if let known = state.versions[change] { return known }
            let marker = "\(OwnName.versionMarker)\(change.cut(to: 200))"
            let version: Int
            if let recorded = state.recorded[marker] {
                version = recorded.flatMap { Int($0) } ?? supported.lowerBound
            } else {
                let newest = String(supported.upperBound)
                let attributes = RecordMarkerDecisionAttributes(details: newest, markerName: marker)
                // Where the code replays, its history was made by code that did not have the change yet.
                if !state.replay.isReplaying, state.replay.recordVersion(attributes, place: place) {
                    state.recorded.updateValue(newest, forKey: marker)
                    version = supported.upperBound
                } else {
                    version = supported.lowerBound
                }
            }
            guard supported.contains(version) else {
                state.divergence = Divergence(
                    eventId: state.replay.lastEventId,
                    recorded: "version \(version) of the change \(change)",
                    asked: "one of \(supported.lowerBound) to \(supported.upperBound)",
                    place: place
                )
                return supported.lowerBound
            }
            state.versions[change] = version
            return version
        }
    }

    /// Asks for a marker.
    func recordMarker(_ name: String, details: String?, place: SourcePlace) throws {
        try admitNow(place)
        let attributes = RecordMarkerDecisionAttributes(details: details, markerName: name)
        state.withLock { $0.replay.recordMarker(attributes, place: place) }
    }

    /// Shows how far the execution is.
    func publish(_ text: String?) {
        state.withLock { state in
            state.published = text ?? "null"
            state.isPublishedNew = !state.replay.isReplaying
        }
    }
}
