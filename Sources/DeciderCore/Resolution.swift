public import SWFModel

/// What one event of the history means to the code that waits.
public enum Resolution: Hashable, Sendable {
    /// The execution started: the code is to be run from its beginning.
    case started(WorkflowExecutionStartedEventAttributes)
    /// An activity ended.
    case activity(CommandId, ActivityOutcome)
    /// A timer ended.
    case timer(CommandId, TimerOutcome)
    /// Somebody asked the execution to cancel itself.
    case cancelRequested
    /// A signal arrived.
    case signaled(WorkflowExecutionSignaledEventAttributes)
}

/// How one attempt of an activity ended.
public enum ActivityOutcome: Hashable, Sendable {
    /// It completed, with this result.
    case completed(result: String?)
    /// The worker answered with a failure.
    case failed(reason: String?, details: String?)
    /// One of its clocks ran out.
    case timedOut(ActivityTaskTimeoutType, details: String?)
    /// It was canceled; `wasAsked` says whether the code had asked for it.
    case canceled(details: String?, wasAsked: Bool)
    /// The service refused to schedule it.
    case notScheduled(ScheduleActivityTaskFailedCause)
}

/// How a timer ended.
public enum TimerOutcome: Hashable, Sendable {
    /// Its time came.
    case fired
    /// The service refused to start it.
    case refused(StartTimerFailedCause)
}

/// What asking for the end of a command came to.
public enum CancelOutcome: Hashable, Sendable {
    /// The command is over and nothing more will come of it: whoever waits is to be told now.
    case over
    /// The command ends by an event that is still to come.
    case willEnd
    /// The command had ended already.
    case hadEnded
}
