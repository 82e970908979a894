import Logging
import SWFModel

/// The tasks whose poll did not get them: each is handed back, so that the next poll has it at once and not only after its own
/// timeout.
struct UndeliveredTasks: Sendable {
    private let deliveries: AsyncStream<Delivery>
    private let continuation: AsyncStream<Delivery>.Continuation
    private let logger: Logger

    init(logger: Logger) {
        (deliveries, continuation) = AsyncStream.makeStream()
        self.logger = logger
    }

    /// Takes a task; also from an event loop.
    func add(_ delivery: Delivery) {
        continuation.yield(delivery)
    }

    /// No more will come.
    func finish() {
        continuation.finish()
    }

    /// Hands tasks back until ``finish()``, or until its task is cancelled.
    func handBack() async {
        await withDiscardingTaskGroup { group in
            for await delivery in deliveries {
                group.addTask { await handBack(delivery) }
            }
        }
    }

    private func handBack(_ delivery: Delivery) async {
        do {
            try await delivery.keeper.handBack(
                taskToken: delivery.taskToken,
                identity: delivery.identity,
                reason: "the connection of its poll ended before it had the task"
            )
            logger.info(
                "A task was handed back whose poll was gone.",
                metadata: ["identity": "\(delivery.identity ?? "")"]
            )
        } catch let fault as Fault where fault.code == .unknownResource {
            // It is over already, for example because its execution is.
        } catch {
            logger.warning(
                "A task whose poll was gone could not be handed back; it runs into its own timeout.",
                metadata: ["identity": "\(delivery.identity ?? "")", "error": "\(error)"]
            )
        }
    }
}
