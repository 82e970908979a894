import ServiceLifecycle

/// A call of the service that is repeated while it does not go through.
struct ServiceCall: Sendable {
    /// What came of a call in the end.
    enum Outcome<Value: Sendable>: Sendable {
        case answered(Value)
        /// The service refused it for good.
        case refused(Fault)
        /// The time was over, or the caller was canceled, before the service could be reached.
        case givenUp(any Error)
    }

    let backoff: Backoff
    let logger: Logger

    /// Repeats a call until it is answered or refused, or a moment is past.
    func repeated<Value: Sendable>(
        _ what: String,
        until deadline: ContinuousClock.Instant,
        _ call: () async throws -> Value
    ) async -> Outcome<Value> {
        var failures = 0
        while true {
            do {
                return .answered(try await call())
            } catch {
                if let fault = error as? Fault, !fault.willPass { return .refused(fault) }
                failures += 1
                let wait = backoff.wait(afterFailure: failures)
                if Task.isCancelled || ContinuousClock.now + wait >= deadline { return .givenUp(error) }
                logger.warning(
                    "\(what) did not go through and is repeated",
                    metadata: ["error": "\(error)", "failures": "\(failures)"]
                )
                // The back-off after a failed call; a cancellation ends it, and the next failure then gives up.
                try? await Task.sleep(for: wait)
            }
        }
    }
}

extension Fault {
    /// Whether the same call may go through a little later.
    var willPass: Bool {
        switch code {
        case .throttling, .internalFailure, .serviceUnavailable, .limitExceeded, .expiredToken, .invalidSignature,
            .unrecognizedClient, .accessDenied, .operationNotPermitted, .missingAuthenticationToken,
            .incompleteSignature:
            // Credentials that are refused are mended from outside while the program runs.
            true
        default: false
        }
    }
}
