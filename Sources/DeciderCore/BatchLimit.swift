import SWFModel

/// How much one answer to a decision task may hold; the rest follows with the next.
///
/// Amazon SWF takes at most 100 scheduled activities with a decision and 1 MB with a request (swf-spec.md 3.1, 8.1).
public struct BatchLimit: Hashable, Sendable {
    /// Decisions of one answer, the timer that calls for the rest not counted.
    public var decisions: Int
    /// Bytes of one answer, by estimate.
    public var bytes: Int

    /// Creates a limit.
    public init(decisions: Int = 100, bytes: Int = 800_000) {
        self.decisions = max(1, decisions)
        self.bytes = bytes
    }

    /// How many of these decisions fit; at least one.
    func prefix(of asked: [AskedDecision]) -> Int {
        var count = 0
        var size = 0
        for item in asked {
            size += Self.bytes(of: item.decision)
            if count > 0, count >= decisions || size > bytes { return count }
            count += 1
        }
        return count
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
