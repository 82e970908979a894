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
                logger.warning("the upkeep of the store failed; it is tried again", metadata: ["error": "\(error)"])
            }
        }
    }

    /// After a commit that failed: waits until the store can commit, reads memory anew from it, and goes on.
    func recoverFromFailures() async {
        while !Task.isCancelled {
            await recoverySignal.wait()
            while !Task.isCancelled, state.withLock({ $0.broken != nil }) {
                do {
                    try await store.probe()
                    let contents = try await store.contents()
                    let now = clock.now
                    let capacity = configuration.residentExecutions
                    state.withLock { $0.recover(contents, residentCapacity: capacity, now: now) }
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
    /// Begins anew from what the store holds.
    mutating func recover(_ contents: StoreContents, residentCapacity: Int, now: Timestamp) {
        residents = ResidentExecutions(capacity: residentCapacity)
        load(contents)
        broken = nil
        for name in taskLists.keys { serve(name, now: now) }
    }
}
