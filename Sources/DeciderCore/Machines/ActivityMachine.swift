import SWFModel

/// One attempt of an activity, as the code sees it.
///
///     asked --matched in the history--> scheduled --completed|failed|timedOut|canceled--> closed
///     asked --withdrawn before it was sent--> closed
///     asked --refused by the service--> refused --delivered--> closed
struct ActivityMachine: Hashable, Sendable {
    enum State: Hashable, Sendable {
        case asked
        case scheduled(EventId)
        case refused(ScheduleActivityTaskFailedCause)
        case closed
    }

    let activityId: String
    var state = State.asked
    /// Whether the code asked for the activity to be canceled after it was scheduled.
    var isCancelAsked = false

    /// The outcome that a closing event of the task gives; nil when the event is none.
    func outcome(of event: HistoryEvent.Attributes) -> ActivityOutcome? {
        switch event {
        case .activityTaskCompleted(let attributes):
            .completed(result: attributes.result)
        case .activityTaskFailed(let attributes):
            .failed(reason: attributes.reason, details: attributes.details)
        case .activityTaskTimedOut(let attributes):
            HandBack.isNoted(in: attributes.details)
                ? .handedBack : .timedOut(attributes.timeoutType, details: attributes.details)
        case .activityTaskCanceled(let attributes):
            .canceled(details: attributes.details, wasAsked: isCancelAsked)
        default:
            nil
        }
    }
}
