public import Martlet

/// An execution that closed otherwise than completed, where a test wanted its result.
public struct ExecutionFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// How it closed, and why.
    public var outcome: ExecutionOutcome
    /// What it still waited for when it closed, one thing a line.
    public var waits: [String]
    /// The file of the test, as the compiler names it.
    public var fileID: String
    /// The line of the test.
    public var line: Int

    /// The reason that the execution was failed or terminated with; nil when there is none.
    public var reason: String? { outcome.reason }

    /// A sentence, the details and what it waited for.
    public var description: String {
        let name = outcome.execution.workflowId
        var lines: [String]
        switch outcome.closeStatus {
        case .failed: lines = ["The execution \(name) failed: \(outcome.reason ?? "no reason was given")"]
        case .canceled: lines = ["The execution \(name) was canceled."]
        case .terminated: lines = ["The execution \(name) was terminated: \(outcome.reason ?? "no reason was given")"]
        case .timedOut: lines = ["The execution \(name) was open for longer than its executionStartToClose timeout."]
        case .completed, .continuedAsNew: lines = ["The execution \(name) closed as \(outcome.closeStatus.rawValue)."]
        }
        lines += outcome.details?.split(separator: "\n").map { "  " + $0 } ?? []
        if !waits.isEmpty { lines += ["It waited for:"] + waits.map { "  " + $0 } }
        return (lines + ["at \(fileID):\(line)"]).joined(separator: "\n")
    }
}
