import DeciderCore
import Synchronization

/// The code's side: what the context's calls do.
extension HeldExecution {
    /// The number of the next activity step.
    func nextActivityNumber() -> Int {
        state.withLock { state in
            state.activityCount += 1
            return state.activityCount
        }
    }

    /// The number of the next sleep.
    func nextTimerNumber() -> Int {
        state.withLock { state in
            state.timerCount += 1
            return state.timerCount
        }
    }

    /// Schedules an activity and waits until it ended.
    func perform(
        _ attributes: ScheduleActivityTaskDecisionAttributes,
        place: SourcePlace
    ) async throws -> ActivityOutcome {
        try await admit(place)
        let command = state.withLock { $0.replay.schedule(attributes, place: place) }
        guard case .activity(_, let outcome) = try await end(of: command, place: place) else {
            throw ExecutionReleased()
        }
        return outcome
    }

    /// Starts a timer and waits until it fired.
    func sleep(_ timerId: String, for duration: Duration, place: SourcePlace) async throws {
        try await admit(place)
        let attributes = StartTimerDecisionAttributes(startToFireTimeout: duration.timeout, timerId: timerId)
        let command = state.withLock { $0.replay.startTimer(attributes, place: place) }
        guard case .timer(_, let outcome) = try await end(of: command, place: place) else {
            throw ExecutionReleased()
        }
        if case .refused(let cause) = outcome {
            throw TimerFailure(timerId: timerId, cause: cause)
        }
    }

    /// Lets a call in, or throws.
    func admit(_ place: SourcePlace) async throws {
        guard executor.isDraining else {
            state.withLock { $0.misuse = $0.misuse ?? .foreignCall(at: place) }
            throw Misuse.foreignCall(at: place)
        }
        let isReleased = state.withLock { state in
            state.lastPlace = place
            return state.isReleased
        }
        if isReleased {
            try await refuse(with: ExecutionReleased(), place: place)
        }
        if Task.isCancelled {
            try await refuse(with: CancellationError(), place: place)
        }
    }

    /// Throws; but code that takes no notice and calls again without end is left waiting for good.
    private func refuse(with error: any Error, place: SourcePlace) async throws {
        let isSpinning = state.withLock { state in
            state.refusals += 1
            guard state.refusals > Self.refusalLimit else { return false }
            if !state.isReleased { state.misuse = state.misuse ?? .spinning(at: place) }
            return true
        }
        if isSpinning {
            // The task is given up: it leaks, which is better than a decider that hangs.
            await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
        }
        throw error
    }

    private func end(of command: CommandId, place: SourcePlace) async throws -> Resolution {
        try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { continuation in
                state.withLock { $0.waits[command] = Wait(continuation: continuation, place: place) }
            }
        } onCancel: {
            // Carried out when the job at hand is over, in command order, whatever order the runtime cancels in.
            state.withLock { $0.unwanted.append(command) }
        }
    }
}
