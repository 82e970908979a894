import Martlet

// Programs that cancel what they began, themselves included, and what they do on the way out.

/// Cancels the task that it is called on, as code may that knows nothing of the tasks above it.
private func cancelCurrentTask() {
    withUnsafeCurrentTask { $0?.cancel() }
}

/// Is canceled by itself while things of its own are open, notices, and cleans up.
struct SelfCancelProgram: Workflow {
    static let definition = WorkflowDefinition("SelfCancelProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        async let slow = context.run(Render.self, "slow")
        async let night: Void = context.sleep(for: .hours(8))
        _ = try await context.run(Fetch.self, input)
        cancelCurrentTask()
        do {
            try await night
            return "slept"
        } catch is CancellationError {
            let first = (try? await slow) ?? "stopped"
            return try await context.shielded { try await context.run(Render.self, "after \(first)") }
        }
    }
}

/// Is canceled by itself before and after it asks for something, and lets the error out.
struct SelfCancelEscapesProgram: Workflow {
    static let definition = WorkflowDefinition("SelfCancelEscapesProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        async let other = context.run(Fetch.self, input + 1)
        let first = try await context.run(Fetch.self, input)
        cancelCurrentTask()
        let second = try await context.run(Fetch.self, first)
        return try await second + other
    }
}

/// A child cancels itself alone: what waits beside it goes on.
struct SelfCancelInGroupProgram: Workflow {
    static let definition = WorkflowDefinition("SelfCancelInGroupProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<5 {
                group.addTask {
                    async let nap: Void = context.sleep(for: .seconds(number + 2))
                    _ = try await context.run(Fetch.self, number)
                    if number.isMultiple(of: 2) { cancelCurrentTask() }
                    do {
                        try await nap
                        return "\(number) slept"
                    } catch is CancellationError {
                        _ = try await context.shielded { try await context.run(Fetch.self, number + 10) }
                        return "\(number) was woken"
                    }
                }
            }
            var order: [String] = []
            for try await line in group { order.append(line) }
            return order
        }
    }
}

/// A group is canceled when some of its sleeps are over and others are not; each that was not notes it durably.
struct CancelAmidSleepsProgram: Workflow {
    static let definition = WorkflowDefinition("CancelAmidSleepsProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        try await withThrowingTaskGroup(of: String.self) { group in
            for number in [5, 1, 4, 2, 3, 2, 6] {
                group.addTask {
                    do {
                        try await context.sleep(for: .seconds(number))
                        return "\(number)"
                    } catch is CancellationError {
                        return try await context.shielded { try await context.run(Render.self, "not \(number)") }
                    }
                }
            }
            var order: [String] = []
            while order.count < 3, let line = try await group.next() { order.append(line) }
            group.cancelAll()
            for try await line in group { order.append(line) }
            return order
        }
    }
}

/// What is added to a group after it was canceled is canceled from the start.
struct AddAfterCancelProgram: Workflow {
    static let definition = WorkflowDefinition("AddAfterCancelProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        await withTaskGroup(of: String.self) { group in
            group.addTask { (try? await context.run(Render.self, "slow")) ?? "stopped" }
            _ = try? await context.run(Fetch.self, input)
            group.cancelAll()
            for number in 0..<3 {
                group.addTask {
                    do {
                        return try await context.run(Render.self, "late \(number)")
                    } catch {
                        return "\(number) never began"
                    }
                }
            }
            let isAdded = group.addTaskUnlessCancelled { "added" }
            var order = ["\(isAdded)"]
            for await line in group { order.append(line) }
            return order
        }
    }
}

/// Loops over channels are canceled by what goes on beside them, and clean up.
struct CancelForAwaitProgram: Workflow {
    static let definition = WorkflowDefinition("CancelForAwaitProgram", version: "1")
    static var signals: [any SignalDeclaration] { [Signal<Int>.left, Signal<Int>.right] }

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        try await withThrowingTaskGroup(of: String.self) { group in
            for signal in [Signal<Int>.left, .right, .left] {
                group.addTask {
                    var sum = 0
                    do {
                        for try await number in context.channel(signal) {
                            sum += try await context.run(Fetch.self, number)
                        }
                    } catch is CancellationError {
                        let seen = sum
                        sum = try await context.shielded { try await context.run(Fetch.self, seen) }
                    }
                    return "\(signal.name) \(sum)"
                }
            }
            group.addTask {
                try await context.sleep(for: .minutes(1))
                return "the time is over"
            }
            var order: [String] = []
            if let first = try await group.next() { order.append(first) }
            group.cancelAll()
            for try await line in group { order.append(line) }
            return order
        }
    }
}

/// Conditions are canceled when some are true and others are not, and one becomes true by the cancellation.
struct CancelConditionsProgram: Workflow {
    static let definition = WorkflowDefinition("CancelConditionsProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        let level = WorkflowState(0)
        let order = WorkflowState<[String]>([])
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<6 {
                group.addTask {
                    do {
                        try await context.condition { level.value > number }
                        order.update { $0.append("\(number)") }
                    } catch {
                        order.update { $0.append("not \(number)") }
                        level.update { $0 += 1 }
                        _ = try? await context.shielded { try await context.run(Fetch.self, number) }
                    }
                }
            }
            group.addTask { try? await context.condition { level.value > 3 } }
            for _ in 0..<2 {
                let step = (try? await context.run(Fetch.self, 1)) ?? 1
                level.update { $0 += step }
            }
            try? await context.sleep(for: .seconds(1))
            group.cancelAll()
        }
        return order.value
    }
}

/// A condition that never becomes true, waited for by `run` itself.
struct ConditionForEverProgram: Workflow {
    static let definition = WorkflowDefinition("ConditionForEverProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        async let first = context.run(Fetch.self, input)
        async let second = context.run(Render.self, "slow")
        do {
            try await context.condition { false }
        } catch {
            _ = try? await (first, second)
            _ = try await context.shielded { try await context.run(Fetch.self, input + 1) }
            throw error
        }
        return input
    }
}

/// Streams of the code's own are waited for in many tasks, which are canceled together: here no wait of the context's
/// decides who goes on first.
struct CancelStreamsProgram: Workflow {
    static let definition = WorkflowDefinition("CancelStreamsProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        let (never, open) = AsyncStream.makeStream(of: Int.self)
        defer { open.finish() }
        return try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<6 {
                group.addTask {
                    let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
                    continuation.yield(number)
                    for await value in stream { _ = try? await context.run(Fetch.self, value) }
                    return try await context.shielded { try await context.run(Render.self, "\(number) is through") }
                }
            }
            group.addTask {
                for await value in never { return "\(value)" }
                return "nothing came"
            }
            group.addTask {
                try await context.sleep(for: .minutes(1))
                return "the time is over"
            }
            var order: [String] = []
            if let first = try await group.next() { order.append(first) }
            group.cancelAll()
            for try await line in group { order.append(line) }
            return order
        }
    }
}
