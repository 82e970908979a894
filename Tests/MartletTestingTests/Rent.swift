import Martlet

/// Charges somebody.
struct Charge: Activity {
    static let definition = ActivityDefinition(
        "Charge",
        version: "1",
        startToClose: .minutes(5),
        heartbeat: .minutes(2),
        retry: .exponential(maximumAttempts: 3, initial: .hours(1), maximum: .hours(4))
    )

    struct Input: Codable, Hashable {
        var month: Int
        var cents: Int
    }

    func run(_ input: Input, context: ActivityContext) async throws -> String {
        throw PermanentFailure("no card is charged in a test")
    }
}

/// Says that it is over.
struct SendNotice: Activity {
    static let definition = ActivityDefinition("SendNotice", version: "1")

    func run(_ input: String, context: ActivityContext) async throws -> Nothing { Nothing() }
}

/// Charges a rent every thirty days.
struct Rent: Workflow {
    static let definition = WorkflowDefinition("Rent", version: "1", executionStartToClose: .days(365))

    struct Input: Codable {
        var months: Int
        var cents: Int
    }

    func run(_ input: Input, context: WorkflowContext) async throws -> [String] {
        var receipts: [String] = []
        for month in 1...input.months {
            receipts.append(try await context.run(Charge.self, Charge.Input(month: month, cents: input.cents)))
            try await context.sleep(for: .days(30))
        }
        try await context.run(SendNotice.self, "\(receipts.count) months")
        return receipts
    }
}

/// Asks a person, and waits.
struct Ask: Activity {
    static let definition = ActivityDefinition("Ask", version: "1", startToClose: .days(7), retry: .none)

    func run(_ question: String, context: ActivityContext) async throws -> Bool { false }
}

struct Asking: Workflow {
    static let definition = WorkflowDefinition("Asking", version: "1", executionStartToClose: .days(30))

    func run(_ question: String, context: WorkflowContext) async throws -> String {
        do {
            return try await context.run(Ask.self, question) ? "yes" : "no"
        } catch let failure as ActivityFailure where failure.kind == .timedOut(.startToClose) {
            return "nobody answered"
        }
    }
}

/// Does something else in each run of its code, and never so that a replay of what is recorded would show it.
struct Unsteady: Workflow {
    static let definition = WorkflowDefinition("Unsteady", version: "1")

    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
        let number = UInt64.random(in: 0...UInt64.max)
        try await context.sleep(for: .hours(1))
        try await context.run(SendNotice.self, "\(number)")
        return Nothing()
    }
}

/// Never ends, and does nothing.
struct Spinning: Workflow {
    static let definition = WorkflowDefinition("Spinning", version: "1")

    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
        while true { try await context.sleep(for: .zero) }
    }
}

/// Awaits what no history knows of.
struct Impatient: Workflow {
    static let definition = WorkflowDefinition("Impatient", version: "1")

    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
        try await context.sleep(for: .seconds(1))
        _ = await Task.detached { 1 }.value
        try await context.sleep(for: .seconds(1))
        return Nothing()
    }
}

/// Waits for somebody who comes, or does not.
struct Fetching: Workflow {
    static let definition = WorkflowDefinition("Fetching", version: "1", executionStartToClose: .days(14))
    static let fetched = Signal<Nothing>("fetched")

    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
        for try await _ in context.channel(Self.fetched) { break }
        return Nothing()
    }
}

/// Computes without end.
struct Restless: Workflow {
    static let definition = WorkflowDefinition("Restless", version: "1")

    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
        try await context.sleep(for: .hours(1))
        while context.random.next() != 0 {}
        return input
    }
}

/// Sends notices until it should continue as new, and ends in its second run with how long the first became.
struct Ageing: Workflow {
    static let definition = WorkflowDefinition("Ageing", version: "1", executionStartToClose: .days(1))

    func run(_ length: Int, context: WorkflowContext) async throws -> Int {
        if length > 0 { return length }
        var length = context.historyLength
        while !context.isContinueAsNewSuggested {
            length = context.historyLength
            try await context.run(SendNotice.self, "\(length)")
        }
        guard length < 40 else { throw PermanentFailure("it should have ended before \(length)") }
        throw try ContinueAsNew(Self.self, context.historyLength)
    }
}

/// An activity that must be done in no time.
struct Blink: Activity {
    static let definition = ActivityDefinition("Blink", version: "1", startToClose: .zero, retry: .none)

    func run(_ input: Nothing, context: ActivityContext) async throws -> Nothing { input }
}

/// Must be decided in no time, and wants an activity that must be done in no time.
struct Hurried: Workflow {
    static let definition = WorkflowDefinition("Hurried", version: "1", taskStartToClose: .zero)

    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
        try await context.run(Blink.self, input)
    }
}
