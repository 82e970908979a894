/// stub
final class HeldExecution: Sendable {
    struct About: Sendable {
        var domain: String
        var execution: WorkflowExecution
        var type: WorkflowType
        var tags: [String]
    }
    let about: About
    let logger: Logger
    init(about: About, logger: Logger) {
        self.about = about
        self.logger = logger
    }
    var now: Timestamp { Timestamp(milliseconds: 0) }
    var isReplaying: Bool { false }
    func nextRandom() -> UInt64 { 0 }
}
