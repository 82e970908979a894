import Foundation

/// The calls of the measured executions, on one connection.
struct Workload {
    let socket: Socket
    static let domain = "bench"

    static func prepare(_ port: Int) throws {
        let socket = try Socket(port: port, signed: true)
        _ = try socket.call("RegisterDomain", #"{"name":"bench","workflowExecutionRetentionPeriodInDays":"1"}"#)
        _ = try socket.call(
            "RegisterWorkflowType",
            #"{"domain":"bench","name":"W","version":"1","defaultChildPolicy":"TERMINATE","#
                + #""defaultExecutionStartToCloseTimeout":"86400","defaultTaskStartToCloseTimeout":"60","defaultTaskList":{"name":"list"}}"#
        )
        _ = try socket.call(
            "RegisterActivityType",
            #"{"domain":"bench","name":"A","version":"1","defaultTaskHeartbeatTimeout":"NONE","defaultTaskList":{"name":"list"},"#
                + #""defaultTaskScheduleToCloseTimeout":"NONE","defaultTaskScheduleToStartTimeout":"NONE","defaultTaskStartToCloseTimeout":"300"}"#
        )
    }

    func start(_ id: String, list: String) throws {
        _ = try socket.call(
            "StartWorkflowExecution",
            #"{"domain":"bench","workflowId":"\#(id)","workflowType":{"name":"W","version":"1"},"#
                + #""input":"{\"path\":\"articles/elife-00353-v1.xml\"}","taskList":{"name":"\#(list)"}}"#
        )
    }

    static func pollDecision(list: String, newEventsOnly: Bool) -> String {
        #"{"domain":"bench","identity":"bench","taskList":{"name":"\#(list)"},"startAtPreviousStartedEvent":\#(newEventsOnly)}"#
    }

    static func pollActivity(list: String) -> String {
        #"{"domain":"bench","identity":"bench","taskList":{"name":"\#(list)"}}"#
    }

    func decide(_ token: String, schedule activity: String?, list: String) throws {
        let decision =
            activity.map {
                #"{"decisionType":"ScheduleActivityTask","scheduleActivityTaskDecisionAttributes":{"activityId":"\#($0)","#
                    + #""activityType":{"name":"A","version":"1"},"input":"{\"page\":1}","taskList":{"name":"\#(list)"}}}"#
            }
            ?? #"{"decisionType":"CompleteWorkflowExecution","completeWorkflowExecutionDecisionAttributes":{"result":"\"done\""}}"#
        _ = try socket.call("RespondDecisionTaskCompleted", #"{"taskToken":"\#(token)","decisions":[\#(decision)]}"#)
    }

    func completeActivity(_ token: String) throws {
        _ = try socket.call("RespondActivityTaskCompleted", #"{"taskToken":"\#(token)","result":"{\"ok\":true}"}"#)
    }

    /// Polls until there is a task.
    func poll(_ action: String, _ body: String) throws -> (token: String, body: [UInt8]) {
        while true {
            let answer = try socket.call(action, body)
            if let token = member("taskToken", of: answer) { return (token, answer) }
        }
    }

    /// One execution of so many activities in sequence, with tasks of whatever execution of the list comes.
    ///
    /// - Returns: The seconds of each activity's turn, from decided to completed.
    @discardableResult
    func run(_ id: String, activities: Int, list: String) throws -> [Double] {
        try start(id, list: list)
        var turns: [Double] = []
        turns.reserveCapacity(activities)
        let decisionPoll = Self.pollDecision(list: list, newEventsOnly: true)
        let activityPoll = Self.pollActivity(list: list)
        for step in 0...activities {
            let began = monotonicSeconds()
            let decision = try poll("PollForDecisionTask", decisionPoll)
            // Every round of an execution adds six events, the first decision is started as event 3.
            let started = Int(member("startedEventId", of: decision.body) ?? "") ?? 0
            let done = (started - 3) / 6
            if done >= activities {
                try decide(decision.token, schedule: nil, list: list)
            } else {
                try decide(decision.token, schedule: "a\(done)", list: list)
            }
            if step < activities {
                let activity = try poll("PollForActivityTask", activityPoll)
                try completeActivity(activity.token)
                turns.append(monotonicSeconds() - began)
            }
        }
        return turns
    }
}
