import Martlet

// Programs that have to do with other executions, and with the world in other ways than by activities.

/// Children; what they do is in their names, see `Neighbours`.
struct ChildWorks: Workflow {
    static let definition = WorkflowDefinition("ChildWorks", version: "1")
    func run(_ input: Int, context: WorkflowContext) async throws -> Int { input }
}

struct ChildFails: Workflow {
    static let definition = WorkflowDefinition("ChildFails", version: "1")
    func run(_ input: Int, context: WorkflowContext) async throws -> Int { input }
}

struct ChildWaits: Workflow {
    static let definition = WorkflowDefinition("ChildWaits", version: "1")
    func run(_ input: Int, context: WorkflowContext) async throws -> Int { input }
}

struct ChildEnds: Workflow {
    static let definition = WorkflowDefinition("ChildEnds", version: "1")
    func run(_ input: Int, context: WorkflowContext) async throws -> Int { input }
}

/// A child of a type that the service does not know.
struct UnregisteredChild: Workflow {
    static let definition = WorkflowDefinition("Unregistered", version: "1")
    func run(_ input: Int, context: WorkflowContext) async throws -> Int { input }
}

struct ChildProgram: Workflow {
    static let definition = WorkflowDefinition("ChildProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        let first = try await context.run(ChildWorks.self, input)
        let second = try await context.run(Fetch.self, first + 1)
        return try await context.run(ChildWorks.self, second + 1)
    }
}

struct ManyChildrenProgram: Workflow {
    static let definition = WorkflowDefinition("ManyChildrenProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<6 {
                group.addTask {
                    number.isMultiple(of: 2)
                        ? try await context.run(ChildWorks.self, number) : try await context.run(Fetch.self, number)
                }
            }
            return try await group.reduce(0, +)
        }
    }
}

struct FailingChildProgram: Workflow {
    static let definition = WorkflowDefinition("FailingChildProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        var reasons: [String] = []
        do {
            _ = try await context.run(ChildFails.self, input)
        } catch let failure as ChildFailure {
            reasons.append(failure.description)
        }
        do {
            _ = try await context.run(ChildEnds.self, input)
        } catch let failure as ChildFailure {
            reasons.append(failure.description)
        }
        return reasons
    }
}

struct ChildHandleProgram: Workflow {
    static let definition = WorkflowDefinition("ChildHandleProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        let child = try await context.start(ChildWorks.self, input)
        let other = try await context.run(Fetch.self, input + 1)
        async let first = child.result()
        async let second = child.result()
        return try await [first, second, other, child.result()]
    }
}

struct ChildCancelProgram: Workflow {
    static let definition = WorkflowDefinition("ChildCancelProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { "\(try await context.run(ChildWaits.self, input))" }
            group.addTask {
                _ = try await context.run(Fetch.self, input)
                return "first"
            }
            let first = try await group.next() ?? ""
            group.cancelAll()
            return first
        }
    }
}

/// Asks children to cancel by their handles, one that waits and one that has ended by then.
struct ChildRecallProgram: Workflow {
    static let definition = WorkflowDefinition("ChildRecallProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        let waiting = try await context.start(ChildWaits.self, input)
        let ended = try await context.start(ChildWorks.self, input)
        async let result = waiting.result()
        var lines = ["\(try await ended.result())"]
        for child in [waiting, ended] {
            do {
                try await child.requestCancel()
                lines.append("told")
            } catch let failure as ExternalFailure {
                lines.append("\(failure.cause)")
            }
        }
        do {
            lines.append("\(try await result)")
        } catch let failure as ChildFailure {
            lines.append(failure.kind == .canceled ? "canceled" : failure.description)
        }
        return lines
    }
}

struct ChildNotStartedProgram: Workflow {
    static let definition = WorkflowDefinition("ChildNotStartedProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        var reasons: [String] = []
        do {
            _ = try await context.run(UnregisteredChild.self, input)
        } catch let failure as ChildFailure {
            reasons.append(failure.description)
        }
        do {
            _ = try await context.run(ChildWorks.self, input, options: ChildOptions(workflowId: "taken"))
        } catch let failure as ChildFailure {
            reasons.append(failure.description)
        }
        return reasons
    }
}

struct AbandonedChildProgram: Workflow {
    static let definition = WorkflowDefinition("AbandonedChildProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        let child = try await context.start(
            ChildWaits.self,
            input,
            options: ChildOptions(workflowId: "ChildOfMine", childPolicy: .abandon, tags: ["left"])
        )
        try await child.signal(.number, 1)
        return child.execution.workflowId
    }
}

struct ExternalProgram: Workflow {
    static let definition = WorkflowDefinition("ExternalProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        var reasons: [String] = []
        try await context.signal(.number, input, to: "somebody")
        do {
            try await context.signal(.number, input, to: "nobody")
        } catch let failure as ExternalFailure {
            reasons.append(failure.description)
        }
        try await context.requestCancel("somebody", runId: "a-run")
        do {
            try await context.requestCancel("nobody")
        } catch let failure as ExternalFailure {
            reasons.append(failure.description)
        }
        return reasons
    }
}

struct TimeoutProgram: Workflow {
    static let definition = WorkflowDefinition("TimeoutProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        var results: [String] = []
        for seconds in [1, 400] {
            do {
                results.append(
                    try await context.withTimeout(.seconds(seconds)) { try await context.run(Render.self, "slow") }
                )
            } catch let error as TimedOut {
                results.append(error.description)
            }
        }
        results.append(
            try await context.withDeadline(context.now + .hours(2)) {
                try await context.withTimeout(.hours(1)) { try await context.run(Render.self, "quick") }
            }
        )
        return results
    }
}

struct ShieldProgram: Workflow {
    static let definition = WorkflowDefinition("ShieldProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        do {
            try await context.sleep(for: .days(1))
        } catch is CancellationError {
            _ = try await context.shielded {
                async let first = context.run(Fetch.self, 1)
                async let second = context.run(Fetch.self, 2)
                return try await first + second
            }
            throw CancellationError()
        }
        return input
    }
}

struct SagaProgram: Workflow {
    static let definition = WorkflowDefinition("SagaProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        try await context.saga { saga in
            for step in ["flight", "hotel", "car"] {
                let booked = try await context.run(Render.self, step)
                saga.compensate(step) { _ = try await context.run(Render.self, "undo \(booked)") }
            }
            try await context.sleep(for: .hours(1))
            return try await context.run(Render.self, "fail")
        }
    }
}

/// Continues as new in the middle of a saga, which is no failure.
struct SagaContinueProgram: Workflow {
    static let definition = WorkflowDefinition("SagaContinueProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        try await context.saga { saga in
            let booked = try await context.run(Render.self, "flight")
            saga.compensate("the flight") { _ = try await context.run(Render.self, "undo \(booked)") }
            throw try ContinueAsNew(Self.self, input + 1)
        }
    }
}

/// Continues as what it may not become, which is one.
struct SagaContinueWronglyProgram: Workflow {
    static let definition = WorkflowDefinition("SagaContinueWronglyProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        try await context.saga { saga in
            let booked = try await context.run(Render.self, "flight")
            saga.compensate("the flight") { _ = try await context.run(Render.self, "undo \(booked)") }
            throw try ContinueAsNew(SagaProgram.self, input + 1)
        }
    }
}

struct LambdaProgram: Workflow {
    static let definition = WorkflowDefinition("LambdaProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        async let other = context.lambda("echo", 5, as: Int.self)
        let value: Int = try await context.lambda("echo", input, startToClose: .seconds(5))
        do {
            let _: Int = try await context.lambda("broken", value)
            return []
        } catch let failure as LambdaFailure {
            return [failure.description, "\(try await other)"]
        }
    }
}

/// All of it at once, in tasks beside one another.
struct EverythingProgram: Workflow {
    static let definition = WorkflowDefinition("EverythingProgram", version: "1")
    static var signals: [any SignalDeclaration] { [Signal<Int>.number, Signal<Nothing>("stop")] }

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        let isStopped = WorkflowState(false)
        return try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { "\(try await context.run(ChildWorks.self, input))" }
            group.addTask { "\(try await context.channel(.number).next())" }
            group.addTask {
                _ = try await context.channel(Signal<Nothing>("stop")).next()
                isStopped.value = true
                return "stopped"
            }
            group.addTask {
                try await context.condition { isStopped.value }
                return "\(try context.sideEffect("dice") { 4 })"
            }
            group.addTask {
                try await context.signal(.number, 1, to: "somebody")
                return "\(context.version("x", 1...2))"
            }
            group.addTask { "\(try await context.lambda("echo", 3, as: Int.self))" }
            group.addTask {
                do {
                    return try await context.withTimeout(.seconds(2)) { try await context.run(Render.self, "slow") }
                } catch is TimedOut {
                    return "late"
                }
            }
            var results: [String] = []
            for try await result in group {
                results.append(result)
                try context.publish(results)
            }
            return results
        }
    }
}
