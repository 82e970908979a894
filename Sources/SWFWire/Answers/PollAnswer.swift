/// The bodies with which polls are answered when no task came in time (swf-spec.md 1.11).
///
/// They have no task token. Some servers send an empty one instead; a client takes either for no task.
public enum PollAnswer {
    /// The answer of PollForDecisionTask without a task.
    public static let noDecisionTask = Array(#"{"previousStartedEventId":0,"startedEventId":0}"#.utf8)
    /// The answer of PollForActivityTask without a task.
    public static let noActivityTask = Array(#"{"startedEventId":0}"#.utf8)

    /// Reads the answer of a poll: `DecisionTask` or `ActivityTask`, nil when there is none.
    ///
    /// - Throws: ``JSONSyntaxError`` when the text is not JSON, `DecodingError` when it is no such task.
    public static func decode<Task: Decodable>(_ type: Task.Type, from bytes: [UInt8]) throws -> Task? {
        let document = try JSONDocument.parse(bytes)
        let reader = JSONReader(document: document, node: 0)
        let token = try Receipt(from: reader).taskToken
        return token == nil || token == "" ? nil : try Task(from: reader)
    }

    private struct Receipt: Decodable {
        var taskToken: String?
    }
}
