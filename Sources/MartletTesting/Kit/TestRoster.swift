import Martlet
import Synchronization

/// Who does which activity in a test, and what was asked of whom.
final class TestRoster: Sendable {
    /// How tasks of an activity type are done.
    struct Part: Sendable {
        enum Manner: Sendable {
            /// As soon as the task is taken.
            case atOnce
            /// So long after it was taken.
            case after(Duration)
            /// When the test says so.
            case byHand
        }

        var activity: AnyActivity
        var manner: Manner
        /// Remembers a task that a worker took.
        var record: @Sendable (TestRoster, ActivityTask) -> Void
    }

    private struct State {
        var parts: [ActivityType: Part] = [:]
        var unregistered: [any Activity.Type] = []
        var calls: [ActivityType: [any Sendable]] = [:]
        var functions: [String: @Sendable (String?) async throws -> String?] = [:]
        var strangers: [String] = []
    }

    private let state = Mutex(State())
    private let workflows: Set<WorkflowType>
    private let clock: ManualClock
    private let start: Timestamp

    init(workflows: [any Workflow.Type], clock: ManualClock) {
        self.workflows = Set(workflows.map { $0.definition.type })
        self.clock = clock
        start = clock.now
    }

    /// Gives an activity its part.
    func cast<A: Activity>(_ activity: A, _ manner: Part.Manner = .atOnce) {
        cast(A.self, AnyActivity(activity), manner)
    }

    /// Gives a closure the part of an activity.
    func cast<A: Activity>(
        _ activity: A.Type,
        _ manner: Part.Manner,
        _ body: @escaping @Sendable (A.Input, ActivityContext) async throws -> A.Output
    ) {
        cast(activity, AnyActivity(StandIn<A>(body: body)), manner)
    }

    private func cast<A: Activity>(_ type: A.Type, _ activity: AnyActivity, _ manner: Part.Manner) {
        let part = Part(activity: activity, manner: manner) { $0.record(type, $1) }
        state.withLock { state in
            if state.parts.updateValue(part, forKey: A.definition.type) == nil { state.unregistered.append(type) }
        }
    }

    func part(of type: ActivityType) -> Part? { state.withLock { $0.parts[type] } }

    /// The activities that no service knows yet; each is given out once.
    func takeUnregistered() -> [any Activity.Type] {
        state.withLock { state in
            defer { state.unregistered = [] }
            return state.unregistered
        }
    }

    /// The tasks of an activity so far.
    func calls<A: Activity>(of activity: A.Type) -> [RecordedCall<A>] {
        state.withLock { $0.calls[A.definition.type] ?? [] }.compactMap { $0 as? RecordedCall<A> }
    }

    private func record<A: Activity>(_ activity: A.Type, _ task: ActivityTask) {
        // What cannot be read fails the task, as it does in a worker; there is no input to remember.
        guard let input = try? ValueText.decode(A.Input.self, from: task.input, field: "the input") else { return }
        let (step, attempt) = ActivityNaming.parse(task.activityId)
        let now = clock.now
        let call = RecordedCall<A>(
            input: input,
            activityId: task.activityId,
            attempt: attempt,
            idempotencyKey: "\(task.workflowExecution.runId)/\(step)",
            workflowId: task.workflowExecution.workflowId,
            moment: now,
            offset: now - start
        )
        state.withLock { $0.calls[A.definition.type, default: []].append(call) }
    }

    /// Gives a closure the part of a lambda function.
    func castFunction(_ name: String, _ body: @escaping @Sendable (String?) async throws -> String?) {
        state.withLock { $0.functions[name] = body }
    }

    func function(_ name: String) -> (@Sendable (String?) async throws -> String?)? {
        state.withLock { $0.functions[name] }
    }

    /// What was asked for and nobody can do; nil when all can be done.
    var stranger: String? { state.withLock { $0.strangers.first } }

    /// Looks through decisions for what nobody here can do.
    func look(at decisions: [Decision]) {
        for decision in decisions {
            switch decision {
            case .scheduleActivityTask(let attributes) where part(of: attributes.activityType) == nil:
                let type = attributes.activityType
                note(
                    "A workflow asks for the activity \(type.name) version \(type.version), which nobody in this test does: "
                        + "give it among the activities, replace it, or hold it."
                )
            case .startChildWorkflowExecution(let attributes) where !workflows.contains(attributes.workflowType):
                let type = attributes.workflowType
                note(
                    "A workflow starts the workflow \(type.name) version \(type.version), which this test does not have: "
                        + "give it among the workflows."
                )
            case .scheduleLambdaFunction(let attributes) where function(attributes.name) == nil:
                note(
                    "A workflow calls the lambda function \(attributes.name), which nobody in this test is: replace it."
                )
            default: break
            }
        }
    }

    private func note(_ sentence: String) { state.withLock { $0.strangers.append(sentence) } }
}
