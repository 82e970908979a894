import Martlet
import Synchronization

// Programs that do what cannot be replayed. None may trap, hang or be believed.

/// Awaits only something that is not durable.
struct ForeignOnlyProgram: Workflow {
    static let definition = WorkflowDefinition("ForeignOnlyProgram", version: "1")
    static let gate = Gate()

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        _ = try await context.run(Fetch.self, input)
        await Self.gate.wait()
        return input
    }
}

/// Awaits something that is not durable while an activity runs.
struct ForeignBesideProgram: Workflow {
    static let definition = WorkflowDefinition("ForeignBesideProgram", version: "1")
    static let gate = Gate()

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        async let value = context.run(Fetch.self, input)
        await Self.gate.wait()
        return try await value
    }
}

/// As ForeignBesideProgram, with a gate of its own.
struct ForeignHeldProgram: Workflow {
    static let definition = WorkflowDefinition("ForeignHeldProgram", version: "1")
    static let gate = Gate()

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        async let value = context.run(Fetch.self, input)
        await Self.gate.wait()
        return try await value
    }
}

/// Sleeps by the clock of the machine.
struct TaskSleepProgram: Workflow {
    static let definition = WorkflowDefinition("TaskSleepProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        // The misuse that is to be found; a second, as one that is over before the code is suspended cannot be seen.
        try await Task.sleep(for: .seconds(1))
        return try await context.run(Fetch.self, input)
    }
}

/// Runs a step in a task of its own.
struct OwnTaskProgram: Workflow {
    static let definition = WorkflowDefinition("OwnTaskProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try await Task { try await context.run(Fetch.self, input) }.value
    }
}

/// Goes to the main actor and back.
struct MainActorProgram: Workflow {
    static let definition = WorkflowDefinition("MainActorProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        let value = await MainActor.run { input }
        return try await context.run(Fetch.self, value)
    }
}

/// Takes no notice of its cancellation.
struct SpinningProgram: Workflow {
    static let definition = WorkflowDefinition("SpinningProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        while true {
            do { try await context.sleep(for: .seconds(1)) } catch { continue }
        }
    }
}

/// Holds on to its context whatever is thrown at it, and counts what it got done.
struct StubbornProgram: Workflow {
    static let definition = WorkflowDefinition("StubbornProgram", version: "1")
    static let done = Mutex(0)

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        for number in 0..<100 {
            if let value = try? await context.run(Fetch.self, number) {
                Self.done.withLock { $0 += value }
            }
        }
        return input
    }
}

/// Asks for an activity with more than the service takes.
struct OversizeProgram: Workflow {
    static let definition = WorkflowDefinition("OversizeProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        try await context.run(Render.self, String(repeating: "x", count: 40_000))
    }
}

/// Gives more than the service takes.
struct OversizeOutputProgram: Workflow {
    static let definition = WorkflowDefinition("OversizeOutputProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        String(repeating: "é", count: 40_000)
    }
}

/// Throws an error of its own.
struct ThrowingProgram: Workflow {
    static let definition = WorkflowDefinition("ThrowingProgram", version: "1")

    struct NoLicence: Error { var article: String }

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        throw NoLicence(article: "00353")
    }
}

/// As SequenceProgram, with another activity.
struct RenamedProgram: Workflow {
    static let definition = WorkflowDefinition("SequenceProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try await context.run(Flaky.self, input)
    }
}

/// As SequenceProgram, with a wait that was not there.
struct InsertedProgram: Workflow {
    static let definition = WorkflowDefinition("SequenceProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        let value = try await context.run(Fetch.self, input)
        try await context.sleep(for: .seconds(1))
        return try await context.run(Fetch.self, value)
    }
}

/// Something that a test opens, and no event of a history.
final class Gate: Sendable {
    private let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])

    func wait() async {
        await withCheckedContinuation { continuation in
            waiting.withLock { $0.append(continuation) }
        }
    }

    /// Lets through whoever waits.
    func open() {
        for continuation in waiting.withLock({ state in
            defer { state = [] }
            return state
        }) {
            continuation.resume()
        }
    }
}

/// Asks for as many markers as its input says, and waits for none.
struct ManyMarkersProgram: Workflow {
    static let definition = WorkflowDefinition("ManyMarkersProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        for number in 0..<input { try context.recordMarker("number", details: number) }
        return try await context.run(Fetch.self, input)
    }
}

/// Makes as many values as its input says.
struct ManyValuesProgram: Workflow {
    static let definition = WorkflowDefinition("ManyValuesProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        for number in 0..<input { _ = try context.sideEffect("number") { number } }
        return try await context.run(Fetch.self, input)
    }
}

/// Asks for as many activities side by side as its input says.
struct ManyStepsProgram: Workflow {
    static let definition = WorkflowDefinition("ManyStepsProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try await context.map(Fetch.self, Array(0..<input), atMost: input).count
    }
}

/// Gives its context away.
struct GivingProgram: Workflow {
    static let definition = WorkflowDefinition("GivingProgram", version: "1")
    static let context = Mutex<WorkflowContext?>(nil)

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        Self.context.withLock { $0 = context }
        let value = try await context.run(Fetch.self, input)
        return try await context.run(Fetch.self, value)
    }
}

/// Has a condition that does more than look, once its first step is done.
struct MeddlingConditionProgram: Workflow {
    static let definition = WorkflowDefinition("MeddlingConditionProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        let isFetched = WorkflowState(false)
        async let waited: Void = context.condition {
            if isFetched.value { try? context.recordMarker("looked") }
            return false
        }
        let value = try await context.run(Fetch.self, input)
        isFetched.value = true
        try await waited
        return value
    }
}
