import Martlet
import Synchronization

// The programs: each is a use of Swift's concurrency that must replay the same at every prefix of its history.

struct SequenceProgram: Workflow {
    static let definition = WorkflowDefinition("SequenceProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        var value = input
        for _ in 0..<3 { value = try await context.run(Fetch.self, value) }
        return value
    }
}

struct AsyncLetProgram: Workflow {
    static let definition = WorkflowDefinition("AsyncLetProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        async let first = context.run(Fetch.self, input)
        async let second = context.run(Fetch.self, input + 1)
        async let third = context.run(Fetch.self, input + 2)
        return try await first + second + third
    }
}

struct AsyncLetLateAwaitProgram: Workflow {
    static let definition = WorkflowDefinition("AsyncLetLateAwaitProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        async let slow = context.run(Fetch.self, input)
        let quick = try await context.run(Fetch.self, input + 1)
        try await context.sleep(for: .seconds(2))
        return try await slow + quick
    }
}

struct UnawaitedLetProgram: Workflow {
    static let definition = WorkflowDefinition("UnawaitedLetProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        async let unwanted = context.run(Fetch.self, input)
        let value = try await context.run(Fetch.self, input + 1)
        if value < 0 { return try await unwanted }
        return value
    }
}

struct TaskGroupProgram: Workflow {
    static let definition = WorkflowDefinition("TaskGroupProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<5 {
                group.addTask { try await context.run(Fetch.self, input + number) }
            }
            var results: [Int] = []
            for try await value in group { results.append(value) }
            return results
        }
    }
}

struct NestedGroupProgram: Workflow {
    static let definition = WorkflowDefinition("NestedGroupProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { outer in
            for number in 0..<3 {
                outer.addTask {
                    try await withThrowingTaskGroup(of: Int.self) { inner in
                        for other in 0..<3 {
                            inner.addTask { try await context.run(Fetch.self, input + number * 10 + other) }
                        }
                        return try await inner.reduce(0, +)
                    }
                }
            }
            return try await outer.reduce(0, +)
        }
    }
}

struct MapProgram: Workflow {
    static let definition = WorkflowDefinition("MapProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        try await context.map(Fetch.self, Array(0..<10).map { $0 + input }, atMost: 3)
    }
}

struct MapWideProgram: Workflow {
    static let definition = WorkflowDefinition("MapWideProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        try await context.map(Fetch.self, Array(0..<6), atMost: 100)
    }
}

struct MapNothingProgram: Workflow {
    static let definition = WorkflowDefinition("MapNothingProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        try await context.map(Fetch.self, [], atMost: 3)
    }
}

struct SleepProgram: Workflow {
    static let definition = WorkflowDefinition("SleepProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try await context.sleep(for: .seconds(input))
        try await context.sleep(for: .zero)
        try await context.sleep(until: context.now + .milliseconds(1_500))
        return input
    }
}

struct ParallelSleepsProgram: Workflow {
    static let definition = WorkflowDefinition("ParallelSleepsProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        await withTaskGroup(of: Int.self) { group in
            for number in [3, 1, 2, 1, 3] {
                group.addTask {
                    try? await context.sleep(for: .seconds(number))
                    return number
                }
            }
            var order: [Int] = []
            for await number in group { order.append(number) }
            return order
        }
    }
}

struct RetryProgram: Workflow {
    static let definition = WorkflowDefinition("RetryProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try await context.run(Flaky.self, input)
    }
}

struct ParallelRetriesProgram: Workflow {
    static let definition = WorkflowDefinition("ParallelRetriesProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        async let first = context.run(Flaky.self, 1)
        async let second = context.run(Flaky.self, 2)
        async let third = context.run(Flaky.self, 3)
        return try await first + second + third
    }
}

struct CaughtFailureProgram: Workflow {
    static let definition = WorkflowDefinition("CaughtFailureProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        do {
            _ = try await context.run(Render.self, "fail")
            return "no failure"
        } catch let failure as ActivityFailure {
            _ = try await context.run(Fetch.self, input)
            return failure.reason
        }
    }
}

struct UncaughtFailureProgram: Workflow {
    static let definition = WorkflowDefinition("UncaughtFailureProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        try await context.run(Render.self, "fail")
    }
}

struct TimedOutProgram: Workflow {
    static let definition = WorkflowDefinition("TimedOutProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        do {
            return try await context.run(
                Render.self,
                "silence",
                options: ActivityOptions(startToClose: .seconds(5))
            )
        } catch let failure as ActivityFailure where failure.kind == .timedOut(.startToClose) {
            return "timed out"
        }
    }
}

struct ThrowingChildProgram: Workflow {
    static let definition = WorkflowDefinition("ThrowingChildProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask { try await context.run(Fetch.self, input) }
            group.addTask {
                try await context.sleep(for: .seconds(1))
                throw PermanentFailure("the child gave up")
            }
            group.addTask { try await context.run(Fetch.self, input + 1) }
            return try await group.reduce(0, +)
        }
    }
}

struct FirstOfProgram: Workflow {
    static let definition = WorkflowDefinition("FirstOfProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<4 {
                group.addTask { try await context.run(Fetch.self, input + number) }
            }
            let first = try await group.next() ?? -1
            group.cancelAll()
            return first
        }
    }
}

struct TimeoutRaceProgram: Workflow {
    static let definition = WorkflowDefinition("TimeoutRaceProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { try await context.run(Render.self, "slow") }
            group.addTask {
                try await context.sleep(for: .seconds(1))
                return "too late"
            }
            let first = try await group.next() ?? ""
            group.cancelAll()
            return first
        }
    }
}

struct CancellationHandlerProgram: Workflow {
    static let definition = WorkflowDefinition("CancellationHandlerProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        let notes = Notes()
        do {
            return try await withTaskCancellationHandler {
                try await context.sleep(for: .days(1))
                return 0
            } onCancel: {
                notes.add("canceled")
            }
        } catch is CancellationError {
            notes.add("caught")
            throw CancellationError()
        }
    }
}

struct CancelIgnoredProgram: Workflow {
    static let definition = WorkflowDefinition("CancelIgnoredProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        var count = 0
        for _ in 0..<3 {
            do {
                try await context.sleep(for: .hours(1))
            } catch is CancellationError {
                count += 1
            }
        }
        return count
    }
}

struct CancelWhileManyWaitProgram: Workflow {
    static let definition = WorkflowDefinition("CancelWhileManyWaitProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<6 {
                group.addTask {
                    if number.isMultiple(of: 2) {
                        try await context.sleep(for: .days(number + 1))
                        return number
                    }
                    return try await context.run(Fetch.self, number)
                }
            }
            return try await group.reduce(0, +)
        }
    }
}

struct RandomProgram: Workflow {
    static let definition = WorkflowDefinition("RandomProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [UInt64] {
        var numbers: [UInt64] = []
        for _ in 0..<3 {
            numbers.append(UInt64.random(in: 0..<1_000, using: &context.random))
            _ = try await context.run(Fetch.self, input)
        }
        return numbers
    }
}

struct RandomOrderProgram: Workflow {
    static let definition = WorkflowDefinition("RandomOrderProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        var order = Array(0..<5)
        order.shuffle(using: &context.random)
        return try await context.map(Fetch.self, order, atMost: 2)
    }
}

struct NowProgram: Workflow {
    static let definition = WorkflowDefinition("NowProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        var moments: [Int] = []
        for _ in 0..<3 {
            moments.append(context.now.milliseconds)
            try await context.sleep(for: .seconds(1))
        }
        return moments
    }
}

struct BranchProgram: Workflow {
    static let definition = WorkflowDefinition("BranchProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        let value = try await context.run(Fetch.self, input)
        if value.isMultiple(of: 2) {
            return try await context.run(Render.self, "even")
        }
        try await context.sleep(for: .seconds(1))
        return try await context.run(Render.self, "odd")
    }
}

struct ManyProgram: Workflow {
    static let definition = WorkflowDefinition("ManyProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        // More than fits into one answer.
        try await context.map(Fetch.self, Array(0..<150), atMost: 150).count
    }
}

struct NothingProgram: Workflow {
    static let definition = WorkflowDefinition("NothingProgram", version: "1")

    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
        try await context.run(Notify.self)
        return Nothing()
    }
}

struct ImmediateProgram: Workflow {
    static let definition = WorkflowDefinition("ImmediateProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        input * 2
    }
}

struct ActorProgram: Workflow {
    static let definition = WorkflowDefinition("ActorProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        let tally = Tally()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<4 {
                group.addTask {
                    let value = try await context.run(Fetch.self, number)
                    await tally.add(value)
                }
            }
            try await group.waitForAll()
        }
        return await tally.total
    }
}

struct StreamProgram: Workflow {
    static let definition = WorkflowDefinition("StreamProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        return try await withThrowingTaskGroup(of: [Int].self) { group in
            group.addTask {
                for number in 0..<3 {
                    continuation.yield(try await context.run(Fetch.self, number))
                }
                continuation.finish()
                return []
            }
            group.addTask {
                var seen: [Int] = []
                for await value in stream {
                    seen.append(value)
                    try await context.sleep(for: .seconds(1))
                }
                return seen
            }
            return try await group.reduce([], +)
        }
    }
}

struct YieldProgram: Workflow {
    static let definition = WorkflowDefinition("YieldProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        async let first = context.run(Fetch.self, input)
        for _ in 0..<10 { await Task.yield() }
        async let second = context.run(Fetch.self, input + 1)
        await Task.yield()
        return try await first + second
    }
}

struct LoopUntilProgram: Workflow {
    static let definition = WorkflowDefinition("LoopUntilProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        var tries = 0
        while try await context.run(Fetch.self, tries) < 4 {
            tries += 1
            try await context.sleep(for: .seconds(tries))
        }
        return tries
    }
}

struct CompensationProgram: Workflow {
    static let definition = WorkflowDefinition("CompensationProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        var undo: [String] = []
        do {
            _ = try await context.run(Render.self, "book")
            undo.append("unbook")
            _ = try await context.run(Render.self, "pay")
            undo.append("refund")
            _ = try await context.run(Render.self, "fail")
            return "done"
        } catch is ActivityFailure {
            for step in undo.reversed() { _ = try await context.run(Render.self, step) }
            return "undone"
        }
    }
}

struct DeepLetProgram: Workflow {
    static let definition = WorkflowDefinition("DeepLetProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        @Sendable func tree(_ depth: Int) async throws -> Int {
            if depth == 0 { return try await context.run(Fetch.self, 1) }
            async let left = tree(depth - 1)
            async let right = tree(depth - 1)
            return try await left + right
        }
        return try await tree(3)
    }
}

struct DiscardingGroupProgram: Workflow {
    static let definition = WorkflowDefinition("DiscardingGroupProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try await withThrowingDiscardingTaskGroup { group in
            for number in 0..<4 {
                group.addTask { _ = try await context.run(Fetch.self, number) }
            }
        }
        return input
    }
}

struct CancelOneChildProgram: Workflow {
    static let definition = WorkflowDefinition("CancelOneChildProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        async let slow = context.run(Render.self, "slow")
        do {
            _ = try await context.run(Render.self, "fail")
        } catch is ActivityFailure {
            return "left"
        }
        return try await slow
    }
}

struct UnknownTypeProgram: Workflow {
    static let definition = WorkflowDefinition("UnknownTypeProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        do {
            return try await context.run(Unregistered.self, input)
        } catch let failure as ActivityFailure {
            return failure.description
        }
    }
}

/// An activity type that the service does not know.
struct Unregistered: Activity {
    static let definition = ActivityDefinition("Unregistered", version: "1")
    func run(_ input: Int, context: ActivityContext) async throws -> String { "" }
}

/// What a cancellation handler leaves behind.
final class Notes: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

/// An actor that children of a workflow share.
actor Tally {
    private(set) var total = 0
    func add(_ value: Int) { total += value }
}
