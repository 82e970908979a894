import Engine
import SWFModel
import Synchronization

/// Lambda functions that answer as chance has it: at once or late, well or badly, or not in time.
final class SimulatedFunctions: LambdaService {
    private let clock: any ServiceClock
    private let random: Mutex<SeededRandom>

    init(clock: any ServiceClock, random: SeededRandom) {
        self.clock = clock
        self.random = Mutex(random)
    }

    func call(_ call: LambdaCall) async throws(CancellationError) -> LambdaAnswer {
        let (seconds, kind) = random.withLock { random in
            (random.isOneIn(2) ? 0 : Int.random(in: 0...60, using: &random), Int.random(in: 0..<4, using: &random))
        }
        do {
            if seconds > 0 { try await clock.sleep(for: .seconds(seconds)) }
        } catch {
            throw CancellationError()
        }
        return switch kind {
        case 0: .failed(reason: "Unhandled", details: call.invocationId)
        case 1: .unknownFunction(call.function)
        default: .completed(result: call.invocationId)
        }
    }
}
