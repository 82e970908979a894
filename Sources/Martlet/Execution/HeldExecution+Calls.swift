import DeciderCore
import Synchronization

/// The code's side: what the context's calls do.
extension HeldExecution {
    /// The number of the next activity step.
    func nextActivityNumber() -> Int { next(\.activityCount) }

    /// The number of the next sleep.
    func nextTimerNumber() -> Int { next(\.timerCount) }

    /// The number of the next child.
    func nextChildNumber() -> Int { next(\.childCount) }

    /// The number of the next signal or cancel request to another execution.
    func nextExternalNumber() -> Int { next(\.externalCount) }

    /// The number of the next lambda function.
    func nextLambdaNumber() -> Int { next(\.lambdaCount) }

    private func next(_ count: any WritableKeyPath<State, Int> & Sendable) -> Int {
        state.withLock { state in
            state[keyPath: count] += 1
            return state[keyPath: count]
        }
    }

    /// Schedules an activity and waits until it ended.
    func perform(
        _ attributes: ScheduleActivityTaskDecisionAttributes,
        place: SourcePlace
    ) async throws -> ActivityOutcome {
        let resolution = try await command(place) { replay, place in replay.schedule(attributes, place: place) }
        guard case .activity(_, let outcome) = resolution else { throw ExecutionReleased() }
        return outcome
    }

    /// Starts a timer and waits until it fired.
    func sleep(_ timerId: String, for duration: Duration, place: SourcePlace) async throws {
        let attributes = StartTimerDecisionAttributes(startToFireTimeout: duration.timeout, timerId: timerId)
        let resolution = try await command(place) { replay, place in replay.startTimer(attributes, place: place) }
        guard case .timer(_, let outcome) = resolution else { throw ExecutionReleased() }
        if case .refused(let cause) = outcome {
            throw TimerFailure(timerId: timerId, cause: cause)
        }
    }

    /// Asks for a command and waits until it ended.
    func command(
        _ place: SourcePlace,
        _ ask: @Sendable (inout Replay, SourcePlace) -> CommandId
    ) async throws -> Resolution {
        try await admit(place)
        let command = state.withLock { ask(&$0.replay, place) }
        return try await end(of: command, place: place)
    }

    /// Waits until a command ended.
    func end(of command: CommandId, place: SourcePlace) async throws -> Resolution {
        guard case .resolution(let resolution) = try await arrival(.end(command), place: place) else {
            throw ExecutionReleased()
        }
        return resolution
    }

    /// Waits until the code itself makes something true.
    func wait(until isTrue: @escaping @Sendable () -> Bool, place: SourcePlace) async throws {
        try await admit(place)
        if holds(isTrue) { return }
        _ = try await arrival(.condition(isTrue), place: place)
    }

    /// The next signal of a name, when it is there or comes.
    func receive(_ name: String, place: SourcePlace) async throws -> ReceivedSignal {
        try await admit(place)
        if let signal = state.withLock({ $0.signals.next(name) }) { return signal }
        guard case .signal(let signal) = try await arrival(.signal(name), place: place) else {
            throw ExecutionReleased()
        }
        return signal
    }

    /// The next signal of a name, if it is there.
    func buffered(_ name: String, place: SourcePlace) throws -> ReceivedSignal? {
        try admitNow(place)
        return state.withLock { $0.signals.next(name) }
    }

    /// The workflow knows a signal from now on.
    func openChannel(_ name: String, place: SourcePlace) {
        guard (try? admitNow(place)) != nil else { return }
        state.withLock { $0.signals.open(name) }
    }

    /// The next number of the execution's sequence. Who is none of its own tasks gets one and takes none away, so that the
    /// sequence stays the same until the misuse is told.
    func nextRandom() -> UInt64 {
        let isOwn = executor.isDraining
        return state.withLock { state in
            if isOwn { return state.random.next() }
            state.misuse = state.misuse ?? .foreignNumber(near: state.lastPlace)
            var copy = state.random
            return copy.next()
        }
    }

    /// Writes something into the history that only tells.
    func note(_ marker: String, _ details: some Encodable, place: SourcePlace?) {
        let text = (try? ValueText.encode(details, field: "the details of a marker")) ?? nil
        let attributes = RecordMarkerDecisionAttributes(details: text, markerName: marker)
        state.withLock { $0.replay.recordMarker(attributes, place: place) }
    }

    /// Lets a call in, or throws.
    func admit(_ place: SourcePlace) async throws {
        do {
            try admitNow(place)
            try Task.checkCancellation()
        } catch let misuse as Misuse {
            throw misuse
        } catch {
            try await refuse(with: error, place: place)
        }
    }

    /// Lets a call in that does not wait, or throws.
    func admitNow(_ place: SourcePlace) throws {
        guard executor.isDraining else {
            state.withLock { $0.misuse = $0.misuse ?? .foreignCall(at: place) }
            throw Misuse.foreignCall(at: place)
        }
        let refusal: (any Error)? = state.withLock { state in
            state.lastPlace = place
            if state.isReleased { return ExecutionReleased() }
            guard let misuse = state.misuse(at: place) else { return nil }
            state.misuse = state.misuse ?? misuse
            return misuse
        }
        if let refusal { throw refusal }
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

    /// Waits until something arrives.
    func arrival(_ kind: Wait.Kind, place: SourcePlace) async throws -> Wait.Arrival {
        let id = next(\.waitCount)
        return try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { continuation in
                state.withLock { state in
                    state.waits[id] = Wait(kind: kind, continuation: continuation, place: place)
                    switch kind {
                    case .end(let command), .childStart(let command):
                        state.waitsByCommand[command, default: []].append(id)
                    case .signal(let name):
                        state.signals.wait(id, for: name)
                    case .condition:
                        state.conditions.append(id)
                    }
                }
            }
        } onCancel: {
            // Carried out when the job at hand is over, in order, whatever order the runtime cancels in.
            state.withLock { $0.unwanted.append(id) }
        }
    }
}

extension HeldExecution.State {
    /// Why a call must not be made now, though by one of the execution's own tasks; nil when it may.
    fileprivate func misuse(at place: SourcePlace) -> Misuse? {
        if isLooking { return .callInCondition(at: place) }
        return replay.commandCount - commandsBefore >= HeldExecution.askLimit ? .asking(at: place) : nil
    }
}
