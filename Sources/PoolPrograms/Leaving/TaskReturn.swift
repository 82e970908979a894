import CommandSupport
import Logging
import Martlet
import SWFModel

/// Hands tasks back, because the process was asked to leave a second time.
struct TaskReturn: Sendable {
    let identity: String
    let logger: Logger
    /// How long the service may take, all together.
    private static let limit = Duration.seconds(4)

    /// Hands them back, at once and side by side. What the service does not take back is left to its timeouts.
    func run(_ tasks: [TaskInHand], to keeper: some TaskKeeper) async {
        guard !tasks.isEmpty else { return }
        // Whoever asks twice does not wait for long.
        _ = await TimeLimit(Self.limit).run {
            await withDiscardingTaskGroup { group in
                for task in tasks { group.addTask { await handBack(task, to: keeper) } }
            }
        }
    }

    private func handBack(_ task: TaskInHand, to keeper: some TaskKeeper) async {
        var logger = logger
        logger[metadataKey: "workflowId"] = "\(task.execution.workflowId)"
        logger[metadataKey: "runId"] = "\(task.execution.runId)"
        logger[metadataKey: "type"] = "\(task.type)"
        if let id = task.activityId { logger[metadataKey: "activityId"] = "\(id)" }
        do {
            try await keeper.handBack(taskToken: task.taskToken, identity: identity, reason: "asked to stop twice")
            logger.notice("handed a task back; another may have it at once")
        } catch let fault as Fault where fault.code == .unknownResource {
            logger.info("a task was answered before it could be handed back")
        } catch  where Fault.isUnknownOperation(error) {
            logger.warning("the service takes no tasks back: this one is left to its timeouts")
        } catch {
            logger.warning(
                "a task could not be handed back and is left to its timeouts",
                metadata: ["error": "\(error)"]
            )
        }
    }
}
