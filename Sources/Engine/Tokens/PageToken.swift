import SWFModel
import SWFWire
import Storage
import WorkflowCore

/// What a page token says: where the next page of one result begins, and which request the result answers.
///
/// It goes on with that request only: the action and every argument must be those of the first page, but for the size of
/// the pages (swf-spec.md 2.2). The domain is one of them, so a token is of no use in another.
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
    /// The request, without what may differ from page to page; ``PagedInput/binding``.
    var request: String
    /// When it may no longer be used.
    var expires: Timestamp

    /// The token as a caller gets it.
    static func sealed(
        _ position: Position,
        for input: some PagedInput,
        by seal: Seal,
        now: Timestamp,
        limits: Limits
    ) throws -> String {
        let token = PageToken(
            position: position,
            request: try input.binding,
            expires: now + .seconds(limits.pageTokenSeconds)
        )
        return seal.seal(try AWSJSON.encode(token))
    }

    /// Opens the token of a request; absent or empty text is nil.
    ///
    /// - Throws: `ValidationException` when it is none of ours, of another request, or too old (swf-spec.md 1.7;
    ///   swf-observed.md P4, F17).
    static func open(for input: some PagedInput, by seal: Seal, now: Timestamp) throws -> Position? {
        guard let text = input.nextPageToken, !text.isEmpty else { return nil }
        let bytes = try seal.open(text)
        guard let token = try? AWSJSON.decode(PageToken.self, from: bytes), try token.request == input.binding else {
            throw Fault.invalidToken
        }
        guard token.expires >= now else {
            throw Fault(.validation, "Specified token has exceeded its maximum lifetime")
        }
        return token.position
    }
}
