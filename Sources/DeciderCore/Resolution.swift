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
    /// A signal arrived, by this event.
    case signaled(EventId, WorkflowExecutionSignaledEventAttributes)
    /// A child execution started.
    case childStarted(CommandId, WorkflowExecution)
    /// A child execution closed, or did not start.
    case child(CommandId, ChildOutcome)
    /// A signal or cancel request to another execution arrived there, or did not.
    case external(CommandId, ExternalOutcome)
    /// A lambda function ended.
    case lambda(CommandId, LambdaOutcome)
}

/// How one attempt of an activity ended.
public enum ActivityOutcome: Hashable, Sendable {
    /// It completed, with this result.
    case completed(result: String?)
    /// The worker answered with a failure.
    case failed(reason: String?, details: String?)
    /// One of its clocks ran out.
    case timedOut(ActivityTaskTimeoutType, details: String?)
    /// The worker that had it handed it back unanswered, as it does when it is stopped. It is written as a timeout.
    case handedBack
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

/// How a child execution ended.
public enum ChildOutcome: Hashable, Sendable {
    /// It completed, with this result.
    case completed(result: String?)
    /// It failed.
    case failed(reason: String?, details: String?)
    /// It was open for too long.
    case timedOut
    /// It closed as canceled.
    case canceled(details: String?)
    /// Somebody terminated it.
    case terminated
    /// The service did not start it.
    case notStarted(StartChildWorkflowExecutionFailedCause)
}

/// What became of a signal or cancel request to another execution.
public enum ExternalOutcome: Hashable, Sendable {
    /// It arrived at this run.
    case delivered(WorkflowExecution)
    /// It did not arrive.
    case refused(ExternalRefusal)
}

/// Why a signal or cancel request did not arrive.
public enum ExternalRefusal: Hashable, Sendable {
    /// No such execution is open.
    case unknownExecution
    /// Too many at once; it may be tried again.
    case rateExceeded
    /// The decider's credentials do not allow it.
    case notPermitted
}

/// How a lambda function ended.
public enum LambdaOutcome: Hashable, Sendable {
    /// It completed, with this result.
    case completed(result: String?)
    /// It failed.
    case failed(reason: String?, details: String?)
    /// It took too long.
    case timedOut
    /// The service could not call it.
    case notStarted(message: String?)
    /// The service refused to schedule it.
    case notScheduled(ScheduleLambdaFunctionFailedCause)
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
