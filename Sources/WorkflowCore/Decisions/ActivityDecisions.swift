import SWFModel

/// ScheduleActivityTask and RequestCancelActivityTask (swf-spec.md 3.2.1 and 3.2.2).
extension ExecutionMachine {
    /// → ActivityTaskScheduled; the task waits in its list at once. ✗ ScheduleActivityTaskFailed.
    mutating func scheduleActivityTask(
        _ decision: ScheduleActivityTaskDecisionAttributes,
        _ completedEventId: EventId,
        _ context: DecisionContext,
        in transition: inout Transition
    ) {
        let settings: ActivitySettings
        do throws(ActivitySettings.Undefined) {
            settings = try activitySettings(decision, context)
            guard transition.allowance?.takeActivityTask(on: settings.taskList.name) ?? true else {
                throw ActivitySettings.Undefined(cause: .activityCreationRateExceeded)
            }
        } catch {
            record(
                .scheduleActivityTaskFailed(
                    .init(
                        activityId: decision.activityId,
                        activityType: decision.activityType,
                        cause: error.cause,
                        decisionTaskCompletedEventId: completedEventId
                    )
                ),
                in: &transition
            )
            return
        }
        record(
            .activityTaskScheduled(
                .init(
                    activityId: decision.activityId,
                    activityType: decision.activityType,
                    control: decision.control,
                    decisionTaskCompletedEventId: completedEventId,
                    heartbeatTimeout: settings.heartbeatTimeout,
                    input: decision.input,
                    scheduleToCloseTimeout: settings.scheduleToCloseTimeout,
                    scheduleToStartTimeout: settings.scheduleToStartTimeout,
                    startToCloseTimeout: settings.startToCloseTimeout,
                    taskList: settings.taskList,
                    taskPriority: settings.taskPriority
                )
            ),
            in: &transition
        )
    }

    /// The checks in the service's order: the type, the id, the settings, and last the limit; the rate comes after them.
    private func activitySettings(
        _ decision: ScheduleActivityTaskDecisionAttributes,
        _ context: DecisionContext
    ) throws(ActivitySettings.Undefined) -> ActivitySettings {
        guard let type = context.activityType(decision.activityType) else {
            throw .init(cause: .activityTypeDoesNotExist)
        }
        guard type.status == .registered, !context.isDomainDeprecated else {
            throw .init(cause: .activityTypeDeprecated)
        }
        guard !state.activityTasks.contains(name: decision.activityId) else {
            throw .init(cause: .activityIdAlreadyInUse)
        }
        let settings = try ActivitySettings(decision, type: type.configuration)
        guard state.activityTasks.count < context.limits.openActivityTasks else {
            throw .init(cause: .openActivitiesLimitExceeded)
        }
        return settings
    }

    /// → ActivityTaskCancelRequested, and ActivityTaskCanceled at once when no worker has the task; a worker that has it
    /// learns by its next heartbeat. ✗ RequestCancelActivityTaskFailed.
    mutating func requestCancelActivityTask(
        _ decision: RequestCancelActivityTaskDecisionAttributes,
        _ completedEventId: EventId,
        in transition: inout Transition
    ) {
        guard let task = state.activityTasks.item(named: decision.activityId) else {
            record(
                .requestCancelActivityTaskFailed(
                    .init(
                        activityId: decision.activityId,
                        cause: .activityIdUnknown,
                        decisionTaskCompletedEventId: completedEventId
                    )
                ),
                in: &transition
            )
            return
        }
        let isRecorded = record(
            .activityTaskCancelRequested(
                .init(activityId: decision.activityId, decisionTaskCompletedEventId: completedEventId)
            ),
            in: &transition
        )
        switch task.state {
        case .scheduled where isRecorded:
            record(
                .activityTaskCanceled(
                    .init(
                        latestCancelRequestedEventId: state.lastEventId,
                        scheduledEventId: task.scheduledEventId,
                        startedEventId: 0
                    )
                ),
                in: &transition
            )
        case .scheduled, .started:
            break
        }
    }
}
