public import SWFModel

/// A decider's answer: a list of decisions, carried out in order, each seeing what the ones before it did
/// (swf-spec.md 3.1).
extension ExecutionMachine {
    /// The decider answered: DecisionTaskCompleted, the events of the decisions, and at most one DecisionTaskScheduled.
    ///
    /// Throws UnknownResourceFault when the task is not the one that is started, and ValidationException when a close
    /// decision is not the last; the task then stays as it is. A decision that cannot be carried out does not fail the
    /// answer: it writes its own event that says why.
    public mutating func decisionTaskCompleted(
        scheduledEventId: EventId,
        startedEventId: EventId,
        _ input: RespondDecisionTaskCompletedInput,
        context: DecisionContext,
        at now: Timestamp
    ) throws(Fault) -> Transition {
        try checkOpen()
        guard case .started(let task, _) = state.decisionTask, task.scheduledEventId == scheduledEventId,
            task.startedEventId == startedEventId
        else {
            throw .unknownDecisionTask(scheduledEventId: scheduledEventId)
        }
        let decisions = input.decisions ?? []
        guard decisions.dropLast().allSatisfy({ !$0.isClose }) else {
            throw .closeMustBeLast
        }

        var transition = begin(at: now)
        transition.allowance = context.allowance
        record(
            .decisionTaskCompleted(
                .init(
                    executionContext: input.executionContext,
                    scheduledEventId: scheduledEventId,
                    startedEventId: startedEventId,
                    taskList: input.taskList,
                    taskListScheduleToStartTimeout: Setting.text(input.taskListScheduleToStartTimeout, or: nil)
                )
            ),
            in: &transition
        )
        let completedEventId = state.lastEventId
        for decision in decisions {
            // A full history ends the execution in the middle of the list.
            guard state.isOpen else { break }
            carryOut(decision, completedEventId: completedEventId, context: context, in: &transition)
        }
        return settled(transition)
    }

    private mutating func carryOut(
        _ decision: Decision,
        completedEventId: EventId,
        context: DecisionContext,
        in transition: inout Transition
    ) {
        if context.refusedDecisions.contains(decision.decisionType),
            let refusal = decision.notPermitted(completedEventId)
        {
            record(refusal, in: &transition)
            return
        }
        switch decision {
        case .scheduleActivityTask(let attributes):
            scheduleActivityTask(attributes, completedEventId, context, in: &transition)
        case .requestCancelActivityTask(let attributes):
            requestCancelActivityTask(attributes, completedEventId, in: &transition)
        case .completeWorkflowExecution(let attributes):
            completeWorkflowExecution(attributes, completedEventId, in: &transition)
        case .failWorkflowExecution(let attributes):
            failWorkflowExecution(attributes, completedEventId, in: &transition)
        case .cancelWorkflowExecution(let attributes):
            cancelWorkflowExecution(attributes, completedEventId, in: &transition)
        case .continueAsNewWorkflowExecution(let attributes):
            continueAsNew(attributes, completedEventId, context, in: &transition)
        case .recordMarker(let attributes):
            recordMarker(attributes, completedEventId, in: &transition)
        case .startTimer(let attributes):
            startTimer(attributes, completedEventId, context, in: &transition)
        case .cancelTimer(let attributes):
            cancelTimer(attributes, completedEventId, in: &transition)
        case .signalExternalWorkflowExecution(let attributes):
            signalExternal(attributes, completedEventId, in: &transition)
        case .requestCancelExternalWorkflowExecution(let attributes):
            requestCancelExternal(attributes, completedEventId, in: &transition)
        case .startChildWorkflowExecution(let attributes):
            startChild(attributes, completedEventId, context, in: &transition)
        case .scheduleLambdaFunction(let attributes):
            scheduleLambdaFunction(attributes, completedEventId, context, in: &transition)
        }
    }
}

extension Decision {
    /// Whether it closes the execution, and so must be the last of its list.
    var isClose: Bool {
        switch self {
        case .completeWorkflowExecution, .failWorkflowExecution, .cancelWorkflowExecution,
            .continueAsNewWorkflowExecution:
            true
        case .scheduleActivityTask, .requestCancelActivityTask, .recordMarker, .startTimer, .cancelTimer,
            .signalExternalWorkflowExecution, .requestCancelExternalWorkflowExecution, .startChildWorkflowExecution,
            .scheduleLambdaFunction:
            false
        }
    }
}
