import DeciderCore
import Synchronization

extension HeldExecution {
    /// Asks for a child and waits until it started or did not.
    func startChild(
        _ attributes: StartChildWorkflowExecutionDecisionAttributes,
        place: SourcePlace
    ) async throws -> (CommandId, Resolution) {
        try await admit(place)
        let command = state.withLock { $0.replay.startChild(attributes, place: place) }
        guard case .resolution(let resolution) = try await arrival(.childStart(command), place: place) else {
            throw ExecutionReleased()
        }
        return (command, resolution)
    }

    /// Waits until a child that has started ended.
    ///
    /// - Parameter isSameCall: Whether the call that started it goes on: if that is canceled by now, the child was asked to
    ///   cancel itself and its end is waited for.
    func childOutcome(_ command: CommandId, isSameCall: Bool, place: SourcePlace) async throws -> ChildOutcome {
        if let outcome = state.withLock({ $0.children[command]?.outcome }) {
            try admitNow(place)
            return outcome
        }
        if isSameCall { try admitNow(place) } else { try await admit(place) }
        guard case .child(_, let outcome) = try await end(of: command, place: place) else { throw ExecutionReleased() }
        return outcome
    }
}
