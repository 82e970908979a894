import OrderedCollections
public import SWFModel

/// Executions that are taken over from another service, by their histories.
extension ExecutionMachine {
    /// The execution that a history is of, as if all of it had happened here: no event is added, changed or left out.
    ///
    /// Of an open one the transition offers the tasks that wait and asks again for the lambda functions that have no outcome,
    /// which are called at least once anyway (swf-spec.md 5.10). Timers, timeouts and what is left of them follow from the times
    /// of the events. A task that was handed out stays so: who has it knows a token of the other service, so it runs into its
    /// own timeout. Heartbeats are in no history; a task counts as alive when it was started.
    ///
    /// - Parameters:
    ///   - events: The whole history, from event 1.
    ///   - identity: Which execution it is here.
    ///   - limits: The limits of this service.
    ///   - callsLambdaFunctions: Whether lambda functions are called here.
    ///   - now: The moment it is here.
    /// - Throws: `ValidationException`, with a sentence for each reason for which the history cannot be taken over.
    public static func takingOver(
        _ events: [HistoryEvent],
        identity: ExecutionIdentity,
        limits: Limits = Limits(),
        callsLambdaFunctions: Bool,
        at now: Timestamp
    ) throws(Fault) -> (machine: ExecutionMachine, transition: Transition) {
        let state = ExecutionState.folding(events, identity: identity)
        var rules = TakeoverRules(state: state, limits: limits)
        rules.checkHistory(events, at: now)
        // What is open in a history that does not hold together says nothing.
        if rules.problems.isEmpty { rules.checkOpenItems(events, callsLambdaFunctions: callsLambdaFunctions) }
        guard rules.problems.isEmpty else {
            throw Fault(.validation, rules.problems.joined(separator: " "))
        }
        let machine = ExecutionMachine(state: state, limits: limits)
        var transition = Transition(timestamp: max(now, state.lastTimestamp))
        transition.events = events
        guard state.isOpen else { return (machine, transition) }
        transition.effects = state.offeredTasks.map { .offer($0) }
        for event in events {
            guard case .lambdaFunctionScheduled(let attributes) = event.attributes,
                state.lambdaTasks[event.eventId] != nil, state.configuration.lambdaRole != nil
            else { continue }
            let invocation = LambdaInvocation(
                scheduledEventId: event.eventId,
                id: attributes.id,
                name: attributes.name,
                input: attributes.input
            )
            let source = identity.execution
            machine.send(.invokeLambda(invocation), to: source.workflowId, runId: source.runId, in: &transition)
        }
        return (machine, transition)
    }
}

extension ExecutionState {
    /// A child that runs, as its parent knows it.
    public struct StartedChild: Hashable, Sendable {
        /// The child's workflow id.
        public var workflowId: String
        /// The event by which the parent initiated it.
        public var initiatedEventId: EventId
    }

    /// The children that run and of whose close the execution has not heard, the oldest first.
    public var startedChildren: [StartedChild] {
        children.values.filter(\.isStarted).map {
            StartedChild(workflowId: $0.workflowId, initiatedEventId: $0.initiatedEventId)
        }
    }

    /// The events that started the tasks that somebody has, decision task and activity tasks.
    public var startedTaskEventIds: [EventId] {
        var events = activityTasks.all.map(\.startedEventId).filter { $0 != 0 }
        if case .started(let task, _) = decisionTask { events.append(task.startedEventId) }
        return events.sorted()
    }
}
