import MartletTesting
import SWFModel
import SWFWire
import Synchronization

/// A service that does one thing wrong.
final class FaultyService: ForwardingService, EncodedHistoryService {
    private let encoded: any EncodedHistoryService
    private let fault: PlantedFault
    private let state = Mutex((calls: 0, last: EncodedDecisionTask?.none))

    init(encoded: any EncodedHistoryService, fault: PlantedFault) {
        self.encoded = encoded
        self.fault = fault
    }

    var base: any SimpleWorkflowService { encoded }

    /// True for every so many calls.
    private func isOne(in count: Int) -> Bool {
        state.withLock { state in
            state.calls += 1
            return state.calls.isMultiple(of: count)
        }
    }

    func signalWorkflowExecution(_ input: SignalWorkflowExecutionInput) async throws {
        if fault == .signalsTwice, isOne(in: 4) { try await encoded.signalWorkflowExecution(input) }
        do {
            try await encoded.signalWorkflowExecution(input)
        } catch let refusal as Fault
            where fault == .acknowledgesFailure && [.serviceUnavailable, .internalFailure].contains(refusal.code)
        {
            return
        }
    }

    func pollForDecisionTaskEncoded(_ input: PollForDecisionTaskInput) async throws -> EncodedDecisionTask? {
        if fault == .handsOutTwice, input.nextPageToken == nil, isOne(in: 10), let last = state.withLock({ $0.last }) {
            return last
        }
        var task = try await encoded.pollForDecisionTaskEncoded(input)
        if fault == .handsOutTwice, input.nextPageToken == nil, let task { state.withLock { $0.last = task } }
        if fault == .cutsHistory, isOne(in: 5), let whole = task {
            let events = try whole.events.decoded()
            task?.events = try EncodedEvents(Array(events.dropFirst()))
        }
        return task
    }

    func getWorkflowExecutionHistoryEncoded(
        _ input: GetWorkflowExecutionHistoryInput
    ) async throws -> EncodedHistory {
        try await encoded.getWorkflowExecutionHistoryEncoded(input)
    }
}
