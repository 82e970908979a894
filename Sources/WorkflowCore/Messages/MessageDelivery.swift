import OrderedCollections
public import SWFModel

/// Messages between executions, each delivered as one transition of the target (swf-spec.md 5.7 to 5.9).
extension ExecutionMachine {
    /// Starts the child that the message asks for; nil when the message asks for something else.
    ///
    /// For the engine to call when the workflow id has no open run; when it has one, the answer is the message's
    /// ``OutboxMessage/undeliverable``. The transition tells the parent that the child runs.
    public static func startChild(
        _ message: OutboxMessage,
        identity: ExecutionIdentity,
        limits: Limits = Limits(),
        at now: Timestamp
    ) -> (machine: ExecutionMachine, transition: Transition)? {
        guard case .startChild(let initiated, let initiatedEventId) = message.body else { return nil }
        let attributes = WorkflowExecutionStartedEventAttributes(
            childPolicy: initiated.childPolicy,
            executionStartToCloseTimeout: initiated.executionStartToCloseTimeout,
            input: initiated.input,
            lambdaRole: initiated.lambdaRole,
            parentInitiatedEventId: initiatedEventId,
            parentWorkflowExecution: message.from.execution,
            tagList: initiated.tagList,
            taskList: initiated.taskList,
            taskPriority: initiated.taskPriority,
            taskStartToCloseTimeout: initiated.taskStartToCloseTimeout,
            workflowType: initiated.workflowType
        )
        var (machine, transition) = start(attributes, identity: identity, limits: limits, at: now)
        machine.answer(
            .childStarted(initiatedEventId: initiatedEventId, child: identity.execution),
            to: message,
            in: &transition
        )
        return (machine, transition)
    }

    /// Takes a message that was sent to this execution. Empty when it changes nothing: it is an answer that was not
    /// waited for, or an answer to a closed execution, or a child policy for somebody else's child.
    ///
    /// A request (signal, cancel) that reaches a closed execution changes nothing either and answers its sender that
    /// there was no such execution. A child's start is not taken here: see ``startChild(_:identity:limits:at:)``;
    /// nor is a lambda function: see ``lambdaFunctionStarted(scheduledEventId:at:)``.
    public mutating func received(_ message: OutboxMessage, at now: Timestamp) -> Transition {
        var transition = begin(at: now)
        guard state.isOpen else {
            refuse(message, in: &transition)
            return transition
        }
        switch message.body {
        case .signal(let name, let input, let initiatedEventId):
            let event = WorkflowExecutionSignaledEventAttributes(
                externalInitiatedEventId: initiatedEventId,
                externalWorkflowExecution: message.from.execution,
                input: input,
                signalName: name
            )
            if record(.workflowExecutionSignaled(event), in: &transition) {
                answer(
                    .signalDelivered(initiatedEventId: initiatedEventId, target: state.identity.execution),
                    to: message,
                    in: &transition
                )
            } else {
                refuse(message, in: &transition)
            }
        case .requestCancel(let initiatedEventId):
            let event = WorkflowExecutionCancelRequestedEventAttributes(
                externalInitiatedEventId: initiatedEventId,
                externalWorkflowExecution: message.from.execution
            )
            if record(.workflowExecutionCancelRequested(event), in: &transition) {
                answer(
                    .cancelDelivered(initiatedEventId: initiatedEventId, target: state.identity.execution),
                    to: message,
                    in: &transition
                )
            } else {
                refuse(message, in: &transition)
            }
        case .childPolicy(let policy, let initiatedEventId):
            parentClosed(policy, initiatedEventId, from: message.from.execution, in: &transition)
        case .startChild, .invokeLambda:
            break

        case .signalDelivered(let initiatedEventId, let target):
            if state.externalRequests[initiatedEventId]?.kind == .signal {
                record(
                    .externalWorkflowExecutionSignaled(
                        .init(initiatedEventId: initiatedEventId, workflowExecution: target)
                    ),
                    in: &transition
                )
            }
        case .signalFailed(let initiatedEventId, let cause):
            signalFailed(initiatedEventId, cause, in: &transition)
        case .cancelDelivered(let initiatedEventId, let target):
            if state.externalRequests[initiatedEventId]?.kind == .cancel {
                record(
                    .externalWorkflowExecutionCancelRequested(
                        .init(initiatedEventId: initiatedEventId, workflowExecution: target)
                    ),
                    in: &transition
                )
            }
        case .cancelFailed(let initiatedEventId, let cause):
            cancelFailed(initiatedEventId, cause, in: &transition)

        case .childStarted(let initiatedEventId, let child):
            childStarted(initiatedEventId, child, in: &transition)
        case .childStartFailed(let initiatedEventId, let cause):
            childStartFailed(initiatedEventId, cause, in: &transition)
        case .childClosed(let initiatedEventId, let child, let workflowType, let outcome):
            childClosed(initiatedEventId, child, workflowType, outcome, in: &transition)
        }
        return settled(transition)
    }

    /// Tells the sender that its request did not arrive: the execution is closed, or this would have been the event too
    /// many, which ended it.
    private func refuse(_ message: OutboxMessage, in transition: inout Transition) {
        if let answer = message.undeliverable { transition.effects.append(.send(answer)) }
    }

    private func answer(
        _ body: OutboxMessage.Body,
        to message: OutboxMessage,
        in transition: inout Transition
    ) {
        let source = message.from.execution
        send(body, to: source.workflowId, runId: source.runId, in: &transition)
    }

    /// The parent was terminated or timed out. The workflow id may by now belong to an execution that is not the child
    /// that was meant: only the child does as it is told.
    private mutating func parentClosed(
        _ policy: ChildPolicy,
        _ initiatedEventId: EventId,
        from parent: WorkflowExecution,
        in transition: inout Transition
    ) {
        guard state.parent == parent, state.parentInitiatedEventId == initiatedEventId else { return }
        switch policy {
        case .terminate:
            record(
                .workflowExecutionTerminated(
                    .init(cause: .childPolicyApplied, childPolicy: state.configuration.childPolicy)
                ),
                in: &transition
            )
        case .requestCancel:
            record(
                .workflowExecutionCancelRequested(
                    .init(
                        cause: .childPolicyApplied,
                        externalInitiatedEventId: 0,
                        externalWorkflowExecution: parent
                    )
                ),
                in: &transition
            )
        case .abandon:
            break
        }
    }

    private mutating func signalFailed(
        _ initiatedEventId: EventId,
        _ cause: SignalExternalWorkflowExecutionFailedCause,
        in transition: inout Transition
    ) {
        guard let request = state.externalRequests[initiatedEventId], request.kind == .signal else { return }
        record(
            .signalExternalWorkflowExecutionFailed(
                .init(
                    cause: cause,
                    control: request.control,
                    decisionTaskCompletedEventId: request.decisionTaskCompletedEventId,
                    initiatedEventId: initiatedEventId,
                    runId: request.runId,
                    workflowId: request.workflowId
                )
            ),
            in: &transition
        )
    }

    private mutating func cancelFailed(
        _ initiatedEventId: EventId,
        _ cause: RequestCancelExternalWorkflowExecutionFailedCause,
        in transition: inout Transition
    ) {
        guard let request = state.externalRequests[initiatedEventId], request.kind == .cancel else { return }
        record(
            .requestCancelExternalWorkflowExecutionFailed(
                .init(
                    cause: cause,
                    control: request.control,
                    decisionTaskCompletedEventId: request.decisionTaskCompletedEventId,
                    initiatedEventId: initiatedEventId,
                    runId: request.runId,
                    workflowId: request.workflowId
                )
            ),
            in: &transition
        )
    }
}
