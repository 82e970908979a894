import OrderedCollections
public import SWFModel

/// How each of the 54 events changes the state of an execution.
///
/// An event that does not fit never traps: what it says is done as far as it can be, and the misfit is noted. An event
/// that is not the next one, or comes after the close, is left out altogether.
extension ExecutionState {
    /// Takes the next event of the history into account.
    public mutating func apply(_ event: HistoryEvent) {
        guard event.eventId == lastEventId + 1 else {
            return note("Event \(event.eventId) follows event \(lastEventId).")
        }
        guard close == nil else {
            return note("Event \(event.eventId) (\(event.eventType.rawValue)) follows the close.")
        }
        if event.eventTimestamp < lastTimestamp {
            note("Event \(event.eventId) is earlier than the event before it.")
        }
        lastEventId = event.eventId
        lastTimestamp = event.eventTimestamp
        change(event.attributes, eventId: event.eventId, at: event.eventTimestamp)
    }

    private mutating func change(_ attributes: HistoryEvent.Attributes, eventId: EventId, at timestamp: Timestamp) {
        switch attributes {
        case .workflowExecutionStarted(let attributes):
            started(attributes, eventId: eventId, at: timestamp)
        case .workflowExecutionCancelRequested:
            cancelRequested = true

        case .workflowExecutionCompleted: closed(.completed, at: timestamp)
        case .workflowExecutionFailed: closed(.failed, at: timestamp)
        case .workflowExecutionTimedOut: closed(.timedOut, at: timestamp)
        case .workflowExecutionCanceled: closed(.canceled, at: timestamp)
        case .workflowExecutionContinuedAsNew: closed(.continuedAsNew, at: timestamp)
        case .workflowExecutionTerminated: closed(.terminated, at: timestamp)

        case .decisionTaskScheduled(let attributes):
            decisionTaskScheduled(attributes, eventId: eventId, at: timestamp)
        case .decisionTaskStarted(let attributes):
            decisionTaskStarted(attributes, eventId: eventId, at: timestamp)
        case .decisionTaskCompleted(let attributes):
            decisionTaskCompleted(attributes, eventId: eventId, at: timestamp)
        case .decisionTaskTimedOut(let attributes):
            decisionTaskTimedOut(attributes, eventId: eventId, at: timestamp)

        case .activityTaskScheduled(let attributes):
            latestActivityTaskTimestamp = timestamp
            if activityTasks.contains(name: attributes.activityId) {
                note("Event \(eventId) schedules activity id \(attributes.activityId), which is in use.")
            }
            activityTasks.insert(ActivityTask(attributes, eventId: eventId, at: timestamp))
        case .activityTaskStarted(let attributes):
            latestActivityTaskTimestamp = timestamp
            let isKnown = activityTasks.update(attributes.scheduledEventId) {
                $0.state = .started(eventId: eventId, at: timestamp)
            }
            if !isKnown { noteUnknown("activity task", attributes.scheduledEventId, in: eventId) }
        case .activityTaskCancelRequested(let attributes):
            let scheduledEventId = activityTasks.item(named: attributes.activityId)?.scheduledEventId ?? 0
            let isKnown = activityTasks.update(scheduledEventId) { $0.latestCancelRequestedEventId = eventId }
            if !isKnown { note("Event \(eventId) cancels activity id \(attributes.activityId), which is not open.") }
        case .activityTaskCompleted(let attributes):
            activityTaskClosed(attributes.scheduledEventId, attributes.startedEventId, eventId, timestamp)
        case .activityTaskFailed(let attributes):
            activityTaskClosed(attributes.scheduledEventId, attributes.startedEventId, eventId, timestamp)
        case .activityTaskTimedOut(let attributes):
            activityTaskClosed(attributes.scheduledEventId, attributes.startedEventId, eventId, timestamp)
        case .activityTaskCanceled(let attributes):
            activityTaskClosed(attributes.scheduledEventId, attributes.startedEventId, eventId, timestamp)

        case .timerStarted(let attributes):
            if timers.contains(name: attributes.timerId) {
                note("Event \(eventId) starts timer id \(attributes.timerId), which is in use.")
            }
            timers.insert(OpenTimer(attributes, eventId: eventId, at: timestamp))
        case .timerFired(let attributes):
            if timers.remove(attributes.startedEventId) == nil {
                noteUnknown("timer", attributes.startedEventId, in: eventId)
            }
        case .timerCanceled(let attributes):
            if timers.remove(attributes.startedEventId) == nil {
                noteUnknown("timer", attributes.startedEventId, in: eventId)
            }

        case .startChildWorkflowExecutionInitiated(let attributes):
            children[eventId] = ChildExecution(attributes, eventId: eventId)
        case .startChildWorkflowExecutionFailed(let attributes):
            // Refused outright, it was never initiated, and the link is 0.
            if attributes.initiatedEventId != 0 { childClosed(attributes.initiatedEventId, eventId) }
        case .childWorkflowExecutionStarted(let attributes):
            if children[attributes.initiatedEventId] == nil {
                noteUnknown("child", attributes.initiatedEventId, in: eventId)
            }
            children[attributes.initiatedEventId]?.state =
                .started(eventId: eventId, runId: attributes.workflowExecution.runId)
        case .childWorkflowExecutionCompleted(let attributes): childClosed(attributes.initiatedEventId, eventId)
        case .childWorkflowExecutionFailed(let attributes): childClosed(attributes.initiatedEventId, eventId)
        case .childWorkflowExecutionTimedOut(let attributes): childClosed(attributes.initiatedEventId, eventId)
        case .childWorkflowExecutionCanceled(let attributes): childClosed(attributes.initiatedEventId, eventId)
        case .childWorkflowExecutionTerminated(let attributes): childClosed(attributes.initiatedEventId, eventId)

        case .signalExternalWorkflowExecutionInitiated(let attributes):
            externalRequests[eventId] = ExternalRequest(
                kind: .signal,
                workflowId: attributes.workflowId,
                runId: attributes.runId,
                control: attributes.control,
                decisionTaskCompletedEventId: attributes.decisionTaskCompletedEventId
            )
        case .requestCancelExternalWorkflowExecutionInitiated(let attributes):
            externalRequests[eventId] = ExternalRequest(
                kind: .cancel,
                workflowId: attributes.workflowId,
                runId: attributes.runId,
                control: attributes.control,
                decisionTaskCompletedEventId: attributes.decisionTaskCompletedEventId
            )
        case .externalWorkflowExecutionSignaled(let attributes):
            externalRequestClosed(attributes.initiatedEventId, .signal, eventId)
        case .signalExternalWorkflowExecutionFailed(let attributes):
            // Refused outright, it was never initiated, and the link is 0.
            if attributes.initiatedEventId != 0 {
                externalRequestClosed(attributes.initiatedEventId, .signal, eventId)
            }
        case .externalWorkflowExecutionCancelRequested(let attributes):
            externalRequestClosed(attributes.initiatedEventId, .cancel, eventId)
        case .requestCancelExternalWorkflowExecutionFailed(let attributes):
            if attributes.initiatedEventId != 0 {
                externalRequestClosed(attributes.initiatedEventId, .cancel, eventId)
            }

        case .lambdaFunctionScheduled(let attributes):
            lambdaTasks[eventId] = LambdaTask(attributes, eventId: eventId, at: timestamp)
        case .lambdaFunctionStarted(let attributes):
            if lambdaTasks[attributes.scheduledEventId] == nil {
                noteUnknown("lambda task", attributes.scheduledEventId, in: eventId)
            }
            lambdaTasks[attributes.scheduledEventId]?.state = .started(eventId: eventId, at: timestamp)
        case .lambdaFunctionCompleted(let attributes): lambdaTaskClosed(attributes.scheduledEventId, eventId)
        case .lambdaFunctionFailed(let attributes): lambdaTaskClosed(attributes.scheduledEventId, eventId)
        case .lambdaFunctionTimedOut(let attributes): lambdaTaskClosed(attributes.scheduledEventId, eventId)
        case .startLambdaFunctionFailed(let attributes): lambdaTaskClosed(attributes.scheduledEventId ?? 0, eventId)

        // These say something to the decider and leave nothing open.
        case .workflowExecutionSignaled, .markerRecorded, .recordMarkerFailed, .completeWorkflowExecutionFailed,
            .failWorkflowExecutionFailed, .cancelWorkflowExecutionFailed, .continueAsNewWorkflowExecutionFailed,
            .scheduleActivityTaskFailed, .requestCancelActivityTaskFailed, .startTimerFailed, .cancelTimerFailed,
            .scheduleLambdaFunctionFailed:
            break
        }
    }

    private mutating func started(
        _ attributes: WorkflowExecutionStartedEventAttributes,
        eventId: EventId,
        at timestamp: Timestamp
    ) {
        if eventId != 1 {
            note("Event \(eventId) starts an execution that has started.")
        }
        workflowType = attributes.workflowType
        configuration = WorkflowExecutionConfiguration(
            childPolicy: attributes.childPolicy,
            executionStartToCloseTimeout: attributes.executionStartToCloseTimeout ?? TimeoutInterval.none.wire,
            lambdaRole: attributes.lambdaRole,
            taskList: attributes.taskList,
            taskPriority: attributes.taskPriority,
            taskStartToCloseTimeout: attributes.taskStartToCloseTimeout ?? TimeoutInterval.none.wire
        )
        tagList = attributes.tagList ?? []
        parent = attributes.parentWorkflowExecution
        parentInitiatedEventId = attributes.parentInitiatedEventId ?? 0
        continuedExecutionRunId = attributes.continuedExecutionRunId
        startTimestamp = timestamp
        decisionTaskRoute = DecisionTaskRoute(permanent: attributes.taskList.name)
    }

    private mutating func closed(_ status: CloseStatus, at timestamp: Timestamp) {
        close = Close(status: status, timestamp: timestamp)
        cancelRequested = false
        decisionTask = .idle
    }

    private mutating func activityTaskClosed(
        _ scheduledEventId: EventId,
        _ startedEventId: EventId,
        _ eventId: EventId,
        _ timestamp: Timestamp
    ) {
        latestActivityTaskTimestamp = timestamp
        guard let task = activityTasks.remove(scheduledEventId) else {
            return noteUnknown("activity task", scheduledEventId, in: eventId)
        }
        if task.startedEventId != startedEventId {
            note("Event \(eventId) links to start \(startedEventId), not to \(task.startedEventId).")
        }
    }

    private mutating func childClosed(_ initiatedEventId: EventId, _ eventId: EventId) {
        if children.removeValue(forKey: initiatedEventId) == nil {
            noteUnknown("child", initiatedEventId, in: eventId)
        }
    }

    private mutating func externalRequestClosed(
        _ initiatedEventId: EventId,
        _ kind: ExternalRequest.Kind,
        _ eventId: EventId
    ) {
        if externalRequests.removeValue(forKey: initiatedEventId)?.kind != kind {
            noteUnknown("external \(kind.rawValue)", initiatedEventId, in: eventId)
        }
    }

    private mutating func lambdaTaskClosed(_ scheduledEventId: EventId, _ eventId: EventId) {
        if lambdaTasks.removeValue(forKey: scheduledEventId) == nil {
            noteUnknown("lambda task", scheduledEventId, in: eventId)
        }
    }

    private mutating func noteUnknown(_ what: String, _ link: EventId, in eventId: EventId) {
        note("Event \(eventId) names \(what) \(link), which is not open.")
    }
}
