/// What a registered type has otherwise than its definition.
enum Difference {
    static func between(_ found: WorkflowTypeConfiguration, _ wanted: WorkflowTypeConfiguration) -> Registration.Result
    {
        result([
            ("child policy", found.defaultChildPolicy?.rawValue, wanted.defaultChildPolicy?.rawValue),
            (
                "executionStartToClose", found.defaultExecutionStartToCloseTimeout,
                wanted.defaultExecutionStartToCloseTimeout
            ),
            ("taskStartToClose", found.defaultTaskStartToCloseTimeout, wanted.defaultTaskStartToCloseTimeout),
            ("task list", found.defaultTaskList?.name, wanted.defaultTaskList?.name),
            ("priority", found.defaultTaskPriority, wanted.defaultTaskPriority),
        ])
    }

    static func between(_ found: ActivityTypeConfiguration, _ wanted: ActivityTypeConfiguration) -> Registration.Result
    {
        result([
            ("startToClose", found.defaultTaskStartToCloseTimeout, wanted.defaultTaskStartToCloseTimeout),
            ("scheduleToStart", found.defaultTaskScheduleToStartTimeout, wanted.defaultTaskScheduleToStartTimeout),
            ("scheduleToClose", found.defaultTaskScheduleToCloseTimeout, wanted.defaultTaskScheduleToCloseTimeout),
            ("heartbeat", found.defaultTaskHeartbeatTimeout, wanted.defaultTaskHeartbeatTimeout),
            ("task list", found.defaultTaskList?.name, wanted.defaultTaskList?.name),
            ("priority", found.defaultTaskPriority, wanted.defaultTaskPriority),
        ])
    }

    private static func result(_ members: [(name: String, found: String?, wanted: String?)]) -> Registration.Result {
        let differences = members.filter { $0.found != $0.wanted }.map { member in
            "\(member.name) is registered as \(member.found ?? "unset"), the definition says \(member.wanted ?? "unset")"
        }
        return differences.isEmpty ? .alreadyThere : .differs(differences)
    }
}

extension WorkflowDefinition {
    /// The defaults to register.
    func configuration(defaultTaskList: String) -> WorkflowTypeConfiguration {
        WorkflowTypeConfiguration(
            defaultChildPolicy: childPolicy,
            defaultExecutionStartToCloseTimeout: executionStartToClose.timeout,
            defaultTaskList: TaskList(name: taskList ?? defaultTaskList),
            defaultTaskPriority: priority.map { String($0) },
            defaultTaskStartToCloseTimeout: taskStartToClose.timeout
        )
    }
}

extension ActivityDefinition {
    /// The defaults to register.
    func configuration(defaultTaskList: String) -> ActivityTypeConfiguration {
        ActivityTypeConfiguration(
            defaultTaskHeartbeatTimeout: heartbeat.timeoutOrNone,
            defaultTaskList: TaskList(name: taskList ?? defaultTaskList),
            defaultTaskPriority: priority.map { String($0) },
            defaultTaskScheduleToCloseTimeout: scheduleToClose.timeoutOrNone,
            defaultTaskScheduleToStartTimeout: scheduleToStart.timeoutOrNone,
            defaultTaskStartToCloseTimeout: startToClose.timeoutOrNone
        )
    }
}
