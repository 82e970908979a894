import Martlet

/// Activities that the programs ask for; their bodies never run here, the simulated workers answer instead.
struct Fetch: Activity {
    static let definition = ActivityDefinition("Fetch", version: "1", retry: .none)
    func run(_ input: Int, context: ActivityContext) async throws -> Int { input }
}

struct Render: Activity {
    static let definition = ActivityDefinition("Render", version: "1", retry: .none)
    func run(_ input: String, context: ActivityContext) async throws -> String { input }
}

/// Tried up to four times.
struct Flaky: Activity {
    static let definition = ActivityDefinition("Flaky", version: "1", retry: .exponential())
    func run(_ input: Int, context: ActivityContext) async throws -> Int { input }
}

/// Neither takes nor gives anything.
struct Notify: Activity {
    static let definition = ActivityDefinition("Notify", version: "1", retry: .none)
    func run(_ input: Nothing, context: ActivityContext) async throws -> Nothing { Nothing() }
}
