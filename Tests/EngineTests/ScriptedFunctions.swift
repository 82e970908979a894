import SWFModel
import Synchronization

@testable import Engine

/// A lambda service that answers as it is told and remembers who called.
final class ScriptedFunctions: LambdaService {
    /// What a function does.
    enum Behaviour: Sendable {
        case answers(LambdaAnswer)
        /// Never answers: it waits for its time to be up, or for the server to leave.
        case hangs
    }

    private let behaviours: [String: Behaviour]
    private let made = Mutex<[LambdaCall]>([])
    private let stopped = Mutex<[LambdaCall]>([])

    init(_ behaviours: [String: Behaviour]) {
        self.behaviours = behaviours
    }

    /// All calls, in order.
    var calls: [LambdaCall] { made.withLock { $0 } }

    /// The calls that were canceled.
    var canceled: [LambdaCall] { stopped.withLock { $0 } }

    func call(_ call: LambdaCall) async throws(CancellationError) -> LambdaAnswer {
        made.withLock { $0.append(call) }
        switch behaviours[call.function] {
        case nil: return .unknownFunction(call.function)
        case .answers(let answer): return answer
        case .hangs:
            let forever = Signal()
            while !Task.isCancelled { await forever.wait() }
            stopped.withLock { $0.append(call) }
            throw CancellationError()
        }
    }
}
