import SWFModel

/// How the four decision task events move the decision task of an execution (swf-spec.md 5.1).
extension ExecutionState {
    mutating func decisionTaskScheduled(
        _ attributes: DecisionTaskScheduledEventAttributes,
        eventId: EventId,
        at timestamp: Timestamp
    ) {
        let task = ScheduledDecisionTask(
            eventId: eventId,
            taskList: attributes.taskList.name,
            priority: Priority.number(attributes.taskPriority),
            offeredAt: timestamp,
            isTemporary: decisionTaskRoute.temporary?.taskList == attributes.taskList.name,
            scheduleToStart: Clock.milliseconds(attributes.scheduleToStartTimeout),
            startToClose: Clock.milliseconds(attributes.startToCloseTimeout)
        )
        switch decisionTask {
        case .idle:
            decisionTask = .scheduled(task)
        case .started(let started, queued: nil):
            decisionTask = .started(started, queued: task)
        case .scheduled, .started(_, queued: .some):
            note("Event \(eventId) schedules one decision task too many.")
        }
    }

    mutating func decisionTaskStarted(
        _ attributes: DecisionTaskStartedEventAttributes,
        eventId: EventId,
        at timestamp: Timestamp
    ) {
        switch decisionTask {
        case .scheduled(let task) where task.eventId == attributes.scheduledEventId:
            let started = StartedDecisionTask(
                scheduledEventId: task.eventId,
                startedEventId: eventId,
                startedAt: timestamp,
                isTemporary: task.isTemporary,
                startToClose: task.startToClose
            )
            decisionTask = .started(started, queued: nil)
        case .idle, .scheduled, .started:
            note("Event \(eventId) starts decision task \(attributes.scheduledEventId), which is not scheduled.")
        }
    }

    mutating func decisionTaskCompleted(
        _ attributes: DecisionTaskCompletedEventAttributes,
        eventId: EventId,
        at timestamp: Timestamp
    ) {
        if let context = attributes.executionContext {
            latestExecutionContext = context
        }
        decisionTaskRoute.decisionTaskCompleted(attributes)
        switch decisionTask {
        case .started(let started, let queued)
        where started.scheduledEventId == attributes.scheduledEventId
            && started.startedEventId == attributes.startedEventId:
            previousStartedEventId = started.startedEventId
            promote(queued, at: timestamp)
        case .idle, .scheduled, .started:
            note("Event \(eventId) completes decision task \(attributes.scheduledEventId), which is not started.")
        }
    }

    mutating func decisionTaskTimedOut(
        _ attributes: DecisionTaskTimedOutEventAttributes,
        eventId: EventId,
        at timestamp: Timestamp
    ) {
        switch (attributes.timeoutType, decisionTask) {
        case (.startToClose, .started(let started, let queued))
        where started.scheduledEventId == attributes.scheduledEventId
            && started.startedEventId == attributes.startedEventId:
            if started.isTemporary { decisionTaskRoute.temporary = nil }
            promote(queued, at: timestamp)
        case (.scheduleToStart, .scheduled(let task)) where task.eventId == attributes.scheduledEventId:
            if task.isTemporary { decisionTaskRoute.temporary = nil }
            decisionTask = .idle
        case (.startToClose, _), (.scheduleToStart, _):
            note("Event \(eventId) times out decision task \(attributes.scheduledEventId), which is not open so.")
        }
    }

    /// The queued task comes into its list, with a clock of its own.
    ///
    /// When the temporary list it was written for has lapsed meanwhile, it goes to the permanent one: nobody may be
    /// left to take it from the other, and no second DecisionTaskScheduled is written for it.
    private mutating func promote(_ queued: ScheduledDecisionTask?, at timestamp: Timestamp) {
        guard var task = queued else {
            decisionTask = .idle
            return
        }
        task.offeredAt = timestamp
        if task.isTemporary, decisionTaskRoute.temporary == nil {
            task.taskList = decisionTaskRoute.permanent
            task.isTemporary = false
            task.scheduleToStart = nil
        }
        decisionTask = .scheduled(task)
    }
}
