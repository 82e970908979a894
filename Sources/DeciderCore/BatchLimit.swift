import SWFModel

/// How much one answer to a decision task may hold; the rest follows with the next.
///
/// Amazon SWF takes at most 100 scheduled activities with a decision and 1 MB with a request (swf-spec.md 3.1, 8.1).
/// The markers of versions, which stand first, always go: a replay takes a turn whose answer has none for one of code that
/// was without the change. There are at most ``Replay/versionLimit`` of them, less than half of a request.
public struct BatchLimit: Hashable, Sendable {
    /// Decisions of one answer, not counting markers of versions and the timer that calls for the rest.
    public var decisions: Int
    /// Bytes of one answer, by estimate.
    public var bytes: Int

    /// Creates a limit.
    public init(decisions: Int = 100, bytes: Int = 800_000) {
        self.decisions = max(1, decisions)
        self.bytes = bytes
    }

    /// How many of these decisions fit: the versions at their head, and at least one more.
    func prefix(of asked: [AskedDecision]) -> Int {
        let versions = asked.prefix { OwnName.isVersion($0.decision) }
        var size = versions.reduce(0) { $0 + Self.bytes(of: $1.decision) }
        for (count, item) in asked[versions.endIndex...].enumerated() {
            size += Self.bytes(of: item.decision)
            if count > 0, count >= decisions || size > bytes { return versions.count + count }
        }
        return asked.count
    }

    /// About how many bytes a decision takes in a request: text in JSON grows by its quotes and backslashes.
    private static func bytes(of decision: Decision) -> Int {
        let overhead = 600
        return switch decision {
        case .scheduleActivityTask(let attributes): overhead + bytes(of: attributes.input)
        case .completeWorkflowExecution(let attributes): overhead + bytes(of: attributes.result)
        case .failWorkflowExecution(let attributes): overhead + bytes(of: attributes.details)
        case .recordMarker(let attributes): overhead + bytes(of: attributes.details)
        case .startChildWorkflowExecution(let attributes): overhead + bytes(of: attributes.input)
        case .signalExternalWorkflowExecution(let attributes): overhead + bytes(of: attributes.input)
        case .scheduleLambdaFunction(let attributes): overhead + bytes(of: attributes.input)
        case .continueAsNewWorkflowExecution(let attributes): overhead + bytes(of: attributes.input)
        default: overhead
        }
    }

    private static func bytes(of text: String?) -> Int {
        guard let text else { return 0 }
        return text.utf8.reduce(0) { $0 + ($1 == 0x22 || $1 == 0x5C ? 2 : 1) }
    }
}
