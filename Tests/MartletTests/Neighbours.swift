import SWFModel
import WorkflowCore

/// The other executions of a simulated world, and the post between them and the one that is tested.
///
/// What they do is in their names: a child of the workflow `ChildFails` fails, `ChildWaits` runs until it is asked to
/// cancel itself, and every other completes with its input; an execution called `nobody` does not exist.
struct Neighbours {
    /// What comes of a message.
    enum Delivery {
        /// Something comes back.
        case answer(OutboxMessage)
        /// A lambda function is to be called.
        case call(LambdaInvocation)
        case nothing
    }

    private enum Post {
        case out(OutboxMessage)
        case back(OutboxMessage)
    }

    private struct Child {
        var workflowId: String
        var initiatedEventId: EventId
        var type: WorkflowType
        var parent: ExecutionIdentity
    }

    private var posts: [Post] = []
    private var waitingChildren: [Child] = []
    private var runs = 0

    /// How many messages are under way.
    var deliverable: Int { posts.count }

    mutating func take(_ message: OutboxMessage) {
        posts.append(.out(message))
    }

    /// Lets one of the messages arrive.
    mutating func deliver(_ index: Int) -> Delivery {
        switch posts.remove(at: index) {
        case .back(let message): .answer(message)
        case .out(let message): sent(message)
        }
    }

    private mutating func sent(_ message: OutboxMessage) -> Delivery {
        let target = WorkflowExecution(runId: "other-run", workflowId: message.toWorkflowId)
        switch message.body {
        case .invokeLambda(let call):
            return .call(call)
        case .startChild(let attributes, let initiatedEventId):
            return start(attributes, initiatedEventId, for: message)
        case .signal(_, _, let initiatedEventId):
            return message.toWorkflowId == "nobody"
                ? .answer(
                    back(
                        message,
                        .signalFailed(initiatedEventId: initiatedEventId, cause: .unknownExternalWorkflowExecution)
                    )
                )
                : .answer(back(message, .signalDelivered(initiatedEventId: initiatedEventId, target: target)))
        case .requestCancel(let initiatedEventId):
            if let index = waitingChildren.firstIndex(where: { $0.workflowId == message.toWorkflowId }) {
                let child = waitingChildren.remove(at: index)
                posts.append(.back(closed(child, .canceled(details: nil), for: message)))
            } else if message.toWorkflowId == "nobody" || message.toWorkflowId.contains("Child") {
                return .answer(
                    back(
                        message,
                        .cancelFailed(initiatedEventId: initiatedEventId, cause: .unknownExternalWorkflowExecution)
                    )
                )
            }
            return .answer(back(message, .cancelDelivered(initiatedEventId: initiatedEventId, target: target)))
        default:
            return .nothing
        }
    }

    private mutating func start(
        _ attributes: StartChildWorkflowExecutionInitiatedEventAttributes,
        _ initiatedEventId: EventId,
        for message: OutboxMessage
    ) -> Delivery {
        if attributes.workflowId == "taken" {
            return .answer(
                back(message, .childStartFailed(initiatedEventId: initiatedEventId, cause: .workflowAlreadyRunning))
            )
        }
        runs += 1
        let child = Child(
            workflowId: attributes.workflowId,
            initiatedEventId: initiatedEventId,
            type: attributes.workflowType,
            parent: message.from
        )
        switch attributes.workflowType.name {
        case "ChildWaits":
            waitingChildren.append(child)
        case "ChildFails":
            posts.append(.back(closed(child, .failed(reason: "the child broke", details: "more"), for: message)))
        case "ChildEnds":
            posts.append(.back(closed(child, .terminated, for: message)))
        default:
            posts.append(.back(closed(child, .completed(result: attributes.input), for: message)))
        }
        return .answer(
            back(
                message,
                .childStarted(
                    initiatedEventId: initiatedEventId,
                    child: WorkflowExecution(runId: "child-run-\(runs)", workflowId: attributes.workflowId)
                )
            )
        )
    }

    private func closed(
        _ child: Child,
        _ outcome: WorkflowCore.ChildOutcome,
        for message: OutboxMessage
    ) -> OutboxMessage {
        back(
            message,
            .childClosed(
                initiatedEventId: child.initiatedEventId,
                child: WorkflowExecution(runId: "child-run", workflowId: child.workflowId),
                workflowType: child.type,
                outcome: outcome
            )
        )
    }

    private func back(_ message: OutboxMessage, _ body: OutboxMessage.Body) -> OutboxMessage {
        let other = ExecutionIdentity(
            id: 2,
            domain: message.from.domain,
            execution: WorkflowExecution(runId: "other-run", workflowId: message.toWorkflowId)
        )
        return OutboxMessage(
            from: other,
            toWorkflowId: message.from.execution.workflowId,
            toRunId: message.from.execution.runId,
            body: body
        )
    }
}
