import CommandSupport
import SWFModel
import Schedules

/// Asks what the conditions of schedules want to know.
struct ConditionProbe: Sendable {
    let service: any SimpleWorkflowService
    let domain: String
    /// Where commands run: the folder of the settings.
    let folder: String
    /// What commands find in their environment besides what cron has.
    let variables: [String: String]

    /// How long a command may take; the turn of cron goes on meanwhile.
    static let longestCommand = Duration.seconds(10)

    /// What a condition comes to.
    ///
    /// - Throws: `Fault`, ``Complaint`` for a command that neither says yes nor no, and `CancellationError`.
    func answer(_ condition: ScheduleCondition, schedule: String) async throws -> ScheduleCondition.Answer {
        let ever = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
        switch condition.question {
        case .pendingActivityTasks(let list):
            let input = CountPendingActivityTasksInput(domain: domain, taskList: TaskList(name: list))
            return condition.answer(count: try await service.countPendingActivityTasks(input).count)
        case .pendingDecisionTasks(let list):
            let input = CountPendingDecisionTasksInput(domain: domain, taskList: TaskList(name: list))
            return condition.answer(count: try await service.countPendingDecisionTasks(input).count)
        case .openExecutionsOfType(let name):
            let input = CountOpenWorkflowExecutionsInput(
                domain: domain,
                startTimeFilter: ever,
                typeFilter: WorkflowTypeFilter(name: name)
            )
            return condition.answer(count: try await service.countOpenWorkflowExecutions(input).count)
        case .openExecutionsWithTag(let tag):
            let input = CountOpenWorkflowExecutionsInput(
                domain: domain,
                startTimeFilter: ever,
                tagFilter: TagFilter(tag: tag)
            )
            return condition.answer(count: try await service.countOpenWorkflowExecutions(input).count)
        case .command(let words): return try await run(words, condition, schedule)
        }
    }

    private func run(
        _ words: [String],
        _ condition: ScheduleCondition,
        _ schedule: String
    ) async throws -> ScheduleCondition.Answer {
        var variables = variables
        variables["MARTLET_SCHEDULE"] = schedule
        let command = PipedCommand(command: words, folder: folder)
        let given = variables
        let (output, isLate) = await TimeLimit(Self.longestCommand).run {
            try? await command.run(input: "", variables: given)
        }
        let name = words.first ?? ""
        if isLate {
            throw Complaint(
                .unexpected,
                "the command \(name) of its condition took longer than \(DurationWords.text(Self.longestCommand))"
            )
        }
        guard let output else { throw CancellationError() }
        let text = String(decoding: output.bytes, as: UTF8.self)
        guard case .exited(let code) = output.ending, let answer = condition.answer(exitCode: code, output: text) else {
            let words = output.lastWords.isEmpty ? "" : ": \(PlainText.short(output.lastWords))"
            throw Complaint(.unexpected, "the command \(name) of its condition ended with \(output.ending)\(words)")
        }
        return answer
    }
}
