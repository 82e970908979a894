import SWFModel
import SWFWire
import Synchronization

/// A call on its way.
struct SimulatedCall {
    var id: Int
    var request: SimulatedRequest
    /// What the call leaves in a history if it is done; nil when it leaves nothing of its own.
    var mark: String?
    /// Whom it is about.
    var workflowId: String
    /// Which server it was sent to.
    var server: Int
    /// Whether its answer will not reach the caller.
    var losesAnswer: Bool
    /// How often it may still be made again when the caller hears nothing.
    var repetitions: Int
    var task: Task<Void, Never>
}

/// How a call ended, at the server.
enum SimulatedOutcome: Sendable {
    case reply(SimulatedReply)
    /// The service refused: nothing was done.
    case refused(Fault)
    /// Nobody knows what was done.
    case unknown(String)

    /// Makes the call and takes what comes of it.
    static func of(_ request: SimulatedRequest, on service: any EncodedHistoryService) async -> SimulatedOutcome {
        do {
            return .reply(try await request.perform(on: service))
        } catch let fault as Fault {
            // Every other fault says that nothing was done, that of a store which cannot write now too.
            return fault.code == .internalFailure ? .unknown(fault.message ?? "") : .refused(fault)
        } catch {
            return .unknown("\(error)")
        }
    }
}

/// Where the tasks of calls leave how they ended, in the order in which they ended.
final class SimulatedMailbox: Sendable {
    private let letters = Mutex<[(call: Int, outcome: SimulatedOutcome)]>([])

    func post(_ call: Int, _ outcome: SimulatedOutcome) {
        letters.withLock { $0.append((call, outcome)) }
    }

    func takeAll() -> [(call: Int, outcome: SimulatedOutcome)] {
        letters.withLock { letters in
            defer { letters.removeAll(keepingCapacity: true) }
            return letters
        }
    }
}
