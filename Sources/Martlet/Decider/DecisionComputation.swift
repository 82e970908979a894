import DeciderCore

/// Reads what a decision task is about, and runs the code over it.
struct DecisionComputation: Sendable {
    let task: DecisionTask
    let reader: HistoryReader
    let poll: PollForDecisionTaskInput
    let threads: TurnThreads
    /// How long a turn may compute, when that is less than the threads' own limit.
    let turnLimit: Duration

    /// The events that came with the task, on all its pages.
    func ownEvents() async throws -> [HistoryEvent] {
        try await reader.events(of: task, poll: poll)
    }

    /// All events from the first, read anew.
    func history() async throws -> [HistoryEvent] {
        try await history(endingIn: ownEvents())
    }

    /// All events from the first; the last of them are known.
    func history(endingIn events: [HistoryEvent]) async throws -> [HistoryEvent] {
        let first = events.first?.eventId ?? task.startedEventId + 1
        if first <= 1 { return events }
        return try await reader.events(of: task.workflowExecution, before: first) + events
    }

    /// Runs the code over events, on a thread of its own, and gives what it decides for the task.
    ///
    /// - Throws: `ReplayError` and ``Misuse``; the execution is released then.
    func decisions(of execution: HeldExecution, over events: [HistoryEvent]) async throws -> [Decision] {
        let startedEventId = task.startedEventId
        return try await threads.run(execution, within: turnLimit) { execution in
            do {
                return try execution.follow(events, to: startedEventId)
            } catch {
                execution.release()
                throw error
            }
        }
    }
}
