import CommandSupport
import Pools

/// The life of a process of a pool. Pure: what happened comes in, what is to be done comes out.
///
///     waiting --begin--> polling --asked to stop, idle, old, worn out, replaced--> finishing --loop ended--> left
///     finishing --what is held is lost, and does not end--> left
///     finishing --asked to stop again--> handing back --handed back, or loop ended--> left
///     finishing (replaced) --loop ended--> executing --it cannot be run--> polling
struct PoolLife: Equatable, Sendable {
    /// Why it polls no more.
    enum Reason: Equatable, Sendable {
        case asked, wornOut
        /// It had nothing to do, or its time is over; with the facts in words.
        case idle(String)
        case old(String)
        case replaced(ProgramFile.Fingerprint)
    }

    enum State: Equatable, Sendable {
        /// It has not polled yet.
        case waiting
        case polling
        case finishing(Reason)
        case handingBack
        case executing(ProgramFile.Fingerprint)
        case left
    }

    enum Event: Equatable, Sendable {
        /// The wait before the first poll is over.
        case begin
        /// TERM or INT.
        case askedToStop
        case idle(String)
        case old(String)
        case wornOut
        /// Another program file is there, and can be run.
        case replaced(ProgramFile.Fingerprint)
        /// The loop has finished what it held.
        case loopEnded
        case handedBack
        /// The service waits for nothing of what is held any more, and the code that works on it does not end.
        case onlyLost
        /// The program file that was there is not what was looked at, or was not run by the system.
        case notExecuted
    }

    enum Action: Equatable, Sendable {
        case poll
        case stopPolling(Reason)
        case handBack
        case execute(ProgramFile.Fingerprint)
        case leave(ProgramStatus)
    }

    private(set) var state = State.waiting

    /// What is to be done; nil for nothing.
    mutating func happened(_ event: Event) -> Action? {
        switch (state, event) {
        case (.waiting, .begin), (.executing, .notExecuted):
            state = .polling
            return .poll
        case (.waiting, .askedToStop):
            state = .left
            return .leave(.ok)
        case (.waiting, .replaced(let file)):
            state = .executing(file)
            return .execute(file)
        case (.polling, .askedToStop): return finish(.asked)
        case (.polling, .idle(let facts)): return finish(.idle(facts))
        case (.polling, .old(let facts)): return finish(.old(facts))
        case (.polling, .wornOut): return finish(.wornOut)
        case (.polling, .replaced(let file)): return finish(.replaced(file))
        case (.finishing(.asked), .askedToStop):
            state = .handingBack
            return .handBack
        case (.finishing, .askedToStop):
            // Whatever it was about to leave for, it was asked now, for the first time.
            state = .finishing(.asked)
            return nil
        case (.finishing(let reason), .onlyLost):
            // Another program may wait: whoever holds a slot for nothing holds it in this one too.
            if case .replaced = reason { return nil }
            state = .left
            return .leave(reason == .wornOut ? .wornOut : .ok)
        case (.finishing(.replaced(let file)), .loopEnded):
            state = .executing(file)
            return .execute(file)
        case (.finishing(let reason), .loopEnded):
            state = .left
            return .leave(reason == .wornOut ? .wornOut : .ok)
        case (.polling, .loopEnded):
            // Nothing ends it but what is above; should it end all the same, it is started anew by whoever looks after it.
            state = .left
            return .leave(.unexpected)
        case (.handingBack, .handedBack), (.handingBack, .loopEnded):
            state = .left
            return .leave(.ok)
        case (.waiting, _), (.polling, _), (.finishing, _), (.handingBack, _), (.executing, _), (.left, _):
            return nil
        }
    }

    private mutating func finish(_ reason: Reason) -> Action {
        state = .finishing(reason)
        return .stopPolling(reason)
    }
}
