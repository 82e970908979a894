import Logging
import SWFModel
import Storage
import Synchronization

/// The upkeep of the store.
extension WorkflowEngine {
    /// Lets the store put itself in order after every so many commits, off their path.
    func maintainStore() async {
        while !Task.isCancelled {
            await maintenanceSignal.wait()
            guard !Task.isCancelled else { return }
            do {
                try await store.maintain()
            } catch {
                if stopsCommits(error) { continue }
                logger.warning("the upkeep of the store failed; it is tried again", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Takes note of a failure beside the commits: after some nothing may be committed any more, although no commit has
    /// failed yet.
    ///
    /// - Returns: Whether that is known now, so that there is no more to say.
    func stopsCommits(_ error: any Error) -> Bool {
        if let error = error as? StoreError, error.code == .mustReopen {
            let isFirst = state.withLock { state in
                defer { state.broken = state.broken ?? StoreError(error.code, error.description) }
                return state.broken == nil
            }
            if isFirst { recoverySignal.set() }
        }
        return state.withLock { $0.broken != nil }
    }

    /// Lets reads show what the store holds, not what memory made of a commit that is in doubt.
    private func readAnewWithoutCommitting() async {
        do {
            let contents = try await store.contents()
            let capacity = configuration.residentExecutions
            state.withLock { $0.readAnew(contents, residentCapacity: capacity) }
        } catch {
            logger.error("the store cannot be read", metadata: ["error": "\(error)"])
        }
    }

    /// After a commit that failed: waits until the store can commit, reads memory anew from it, and goes on.
    ///
    /// A store that must be opened anew is left alone: only a new process does that.
    func recoverFromFailures() async {
        while !Task.isCancelled {
            await recoverySignal.wait()
            if let error = state.withLock({ $0.broken }), error.code == .mustReopen {
                logger.critical(
                    "nothing is committed any more until this server is started again; reads go on",
                    metadata: ["error": "\(error)"]
                )
                await readAnewWithoutCommitting()
                return
            }
            while !Task.isCancelled, state.withLock({ $0.broken != nil }) {
                do {
                    try await store.probe()
                    let contents = try await store.contents()
                    let now = clock.now
                    let capacity = configuration.residentExecutions
                    state.withLock { $0.recover(contents, residentCapacity: capacity, now: now) }
                    // Tasks were given to polls that waited, and nobody else waits for that to be written.
                    try? await settleAll()
                    outboxSignal.set()
                    lambdaSignal.set()
                    sweepSignal.set()
                    logger.notice("the store commits again")
                } catch {
                    logger.error("the store still cannot commit", metadata: ["error": "\(error)"])
                    try? await clock.sleep(for: .seconds(1))
                }
            }
        }
    }
}

extension EngineState {
    /// Takes what the store holds in place of what memory holds.
    mutating func readAnew(_ contents: StoreContents, residentCapacity: Int) {
        residents = ResidentExecutions(capacity: residentCapacity)
        load(contents)
    }

    /// Begins anew from what the store holds.
    mutating func recover(_ contents: StoreContents, residentCapacity: Int, now: Timestamp) {
        readAnew(contents, residentCapacity: residentCapacity)
        broken = nil
        // In an order that follows from the names alone: a run shall be repeatable.
        for name in taskLists.keys.sorted() { serve(name, now: now) }
    }
}
