import OrderedCollections
import SWFModel

/// What each event means for the world outside. Nothing else makes effects, heartbeats apart.
extension ExecutionMachine {
    /// Adds the effects of an event that has just been applied.
    mutating func addEffects(
        of event: HistoryEvent,
        offeredBefore: [OfferedTask],
        to transition: inout Transition
    ) {
        switch event.attributes {
        case .decisionTaskScheduled:
            if case .scheduled(let task) = state.decisionTask {
                transition.effects.append(.offer(task.offer))
            }
        case .decisionTaskStarted(let attributes):
            transition.effects.append(.withdraw(kind: .decision, scheduledEventId: attributes.scheduledEventId))
        case .decisionTaskCompleted:
            offerQueuedDecisionTask(in: &transition)
        case .decisionTaskTimedOut(let attributes):
            if attributes.timeoutType == .scheduleToStart {
                transition.effects.append(.withdraw(kind: .decision, scheduledEventId: attributes.scheduledEventId))
            }
            offerQueuedDecisionTask(in: &transition)

        case .activityTaskScheduled:
            if let offer = state.activityTasks[event.eventId]?.offer {
                transition.effects.append(.offer(offer))
            }
        case .activityTaskStarted(let attributes):
            transition.effects.append(.withdraw(kind: .activity, scheduledEventId: attributes.scheduledEventId))
        case .activityTaskCompleted(let attributes):
            activityTaskClosed(attributes.scheduledEventId, attributes.startedEventId, in: &transition)
        case .activityTaskFailed(let attributes):
            activityTaskClosed(attributes.scheduledEventId, attributes.startedEventId, in: &transition)
        case .activityTaskTimedOut(let attributes):
            activityTaskClosed(attributes.scheduledEventId, attributes.startedEventId, in: &transition)
        case .activityTaskCanceled(let attributes):
            activityTaskClosed(attributes.scheduledEventId, attributes.startedEventId, in: &transition)

        case .signalExternalWorkflowExecutionInitiated(let attributes):
            send(
                .signal(name: attributes.signalName, input: attributes.input, initiatedEventId: event.eventId),
                to: attributes.workflowId,
                runId: attributes.runId,
                in: &transition
            )
        case .requestCancelExternalWorkflowExecutionInitiated(let attributes):
            send(
                .requestCancel(initiatedEventId: event.eventId),
                to: attributes.workflowId,
                runId: attributes.runId,
                in: &transition
            )
        case .startChildWorkflowExecutionInitiated(let attributes):
            send(
                .startChild(attributes, initiatedEventId: event.eventId),
                to: attributes.workflowId,
                runId: nil,
                in: &transition
            )
        case .lambdaFunctionScheduled(let attributes):
            // Without a role it is never called (see the deadlines).
            if state.configuration.lambdaRole != nil {
                let invocation = LambdaInvocation(
                    scheduledEventId: event.eventId,
                    id: attributes.id,
                    name: attributes.name,
                    input: attributes.input
                )
                let source = state.identity.execution
                send(.invokeLambda(invocation), to: source.workflowId, runId: source.runId, in: &transition)
            }

        case .workflowExecutionCompleted(let attributes):
            closed(.completed, .completed(result: attributes.result), offeredBefore, in: &transition)
        case .workflowExecutionFailed(let attributes):
            let outcome = ChildOutcome.failed(reason: attributes.reason, details: attributes.details)
            closed(.failed, outcome, offeredBefore, in: &transition)
        case .workflowExecutionCanceled(let attributes):
            closed(.canceled, .canceled(details: attributes.details), offeredBefore, in: &transition)
        case .workflowExecutionTimedOut(let attributes):
            closed(.timedOut, .timedOut(attributes.timeoutType), offeredBefore, in: &transition)
            apply(attributes.childPolicy, in: &transition)
        case .workflowExecutionTerminated(let attributes):
            closed(.terminated, .terminated, offeredBefore, in: &transition)
            apply(attributes.childPolicy, in: &transition)
        case .workflowExecutionContinuedAsNew(let attributes):
            closed(.continuedAsNew, nil, offeredBefore, in: &transition)
            transition.effects.append(
                .continueAs(successor(attributes), runId: attributes.newExecutionRunId)
            )

        case .workflowExecutionStarted, .workflowExecutionCancelRequested, .workflowExecutionSignaled,
            .completeWorkflowExecutionFailed, .failWorkflowExecutionFailed, .cancelWorkflowExecutionFailed,
            .continueAsNewWorkflowExecutionFailed, .scheduleActivityTaskFailed, .activityTaskCancelRequested,
            .requestCancelActivityTaskFailed, .markerRecorded, .recordMarkerFailed, .timerStarted, .startTimerFailed,
            .timerFired, .timerCanceled, .cancelTimerFailed, .startChildWorkflowExecutionFailed,
            .childWorkflowExecutionStarted, .childWorkflowExecutionCompleted, .childWorkflowExecutionFailed,
            .childWorkflowExecutionTimedOut, .childWorkflowExecutionCanceled, .childWorkflowExecutionTerminated,
            .signalExternalWorkflowExecutionFailed, .externalWorkflowExecutionSignaled,
            .requestCancelExternalWorkflowExecutionFailed, .externalWorkflowExecutionCancelRequested,
            .lambdaFunctionStarted, .lambdaFunctionCompleted, .lambdaFunctionFailed,
            .lambdaFunctionTimedOut, .scheduleLambdaFunctionFailed, .startLambdaFunctionFailed:
            break
        }
    }

    /// A message from this execution to another one.
    func send(
        _ body: OutboxMessage.Body,
        to workflowId: String,
        runId: String?,
        in transition: inout Transition
    ) {
        let message = OutboxMessage(
            from: state.identity,
            toWorkflowId: workflowId,
            // An empty run id counts as none (swf-spec.md 3.2.10).
            toRunId: runId.flatMap { $0.isEmpty ? nil : $0 },
            body: body
        )
        transition.effects.append(.send(message))
    }

    /// The started task is out of the way: the one behind it comes into its list.
    private func offerQueuedDecisionTask(in transition: inout Transition) {
        if case .scheduled(let task) = state.decisionTask {
            transition.effects.append(.offer(task.offer))
        }
    }

    private mutating func activityTaskClosed(
        _ scheduledEventId: EventId,
        _ startedEventId: EventId,
        in transition: inout Transition
    ) {
        if startedEventId == 0 {
            transition.effects.append(.withdraw(kind: .activity, scheduledEventId: scheduledEventId))
        }
        if heartbeats[scheduledEventId] != nil {
            heartbeats[scheduledEventId] = nil
            transition.effects.append(.forgetHeartbeat(scheduledEventId: scheduledEventId))
        }
    }

    /// What every close does; the parent hears of it unless the execution goes on as a new run (swf-spec.md 5.11).
    private mutating func closed(
        _ status: CloseStatus,
        _ outcome: ChildOutcome?,
        _ offeredBefore: [OfferedTask],
        in transition: inout Transition
    ) {
        for task in offeredBefore {
            transition.effects.append(.withdraw(kind: task.kind, scheduledEventId: task.scheduledEventId))
        }
        for scheduledEventId in heartbeats.scheduledEventIds {
            transition.effects.append(.forgetHeartbeat(scheduledEventId: scheduledEventId))
        }
        heartbeats = Heartbeats()
        transition.effects.append(.closed(status))
        if let parent = state.parent, let outcome {
            let body = OutboxMessage.Body.childClosed(
                initiatedEventId: state.parentInitiatedEventId,
                child: state.identity.execution,
                workflowType: state.workflowType,
                outcome: outcome
            )
            send(body, to: parent.workflowId, runId: parent.runId, in: &transition)
        }
    }

    /// Tells each open child what the policy says (swf-spec.md 5.7).
    ///
    /// To whichever run of the child is open, for it may have continued as new. Children whose start is still under way
    /// are told too: the message follows the one that starts them.
    private func apply(_ policy: ChildPolicy, in transition: inout Transition) {
        switch policy {
        case .abandon: break
        case .terminate, .requestCancel:
            for child in state.children.values {
                let body = OutboxMessage.Body.childPolicy(policy, initiatedEventId: child.initiatedEventId)
                send(body, to: child.workflowId, runId: nil, in: &transition)
            }
        }
    }

    /// The first event of the run that goes on; it keeps the parent (swf-spec.md 3.2.6).
    private func successor(
        _ attributes: WorkflowExecutionContinuedAsNewEventAttributes
    ) -> WorkflowExecutionStartedEventAttributes {
        WorkflowExecutionStartedEventAttributes(
            childPolicy: attributes.childPolicy,
            continuedExecutionRunId: state.identity.execution.runId,
            executionStartToCloseTimeout: attributes.executionStartToCloseTimeout,
            input: attributes.input,
            lambdaRole: attributes.lambdaRole,
            parentInitiatedEventId: state.parentInitiatedEventId,
            parentWorkflowExecution: state.parent,
            tagList: attributes.tagList,
            taskList: attributes.taskList,
            taskPriority: attributes.taskPriority,
            taskStartToCloseTimeout: attributes.taskStartToCloseTimeout,
            workflowType: attributes.workflowType
        )
    }
}
