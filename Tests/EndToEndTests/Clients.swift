import SWFClient
import SWFModel
import Synchronization

/// Starters, deciders and workers of one little workflow: some activities one after another, each with its own result.
///
/// Every poll has an identity, every signal, marker and result a name that is used once, so that a history shows which call
/// it came from.
struct Clients: Sendable {
    static let domain = "Killed"
    static let taskList = TaskList(name: "default")
    static let workflowType = WorkflowType(name: "Steps", version: "1")
    static let activityType = ActivityType(name: "Step", version: "1")
    /// How many activities an execution goes through.
    static let steps = 2

    let service: RemoteWorkflowService
    let gate: Gate
    let witness: Witness
    /// The executions that were started, or tried to.
    let started = Numbers()
    /// How many executions are wanted so far; the starters stop there.
    let wanted = Numbers()
    private let polls = Numbers()

    /// Names that are used once.
    final class Numbers: Sendable {
        private let value = Mutex(0)

        func next() -> Int {
            value.withLock { value in
                value += 1
                return value
            }
        }

        var count: Int { value.withLock { $0 } }
        func raise(by count: Int) { value.withLock { $0 += count } }
    }

    static func register(_ service: RemoteWorkflowService) async throws {
        try await service.registerDomain(.init(name: domain, workflowExecutionRetentionPeriodInDays: "1"))
        try await service.registerWorkflowType(
            .init(
                defaultChildPolicy: .terminate,
                defaultExecutionStartToCloseTimeout: "3600",
                defaultTaskList: taskList,
                // What a kill takes along is tried again soon.
                defaultTaskStartToCloseTimeout: "2",
                domain: domain,
                name: workflowType.name,
                version: workflowType.version
            )
        )
        try await service.registerActivityType(
            .init(
                defaultTaskHeartbeatTimeout: "NONE",
                defaultTaskList: taskList,
                defaultTaskScheduleToCloseTimeout: "NONE",
                defaultTaskScheduleToStartTimeout: "NONE",
                defaultTaskStartToCloseTimeout: "2",
                domain: domain,
                name: activityType.name,
                version: activityType.version
            )
        )
    }

    /// Calls until the gate is closed for good.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<2 { group.addTask { await self.starter() } }
            for _ in 0..<4 { group.addTask { await self.decider() } }
            for _ in 0..<4 { group.addTask { await self.worker() } }
        }
    }

    private func starter() async {
        while await gate.pass() {
            guard started.count < wanted.count else {
                await Task.yield()
                continue
            }
            let workflowId = "w\(started.next())"
            do {
                let run = try await service.startWorkflowExecution(
                    .init(domain: Self.domain, workflowId: workflowId, workflowType: Self.workflowType)
                )
                witness.note { $0.starts[workflowId] = run.runId }
                witness.acknowledge()
            } catch {
                witness.note { $0.starts[workflowId] = .some(nil) }
                continue
            }
            for index in 0..<2 { await signal(workflowId, "\(workflowId)-s\(index)") }
        }
    }

    private func signal(_ workflowId: String, _ name: String) async {
        do {
            try await service.signalWorkflowExecution(
                .init(domain: Self.domain, signalName: name, workflowId: workflowId)
            )
            witness.note { $0.signals[name] = (workflowId, .acknowledged) }
            witness.acknowledge()
        } catch is Fault {
            // The execution had closed; nothing was done.
        } catch {
            witness.note { $0.signals[name] = (workflowId, .unknown) }
        }
    }

    private func decider() async {
        while await gate.pass() {
            let identity = "decider-\(polls.next())"
            let input = PollForDecisionTaskInput(domain: Self.domain, identity: identity, taskList: Self.taskList)
            guard let task = try? await service.pollForDecisionTask(input) else { continue }
            witness.note {
                $0.decisionTasks[identity] = (task.workflowExecution, task.startedEventId)
                $0.tokens[task.taskToken, default: 0] += 1
            }
            witness.acknowledge()
            let marker = "m-\(identity)"
            do {
                try await service.respondDecisionTaskCompleted(
                    .init(decisions: Self.decisions(for: task.events, marker), taskToken: task.taskToken)
                )
                witness.note { $0.decisions[marker] = (task.workflowExecution, task.startedEventId, .acknowledged) }
                witness.acknowledge()
            } catch is Fault {
                // It had timed out; nothing was done.
            } catch {
                witness.note { $0.decisions[marker] = (task.workflowExecution, task.startedEventId, .unknown) }
            }
        }
    }

    /// What comes next follows from the history alone.
    private static func decisions(for events: [HistoryEvent], _ marker: String) -> [Decision] {
        var completed = 0
        var open = 0
        for event in events {
            switch event.eventType {
            case .activityTaskScheduled: open += 1
            case .activityTaskTimedOut, .activityTaskFailed: open -= 1
            case .activityTaskCompleted:
                open -= 1
                completed += 1
            default: break
            }
        }
        let record = Decision.recordMarker(.init(markerName: marker))
        if completed >= steps { return [record, .completeWorkflowExecution(.init())] }
        guard open == 0 else { return [record] }
        let id = "a\(events.count)"
        return [record, .scheduleActivityTask(.init(activityId: id, activityType: activityType))]
    }

    private func worker() async {
        while await gate.pass() {
            let identity = "worker-\(polls.next())"
            let input = PollForActivityTaskInput(domain: Self.domain, identity: identity, taskList: Self.taskList)
            guard let task = try? await service.pollForActivityTask(input) else { continue }
            witness.note {
                $0.activityTasks[identity] = (task.workflowExecution, task.startedEventId)
                $0.tokens[task.taskToken, default: 0] += 1
            }
            witness.acknowledge()
            let result = "r-\(identity)"
            do {
                try await service.respondActivityTaskCompleted(.init(result: result, taskToken: task.taskToken))
                witness.note { $0.results[result] = (task.workflowExecution, task.startedEventId, .acknowledged) }
                witness.acknowledge()
            } catch is Fault {
                // It had timed out; nothing was done.
            } catch {
                witness.note { $0.results[result] = (task.workflowExecution, task.startedEventId, .unknown) }
            }
        }
    }
}
