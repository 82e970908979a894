import SWFModel
import SWFWire
import Storage
import WorkflowCore

/// What a page token says: where the next page of one result begins.
struct PageToken: Codable, Sendable {
    /// Which result it goes on with.
    enum Position: Codable, Hashable, Sendable {
        /// The events of an execution: the next event in the order of the pages.
        case history(executionId: Int, next: EventId)
        /// The events of a decision task; the task itself is repeated on every page.
        case decisionTask(token: String, previousStartedEventId: EventId, next: EventId)
        /// A list of executions: the last one shown.
        case executions(time: Int, id: Int)
        /// A list of domains or types: the last one shown.
        case names(name: String, version: String)
    }

    var position: Position
    /// When it may no longer be used.
    var expires: Timestamp

    /// The token as a caller gets it.
    static func sealed(_ position: Position, by seal: Seal, now: Timestamp, limits: Limits) throws -> String {
        let token = PageToken(position: position, expires: now + .seconds(limits.pageTokenSeconds))
        return seal.seal(try AWSJSON.encode(token))
    }

    /// Opens a token; absent or empty text is nil.
    ///
    /// - Throws: `ValidationException` when it is none of ours or too old (swf-spec.md 1.7).
    static func open(_ text: String?, by seal: Seal, now: Timestamp) throws(Fault) -> Position? {
        guard let text, !text.isEmpty else { return nil }
        let bytes = try seal.open(text)
        guard let token = try? AWSJSON.decode(PageToken.self, from: bytes) else { throw Fault.invalidToken }
        guard token.expires >= now else {
            throw Fault(.validation, "Specified token has exceeded its maximum lifetime")
        }
        return token.position
    }
}
