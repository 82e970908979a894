import CTurnThread

/// What a thread of workflow code shares with whoever watches it: the number of its job and the state of that, one word.
///
///     idle --begin--> running --end--> idle
///     running --abandon--> abandoned --leave--> idle
///     abandoned --the signal's handler--> parked
// Unchecked, because a pointer is not Sendable: what it points to is one word, which changes atomically, here and in the handler of
// the signal, and which lives as long as this object.
final class TurnPost: @unchecked Sendable {
    private let word: UnsafeMutablePointer<martlet_turn_post>

    init() {
        word = .allocate(capacity: 1)
        word.initialize(to: martlet_turn_post(word: 0))
    }

    deinit {
        word.deallocate()
    }

    /// The calling thread stands at this post while the body runs.
    func hold(_ body: () -> Void) {
        martlet_turn_take_post(word)
        body()
        martlet_turn_take_post(nil)
    }

    /// A job begins; the thread does nothing else.
    func begin(_ job: Int) {
        _ = martlet_turn_change(word, martlet_turn_word(word), Self.word(job, MARTLET_TURN_RUNNING))
    }

    /// The thread has done a job; false when the job was abandoned before, and nobody waits for it any more.
    func end(_ job: Int) -> Bool {
        change(job, from: MARTLET_TURN_RUNNING, to: MARTLET_TURN_IDLE)
    }

    /// Gives a job up; false when the thread has just done it.
    func abandon(_ job: Int) -> Bool {
        change(job, from: MARTLET_TURN_RUNNING, to: MARTLET_TURN_ABANDONED)
    }

    /// The thread has done an abandoned job after all.
    func leave(_ job: Int) {
        _ = change(job, from: MARTLET_TURN_ABANDONED, to: MARTLET_TURN_IDLE)
    }

    /// Whether a job was abandoned and its thread is not parked.
    func isAbandoned(_ job: Int) -> Bool { martlet_turn_word(word) == Self.word(job, MARTLET_TURN_ABANDONED) }

    /// Whether a job was abandoned and its thread is parked.
    func isParked(_ job: Int) -> Bool { martlet_turn_word(word) == Self.word(job, MARTLET_TURN_PARKED) }

    private func change(_ job: Int, from: Int, to: Int) -> Bool {
        martlet_turn_change(word, Self.word(job, from), Self.word(job, to)) != 0
    }

    private static func word(_ job: Int, _ state: Int) -> Int { job * 8 + state }
}
