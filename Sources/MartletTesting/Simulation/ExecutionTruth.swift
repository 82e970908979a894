import SWFModel

/// What an execution is, by its events alone: a second opinion beside the engine's, kept as simple as it can be.
///
/// Links that lead nowhere are the linter's business and change nothing here.
struct ExecutionTruth: Sendable {
    /// A decision task that nobody has taken.
    struct WaitingDecision: Sendable {
        var eventId: EventId
        var list: String
        /// Higher goes first.
        var priority: Int
        /// Whether it is on a list that is tried only for a time, and for how long.
        var trial: String?
        var deadline: Timestamp?
        var startToClose: String?
    }

    /// A decision task that a decider has.
    struct StartedDecision: Sendable {
        var eventId: EventId
        var startedEventId: EventId
        var isOnTrial: Bool
        var deadline: Timestamp?
    }

    /// An open activity task.
    struct Activity: Sendable {
        var id: String
        var list: String
        var priority: Int
        var startedEventId: EventId?
        var hasHeartbeat: Bool
        var scheduleToStart: Timestamp?
        var scheduleToClose: Timestamp?
        var startToClose: String?
        var runsOut: Timestamp?
    }

    /// An open lambda task.
    struct Lambda: Sendable {
        var startToClose: String?
        /// When its clock runs out; nil while it does not run.
        var runsOut: Timestamp?
    }

    /// A signal or cancel request to another execution, or the start of a child.
    struct Initiated: Sendable {
        enum Kind: Sendable {
            case signal
            case cancel
            case child
        }

        var kind: Kind
        var workflowId: String
        /// The run that it reached; nil while nothing is known, or it failed.
        var reached: WorkflowExecution?
        var hasFailed = false
        /// How the child closed.
        var childClose: CloseStatus?
    }

    private(set) var workflowType = WorkflowType(name: "", version: "")
    private(set) var tags: [String] = []
    private(set) var parent: WorkflowExecution?
    private(set) var parentInitiatedEventId: EventId = 0
    private(set) var continuedFrom: String?
    private(set) var startedAt = Timestamp(milliseconds: 0)
    private(set) var lastEventId: EventId = 0
    private(set) var close: (status: CloseStatus, at: Timestamp)?
    /// The policy that a termination or timeout applied to the children.
    private(set) var appliedPolicy: ChildPolicy?
    private(set) var continuedAs: String?
    private(set) var waitingDecision: WaitingDecision?
    private(set) var startedDecision: StartedDecision?
    private(set) var activities: [EventId: Activity] = [:]
    private(set) var timers: [EventId: Timestamp] = [:]
    private(set) var lambdas: [EventId: Lambda] = [:]
    private(set) var initiated: [EventId: Initiated] = [:]
    private(set) var runsAt = Timestamp(milliseconds: 0)
    private var list = ""
    private var trial: (list: String, timeout: String)?
    private var hasRole = false

    var isOpen: Bool { close == nil && lastEventId > 0 }

    /// The children that are known to run.
    var openChildren: Int {
        initiated.values.count { $0.kind == .child && $0.reached != nil && $0.childClose == nil }
    }

    /// What DescribeWorkflowExecution counts. After a close the numbers stay as they were, but for decision tasks.
    var openCounts: WorkflowExecutionOpenCounts {
        WorkflowExecutionOpenCounts(
            openActivityTasks: activities.count,
            openChildWorkflowExecutions: openChildren,
            openDecisionTasks: waitingDecision == nil && startedDecision == nil ? 0 : 1,
            openLambdaFunctions: lambdas.count,
            openTimers: timers.count
        )
    }

    /// The decision task that a poll can get: none while another is started.
    var offeredDecision: WaitingDecision? { isOpen && startedDecision == nil ? waitingDecision : nil }

    /// The activity tasks that a poll can get.
    var offeredActivities: [(eventId: EventId, task: Activity)] {
        isOpen ? activities.filter { $0.value.startedEventId == nil }.map { ($0.key, $0.value) } : []
    }

    /// Whether an open activity task has a clock that its heartbeats set anew.
    var hasHeartbeats: Bool { isOpen && activities.values.contains { $0.hasHeartbeat && $0.startedEventId != nil } }

    /// The earliest moment at which something is due, heartbeats left out; nil once it is closed.
    var nextDeadline: Timestamp? {
        guard isOpen else { return nil }
        var earliest = runsAt
        func consider(_ moment: Timestamp?) {
            if let moment, moment < earliest { earliest = moment }
        }
        if let startedDecision { consider(startedDecision.deadline) } else { consider(waitingDecision?.deadline) }
        for task in activities.values {
            consider(task.scheduleToClose)
            consider(task.startedEventId == nil ? task.scheduleToStart : task.runsOut)
        }
        for moment in timers.values { consider(moment) }
        for task in lambdas.values { consider(task.runsOut) }
        return earliest
    }

    mutating func take(_ event: HistoryEvent) {
        lastEventId = event.eventId
        let now = event.eventTimestamp
        switch event.attributes {
        case .workflowExecutionStarted(let attributes): start(attributes, at: now)
        case .workflowExecutionCompleted: end(.completed, now)
        case .workflowExecutionFailed: end(.failed, now)
        case .workflowExecutionCanceled: end(.canceled, now)
        case .workflowExecutionTimedOut(let attributes):
            appliedPolicy = attributes.childPolicy
            end(.timedOut, now)
        case .workflowExecutionTerminated(let attributes):
            appliedPolicy = attributes.childPolicy
            end(.terminated, now)
        case .workflowExecutionContinuedAsNew(let attributes):
            continuedAs = attributes.newExecutionRunId
            end(.continuedAsNew, now)
        case .decisionTaskScheduled(let attributes):
            let isOnTrial = trial?.list == attributes.taskList.name
            waitingDecision = WaitingDecision(
                eventId: event.eventId,
                list: attributes.taskList.name,
                priority: Int(attributes.taskPriority ?? "") ?? 0,
                trial: isOnTrial ? attributes.scheduleToStartTimeout : nil,
                deadline: startedDecision == nil ? Self.deadline(attributes.scheduleToStartTimeout, now) : nil,
                startToClose: attributes.startToCloseTimeout
            )
        case .decisionTaskStarted(let attributes):
            startedDecision = StartedDecision(
                eventId: attributes.scheduledEventId,
                startedEventId: event.eventId,
                isOnTrial: waitingDecision?.trial != nil,
                deadline: Self.deadline(waitingDecision?.startToClose, now)
            )
            waitingDecision = nil
        case .decisionTaskCompleted(let attributes):
            if let name = attributes.taskList?.name {
                let timeout = attributes.taskListScheduleToStartTimeout ?? ""
                if timeout.isEmpty { list = name }
                trial = timeout.isEmpty ? nil : (name, timeout)
            }
            startedDecision = nil
            promote(now)
        case .decisionTaskTimedOut(let attributes):
            if attributes.timeoutType == .scheduleToStart {
                if waitingDecision?.trial != nil { trial = nil }
                waitingDecision = nil
            } else {
                if startedDecision?.isOnTrial == true { trial = nil }
                startedDecision = nil
                promote(now)
            }
        default: takeItem(event, now)
        }
    }

    private mutating func start(_ attributes: WorkflowExecutionStartedEventAttributes, at now: Timestamp) {
        workflowType = attributes.workflowType
        tags = attributes.tagList ?? []
        parent = attributes.parentWorkflowExecution
        parentInitiatedEventId = attributes.parentInitiatedEventId ?? 0
        continuedFrom = attributes.continuedExecutionRunId
        startedAt = now
        list = attributes.taskList.name
        hasRole = attributes.lambdaRole != nil
        let year = Timestamp(milliseconds: now.milliseconds + 31_536_000_000)
        runsAt = min(year, Self.deadline(attributes.executionStartToCloseTimeout, now) ?? year)
    }

    private mutating func end(_ status: CloseStatus, _ now: Timestamp) {
        close = (status, now)
        (waitingDecision, startedDecision) = (nil, nil)
    }

    /// The task that waited behind the started one comes into a list, and its time there begins. The list that it was
    /// written for may be tried no more.
    private mutating func promote(_ now: Timestamp) {
        guard var waiting = waitingDecision else { return }
        if let timeout = waiting.trial {
            if trial == nil {
                (waiting.list, waiting.trial) = (list, nil)
            } else {
                waiting.deadline = Self.deadline(timeout, now)
            }
        }
        waitingDecision = waiting
    }

    private mutating func takeItem(_ event: HistoryEvent, _ now: Timestamp) {
        let id = event.eventId
        switch event.attributes {
        case .activityTaskScheduled(let attributes):
            activities[id] = Activity(
                id: attributes.activityId,
                list: attributes.taskList.name,
                priority: Int(attributes.taskPriority ?? "") ?? 0,
                hasHeartbeat: (attributes.heartbeatTimeout ?? "NONE") != "NONE",
                scheduleToStart: Self.deadline(attributes.scheduleToStartTimeout, now),
                scheduleToClose: Self.deadline(attributes.scheduleToCloseTimeout, now),
                startToClose: attributes.startToCloseTimeout
            )
        case .activityTaskStarted(let attributes):
            let timeout = activities[attributes.scheduledEventId]?.startToClose
            activities[attributes.scheduledEventId]?.startedEventId = id
            activities[attributes.scheduledEventId]?.runsOut = Self.deadline(timeout, now)
        case .activityTaskCompleted(let attributes): activities[attributes.scheduledEventId] = nil
        case .activityTaskFailed(let attributes): activities[attributes.scheduledEventId] = nil
        case .activityTaskTimedOut(let attributes): activities[attributes.scheduledEventId] = nil
        case .activityTaskCanceled(let attributes): activities[attributes.scheduledEventId] = nil

        case .timerStarted(let attributes): timers[id] = Self.deadline(attributes.startToFireTimeout, now)
        case .timerFired(let attributes): timers[attributes.startedEventId] = nil
        case .timerCanceled(let attributes): timers[attributes.startedEventId] = nil

        case .lambdaFunctionScheduled(let attributes):
            // Without a role it fails at once, in a transaction of its own.
            lambdas[id] = Lambda(startToClose: attributes.startToCloseTimeout, runsOut: hasRole ? nil : now)
        case .lambdaFunctionStarted(let attributes):
            let timeout = lambdas[attributes.scheduledEventId]?.startToClose
            lambdas[attributes.scheduledEventId]?.runsOut = Self.deadline(timeout, now)
        case .lambdaFunctionCompleted(let attributes): lambdas[attributes.scheduledEventId] = nil
        case .lambdaFunctionFailed(let attributes): lambdas[attributes.scheduledEventId] = nil
        case .lambdaFunctionTimedOut(let attributes): lambdas[attributes.scheduledEventId] = nil
        case .startLambdaFunctionFailed(let attributes): lambdas[attributes.scheduledEventId ?? 0] = nil

        case .signalExternalWorkflowExecutionInitiated(let attributes):
            initiated[id] = Initiated(kind: .signal, workflowId: attributes.workflowId)
        case .requestCancelExternalWorkflowExecutionInitiated(let attributes):
            initiated[id] = Initiated(kind: .cancel, workflowId: attributes.workflowId)
        case .startChildWorkflowExecutionInitiated(let attributes):
            initiated[id] = Initiated(kind: .child, workflowId: attributes.workflowId)
        case .externalWorkflowExecutionSignaled(let attributes):
            initiated[attributes.initiatedEventId]?.reached = attributes.workflowExecution
        case .externalWorkflowExecutionCancelRequested(let attributes):
            initiated[attributes.initiatedEventId]?.reached = attributes.workflowExecution
        case .childWorkflowExecutionStarted(let attributes):
            initiated[attributes.initiatedEventId]?.reached = attributes.workflowExecution
        case .signalExternalWorkflowExecutionFailed(let attributes):
            initiated[attributes.initiatedEventId]?.hasFailed = true
        case .requestCancelExternalWorkflowExecutionFailed(let attributes):
            initiated[attributes.initiatedEventId]?.hasFailed = true
        case .startChildWorkflowExecutionFailed(let attributes):
            initiated[attributes.initiatedEventId]?.hasFailed = true
        case .childWorkflowExecutionCompleted(let attributes):
            initiated[attributes.initiatedEventId]?.childClose = .completed
        case .childWorkflowExecutionFailed(let attributes):
            initiated[attributes.initiatedEventId]?.childClose = .failed
        case .childWorkflowExecutionCanceled(let attributes):
            initiated[attributes.initiatedEventId]?.childClose = .canceled
        case .childWorkflowExecutionTimedOut(let attributes):
            initiated[attributes.initiatedEventId]?.childClose = .timedOut
        case .childWorkflowExecutionTerminated(let attributes):
            initiated[attributes.initiatedEventId]?.childClose = .terminated
        default: break
        }
    }

    private static func deadline(_ timeout: String?, _ start: Timestamp) -> Timestamp? {
        guard let timeout, let seconds = Int(timeout) else { return nil }
        return Timestamp(milliseconds: start.milliseconds + seconds * 1000)
    }
}
