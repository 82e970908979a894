public import SWFModel
public import SWFWire

/// What only a Martlet server does. Amazon SWF answers `UnknownOperationException`, which ``SWFModel/Fault/isUnknownOperation(_:)``
/// recognizes.
extension RemoteWorkflowService: WorkflowExecutionImporter {
    /// Takes a part of a history, and with the last part the execution.
    ///
    /// It is not sent again once it may have been heard: the second answer could only say that the execution is there.
    public func importWorkflowExecution(
        _ input: ImportWorkflowExecutionInput
    ) async throws -> ImportWorkflowExecutionOutput {
        try await exchange.call(.administration(.importWorkflowExecution), input)
    }
}

extension RemoteWorkflowService: TaskKeeper {
    /// Hands back a task that will not be answered, so that another poll may have it at once.
    public func handBack(taskToken: String, identity: String?, reason: String?) async throws {
        let input = HandBackTaskInput(identity: identity, reason: reason, taskToken: taskToken)
        try await exchange.perform(.administration(.handBackTask), input)
    }

    /// Ends the polls of an identity that wait in a domain: each comes back empty, unless a task was given to it before.
    @discardableResult
    public func endPolls(domain: String, identity: String) async throws -> Int {
        let input = EndPollsInput(domain: domain, identity: identity)
        let output = try await exchange.call(.administration(.endPolls), input, as: EndPollsOutput.self)
        return output.endedCount
    }
}

extension RemoteWorkflowService: TaskListDirectory {
    /// A page of the task lists of a domain.
    public func listTaskLists(_ input: ListTaskListsInput) async throws -> TaskListInfos {
        try await exchange.call(.administration(.listTaskLists), input)
    }

    /// All task lists of a domain in which something waits or which somebody polled lately, by name, and the activity list of a
    /// name before the decision list.
    ///
    /// - Throws: `UnknownResourceFault` when there is no such domain; ``ClientError``.
    public func listTaskLists(domain: String) async throws -> [TaskListInfo] {
        var infos: [TaskListInfo] = []
        var input = ListTaskListsInput(domain: domain)
        repeat {
            let page = try await listTaskLists(input)
            infos += page.taskListInfos
            input.nextPageToken = page.nextPageToken
        } while input.nextPageToken != nil
        return infos
    }
}
