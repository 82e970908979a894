import DeciderCore

extension HeldExecution {
    /// What the objects and tasks of any execution take.
    private static let overhead = 4_096
    /// What code takes that waits: its task, its frames, what they point to.
    private static let bytesPerWait = 1_024

    /// About how many bytes the execution takes in memory: what it was given by its history, which code may keep, and
    /// what the replay keeps of its commands. What the code makes by itself is not known.
    var byteEstimate: Int {
        state.withLock { state in
            Self.overhead + state.givenBytes + state.waits.count * Self.bytesPerWait + state.replay.byteEstimate
        }
    }
}

extension HeldExecution.State {
    /// The next resolution, counted.
    mutating func nextResolution() -> Resolution? {
        guard let resolution = replay.nextResolution() else { return nil }
        givenBytes += resolution.payloadBytes
        return resolution
    }
}

extension Resolution {
    /// The bytes of the texts that code is given by it.
    fileprivate var payloadBytes: Int {
        switch self {
        case .started(let attributes): attributes.input?.utf8.count ?? 0
        case .signaled(_, let attributes): attributes.input?.utf8.count ?? 0
        case .activity(_, .completed(let result)): result?.utf8.count ?? 0
        case .activity(_, .failed(_, let details)): details?.utf8.count ?? 0
        case .activity(_, .timedOut(_, let details)): details?.utf8.count ?? 0
        case .child(_, .completed(let result)): result?.utf8.count ?? 0
        case .child(_, .failed(_, let details)): details?.utf8.count ?? 0
        case .lambda(_, .completed(let result)): result?.utf8.count ?? 0
        default: 0
        }
    }
}
