import Martlet

// Programs that wait for signals and conditions.

extension Signal where Payload == Int {
    static var number: Signal { Signal("number") }
    static var left: Signal { Signal("left") }
    static var right: Signal { Signal("right") }
}

struct SignalProgram: Workflow {
    static let definition = WorkflowDefinition("SignalProgram", version: "1")
    static var signals: [any SignalDeclaration] { [Signal<Int>.number] }

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        let first = try await context.run(Fetch.self, input)
        let numbers = context.channel(.number)
        let early = try numbers.poll()
        let second = try await numbers.next()
        _ = try await context.run(Fetch.self, second)
        var all = [first, second]
        if let early {
            all.append(early)
        } else {
            all.append(try await numbers.next())
        }
        all.append(try await numbers.next())
        return all.sorted()
    }
}

struct SignalLoopProgram: Workflow {
    static let definition = WorkflowDefinition("SignalLoopProgram", version: "1")
    static var signals: [any SignalDeclaration] { [Signal<Int>.number] }

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        var seen: [Int] = []
        for try await number in context.channel(.number) {
            if number == 0 { break }
            seen.append(try await context.run(Fetch.self, number))
        }
        return seen
    }
}

struct SignalRaceProgram: Workflow {
    static let definition = WorkflowDefinition("SignalRaceProgram", version: "1")
    static var signals: [any SignalDeclaration] { [Signal<Int>.left, Signal<Int>.right] }

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask { try await context.channel(.left).next() }
            group.addTask { try await context.channel(.right).next() }
            group.addTask { try await context.channel(.right).next() }
            group.addTask { try await context.run(Fetch.self, input) }
            var order: [Int] = []
            for try await number in group { order.append(number) }
            return order
        }
    }
}

struct UnknownSignalProgram: Workflow {
    static let definition = WorkflowDefinition("UnknownSignalProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        for number in 0..<4 { _ = try await context.run(Fetch.self, number) }
        return input
    }
}

struct SignalTimeoutProgram: Workflow {
    static let definition = WorkflowDefinition("SignalTimeoutProgram", version: "1")
    static var signals: [any SignalDeclaration] { [Signal<Int>.number] }

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        let numbers = context.channel(.number)
        for tries in 1...3 {
            do {
                let number = try await context.withTimeout(.seconds(tries)) { try await numbers.next() }
                return "got \(number)"
            } catch is TimedOut {
                _ = try await context.run(Fetch.self, tries)
            }
        }
        return "nobody answered"
    }
}

struct ConditionProgram: Workflow {
    static let definition = WorkflowDefinition("ConditionProgram", version: "1")
    static var signals: [any SignalDeclaration] { [Signal<Int>.number] }

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        let sum = WorkflowState(0)
        async let waited: Void = context.condition { sum.value >= 3 }
        let numbers = context.channel(.number)
        while sum.value < 3 {
            let number = try await numbers.next()
            sum.update { $0 += number }
        }
        try await waited
        return sum.value
    }
}

struct ManyConditionsProgram: Workflow {
    static let definition = WorkflowDefinition("ManyConditionsProgram", version: "1")
    static var signals: [any SignalDeclaration] { [Signal<Int>.number] }

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        let level = WorkflowState(0)
        let order = WorkflowState<[Int]>([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try await context.condition { level.value > number % 3 }
                    order.update { $0.append(number) }
                    if number == 4 { level.value = 9 }
                    _ = try await context.run(Fetch.self, number)
                }
            }
            group.addTask {
                level.value = 1
                let number = try await context.channel(.number).next()
                level.value = number
            }
            try await group.waitForAll()
        }
        return order.value
    }
}
