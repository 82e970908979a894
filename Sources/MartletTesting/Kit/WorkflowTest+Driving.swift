import Engine
import Martlet
import Storage
import Synchronization

/// How things come to happen.
extension WorkflowTest {
    /// More steps than a test has; a workflow that goes round in circles has them.
    private static let stepLimit = 100_000

    /// Lets everything happen that can happen now; the clock stays where it is.
    ///
    /// - Throws: ``WorkflowTestFailure`` when somebody is asked for what nobody in the test can do, when a decision cannot be
    ///   made or replayed, and when it never ends; what an appointment throws.
    public func settle(fileID: String = #fileID, line: Int = #line) async throws {
        try await drive(until: clock.now, TestPlace(fileID, line)) { false }
    }

    /// Lets so much time pass: the clock goes from deadline to deadline, and at each everything happens that can.
    ///
    /// - Throws: As ``settle(fileID:line:)``.
    public func advance(by duration: Duration, fileID: String = #fileID, line: Int = #line) async throws {
        try await advance(to: clock.now + duration, TestPlace(fileID, line))
    }

    /// Lets time pass until so long after the beginning of the test; nothing happens when that is past.
    ///
    /// - Throws: As ``settle(fileID:line:)``.
    public func advance(to offset: Duration, fileID: String = #fileID, line: Int = #line) async throws {
        try await advance(to: beginning + offset, TestPlace(fileID, line))
    }

    private func advance(to end: Timestamp, _ place: TestPlace) async throws {
        try await drive(until: end, place) { false }
        if clock.now < end { clock.set(end) }
    }

    /// Lets things happen until a condition holds; time passes as it must.
    ///
    /// - Throws: ``WorkflowTestFailure`` when nothing can happen any more and the condition does not hold; else as
    ///   ``settle(fileID:line:)``, and what the condition throws.
    public func run(
        fileID: String = #fileID,
        line: Int = #line,
        until condition: () async throws -> Bool
    ) async throws {
        let place = TestPlace(fileID, line)
        guard try await drive(until: nil, place, condition) else {
            throw place.failure(
                "Nothing can happen any more at \(words(clock.now)), and what the test waits for has not come.",
                details: try await waits()
            )
        }
    }

    /// Does something at a moment so long after the beginning of the test, when everything else of that moment has happened.
    /// A moment that is past is now.
    public func at(_ offset: Duration, do body: @escaping @Sendable () async throws -> Void) {
        appoint(beginning + offset, body)
    }

    /// Does something when so much time has passed from now, as ``at(_:do:)``.
    public func after(_ duration: Duration, do body: @escaping @Sendable () async throws -> Void) {
        appoint(clock.now + duration, body)
    }

    private func appoint(_ moment: Timestamp, _ body: @escaping @Sendable () async throws -> Void) {
        state.withLock { state in
            // Those of one moment in the order in which they were made.
            let index = state.appointments.firstIndex { $0.moment > moment } ?? state.appointments.endIndex
            state.appointments.insert(Appointment(moment: moment, body: body), at: index)
        }
    }

    /// Lets things happen until a condition holds or nothing more can happen by a moment.
    ///
    /// - Returns: Whether the condition holds.
    @discardableResult
    func drive(until end: Timestamp?, _ place: TestPlace, _ isDone: () async throws -> Bool) async throws -> Bool {
        let isFree = state.withLock { state in
            defer { state.isDriving = true }
            return !state.isDriving
        }
        guard isFree else {
            throw place.failure(
                "The test is in the middle of letting things happen: an activity or an appointment may start, signal and "
                    + "cancel executions, but not let time pass or wait for a result."
            )
        }
        defer { state.withLock { $0.isDriving = false } }
        try await register()
        let decisions = state.withLock { $0.decisions }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            // Code that computes without end is given up, here as in production.
            group.addTask { await decisions.watch() }
            defer { group.cancelAll() }
            return try await letHappen(until: end, place, isDone)
        }
    }

    private func letHappen(
        until end: Timestamp?,
        _ place: TestPlace,
        _ isDone: () async throws -> Bool
    ) async throws -> Bool {
        var steps = 0
        while true {
            if try await isDone() { return true }
            // Also of an appointment or an activity.
            try complaints.throwWhatIsKept()
            if try await step(place) {
                steps += 1
                if let sentence = roster.stranger ?? complaints.complaint { throw place.failure(sentence) }
                if steps > Self.stepLimit { throw try await endless(place) }
                continue
            }
            guard let next = try await nextMoment(), next <= end ?? next else { return false }
            clock.set(max(next, clock.now))
            steps += 1
            if steps > Self.stepLimit { throw try await endless(place) }
            try await connection.engine.sweepOnce()
        }
    }

    private func endless(_ place: TestPlace) async throws -> WorkflowTestFailure {
        place.failure(
            "The test has taken \(Self.stepLimit) steps and stands at \(words(clock.now)): something goes round in circles, "
                + "or the time is longer than a test can follow.",
            details: try await waits()
        )
    }

    /// When something can happen next; nil when nothing can.
    private func nextMoment() async throws -> Timestamp? {
        let deadline = try await store.nextDeadline()
        let own = state.withLock { [$0.appointments.first?.moment, $0.underWay.map(\.end).min()] }
        return ([deadline, clock.nextAwakening] + own).compactMap { $0 }.min()
    }

    /// Lets one thing happen.
    ///
    /// - Returns: Whether there was one.
    private func step(_ place: TestPlace) async throws -> Bool {
        let engine = connection.engine
        if try await engine.deliverOnce() > 0 { return true }
        if await engine.callOnce() { return true }
        if let list = connection.decisionList, try await decide(list) { return true }
        if try await report(place) { return true }
        if let list = connection.activityList, try await take(list, place) { return true }
        if try await engine.sweepOnce() > 0 { return true }
        let now = clock.now
        let due = state.withLock { state in
            state.appointments.first.map { $0.moment <= now } == true ? state.appointments.removeFirst() : nil
        }
        try await due?.body()
        return due != nil
    }

    /// Decides the next decision task of a list.
    private func decide(_ list: String) async throws -> Bool {
        let input = PollForDecisionTaskInput(
            domain: domain,
            identity: "decider",
            maximumPageSize: 1_000,
            startAtPreviousStartedEvent: true,
            taskList: TaskList(name: list)
        )
        guard let task = try await connection.pollForDecisionTask(input) else { return false }
        try await connection.learn(task, in: domain)
        if try await connection.handOut(task) == .worked {
            await decisions(for: task).handle(task, poll: input)
        }
        if connection.takeDeciderWasKilled() { await killDecider() }
        return true
    }

    /// The decider at work, which computes the decision twice or does not.
    private func decisions(for task: DecisionTask) -> DecisionTaskHandler {
        let (runId, length) = (task.workflowExecution.runId, task.startedEventId)
        let (decisions, checks) = state.withLock { state in
            let checks = replayChecks.isDue(length, last: state.checked[runId] ?? 0)
            if checks { state.checked[runId] = length }
            return (state.decisions, checks)
        }
        return decisions.checkingReplay(checks)
    }

    /// Replays runs whose code has ended, each once: what was decided since the last decision that was computed twice is not
    /// passed over.
    func replay(_ runs: [WorkflowExecution], _ place: TestPlace) async throws {
        for run in runs where !complaints.hasFailed(run) {
            guard state.withLock({ $0.replayed.insert(run.runId).inserted }) else { continue }
            let events = try await history(of: run)
            // A run that was terminated or timed out may end in the middle of an answer.
            let ended: [EventType] = [
                .workflowExecutionCompleted, .workflowExecutionFailed, .workflowExecutionCanceled,
                .workflowExecutionContinuedAsNew,
            ]
            guard let last = events.last, ended.contains(last.eventType) else { continue }
            let report = Replayer(workflows: workflows).replay(events, of: run, domain: domain)
            guard case .replays = report.verdict else {
                throw place.failure(
                    "The code of \(run.workflowId) does not follow the history that it has just made: \(report)"
                )
            }
        }
    }

    /// Takes the next activity task of a list, and does it unless it takes time or is left to the test.
    private func take(_ list: String, _ place: TestPlace) async throws -> Bool {
        let input = PollForActivityTaskInput(domain: domain, identity: "worker", taskList: TaskList(name: list))
        guard let task = try await connection.pollForActivityTask(input) else { return false }
        guard let part = roster.part(of: task.activityType) else {
            throw place.failure("Nobody in this test does the activity \(task.activityType.name).")
        }
        let arrival = try await connection.handOut(task)
        if arrival != .lost { part.record(roster, task) }
        guard arrival == .worked else { return true }
        switch part.manner {
        case .atOnce: try await work(on: task, part.activity, place)
        case .after(let duration):
            let end = clock.now + duration
            state.withLock { $0.underWay.append(UnderWay(end: end, task: task)) }
        case .byHand: state.withLock { $0.byHand.append(task) }
        }
        return true
    }

    /// Ends the activity task whose time is over.
    private func report(_ place: TestPlace) async throws -> Bool {
        let now = clock.now
        let task = state.withLock { state -> ActivityTask? in
            guard let first = state.underWay.indices.min(by: { state.underWay[$0].end < state.underWay[$1].end }),
                state.underWay[first].end <= now
            else { return nil }
            return state.underWay.remove(at: first).task
        }
        guard let task, let part = roster.part(of: task.activityType) else { return false }
        try await work(on: task, part.activity, place)
        return true
    }

    /// What the open executions of the test wait for, for people.
    func waits() async throws -> [String] {
        var lines: [String] = []
        for execution in try await connection.executions(in: domain) {
            let events = try await history(of: execution)
            guard let last = events.last, ExecutionOutcome(execution: execution, event: last) == nil else { continue }
            let waits = waits(of: execution, events)
            lines.append("The execution \(execution.workflowId) waits for:")
            lines += (waits.isEmpty ? ["a signal or a cancel request: no task, timer or child of it is open"] : waits)
                .map { "  " + $0 }
        }
        return lines.isEmpty ? ["No execution is open."] : lines
    }

    /// What an execution waits for, or waited for when it was ended from outside; for people.
    func waits(of execution: WorkflowExecution, _ events: [HistoryEvent]) -> [String] {
        let ends: [EventType] = [.workflowExecutionTimedOut, .workflowExecutionTerminated]
        let wasEnded = events.last.map { ends.contains($0.eventType) } ?? false
        let lived = wasEnded ? events.dropLast() : events
        return WaitWords(lived, code: codeWaits(of: execution, lived), since: beginning).lines
    }

    /// What the code of an execution waits for that is open; code that was found not to come to rest is not run again.
    private func codeWaits(of execution: WorkflowExecution, _ events: [HistoryEvent]) -> [CodeWait] {
        guard let last = events.last, ExecutionOutcome(execution: execution, event: last) == nil,
            !complaints.hasFailed(execution), complaints.complaint == nil
        else { return [] }
        return Replayer(workflows: workflows).waits(events, of: execution, domain: domain) ?? []
    }

    /// A whole history.
    func history(of execution: WorkflowExecution) async throws -> [HistoryEvent] {
        try await connection.history(of: execution, in: domain)
    }
}
