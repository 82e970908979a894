import Martlet
import Synchronization

/// Doubles a number.
struct Double2: Activity {
    static let definition = ActivityDefinition("Double", version: "1")
    func run(_ input: Int, context: ActivityContext) async throws -> Int { input * 2 }
}

/// Fails at first; says which attempt it was, and by which key.
struct Unsteady: Activity {
    static let definition = ActivityDefinition("Unsteady", version: "1")
    struct Output: Codable { var attempt: Int; var key: String }
    func run(_ input: Int, context: ActivityContext) async throws -> Output {
        if context.attempt <= input { throw RetryableFailure("attempt \(context.attempt) failed") }
        return Output(attempt: context.attempt, key: context.idempotencyKey)
    }
}

/// Fails for good.
struct Hopeless: Activity {
    static let definition = ActivityDefinition("Hopeless", version: "1")
    func run(_ input: Nothing, context: ActivityContext) async throws -> Nothing {
        throw PermanentFailure("the licence is missing", details: "article 00353")
    }
}

/// Gives more than the service takes.
struct Verbose: Activity {
    static let definition = ActivityDefinition("Verbose", version: "1", retry: .none)
    func run(_ input: Nothing, context: ActivityContext) async throws -> String {
        String(repeating: "x", count: 40_000)
    }
}

/// Heartbeats until it is told to stop.
struct Endless: Activity {
    static let definition = ActivityDefinition(
        "Endless",
        version: "1",
        startToClose: .hours(1),
        heartbeat: .minutes(10)
    )
    func run(_ input: Nothing, context: ActivityContext) async throws -> Nothing {
        var count = 0
        while true {
            count += 1
            try await context.progress(count, of: 1_000_000)
            await Task.yield()
        }
    }
}

/// Takes no notice of anything but its cancellation, and should long be over.
struct Hung: Activity {
    static let definition = ActivityDefinition("Hung", version: "1", startToClose: .zero, retry: .none)
    func run(_ input: Nothing, context: ActivityContext) async throws -> Nothing {
        let (silence, source) = AsyncStream<Nothing>.makeStream()
        for await _ in silence {}
        source.finish()
        try Task.checkCancellation()
        return Nothing()
    }
}

struct HungWorkflow: Workflow {
    static let definition = WorkflowDefinition("HungWorkflow", version: "1")
    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing { try await context.run(Hung.self) }
}

/// An activity that no worker of the tests knows.
struct Stranger: Activity {
    static let definition = ActivityDefinition("Stranger", version: "1")
    func run(_ input: Nothing, context: ActivityContext) async throws -> Nothing { Nothing() }
}

struct DoubleTwiceWorkflow: Workflow {
    static let definition = WorkflowDefinition("DoubleTwice", version: "1")
    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        let first = try await context.run(Double2.self, input)
        return try await context.run(Double2.self, first)
    }
}

struct ManyDoublesWorkflow: Workflow {
    static let definition = WorkflowDefinition("ManyDoubles", version: "1")
    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        try await context.map(Double2.self, Array(0..<input), atMost: 4)
    }
}

struct UnsteadyWorkflow: Workflow {
    static let definition = WorkflowDefinition("UnsteadyWorkflow", version: "1")
    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        let output = try await context.run(Unsteady.self, input)
        return "\(output.attempt) \(output.key.replacing(context.runId, with: "run"))"
    }
}

struct HopelessWorkflow: Workflow {
    static let definition = WorkflowDefinition("HopelessWorkflow", version: "1")
    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
        try await context.run(Hopeless.self)
    }
}

struct VerboseWorkflow: Workflow {
    static let definition = WorkflowDefinition("VerboseWorkflow", version: "1")
    func run(_ input: Nothing, context: WorkflowContext) async throws -> String { try await context.run(Verbose.self) }
}

struct EndlessWorkflow: Workflow {
    static let definition = WorkflowDefinition("EndlessWorkflow", version: "1")
    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing { try await context.run(Endless.self) }
}

struct StrangerWorkflow: Workflow {
    static let definition = WorkflowDefinition("StrangerWorkflow", version: "1")
    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
        try await context.run(Stranger.self)
    }
}

/// Registered, and known to no decider of the tests.
struct ForgottenWorkflow: Workflow {
    static let definition = WorkflowDefinition("Forgotten", version: "7")
    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing { Nothing() }
}
