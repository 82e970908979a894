import DeciderCore

/// One step that the service may refuse for now, because there is too much of it at once: it is asked for again after a
/// wait, which is a timer of the execution.
struct ThrottledStep {
    let execution: HeldExecution
    /// What the timers are named after.
    let step: String
    let place: SourcePlace

    /// The waits: a second, doubling to a minute.
    private static let waits = Backoff(initial: .seconds(1), maximum: .minutes(1))

    func run<Outcome>(
        _ ask: () async throws -> Outcome,
        isRefusedForNow: (Outcome) -> Bool
    ) async throws -> Outcome {
        var refusals = 0
        while true {
            let outcome = try await ask()
            guard isRefusedForNow(outcome) else { return outcome }
            try Task.checkCancellation()
            refusals += 1
            try await execution.sleep(
                "\(step)-wait\(refusals)",
                for: Self.waits.wait(afterFailure: refusals),
                place: place
            )
        }
    }
}
