import Martlet

// Programs that write into their own history.

struct SideEffectProgram: Workflow {
    static let definition = WorkflowDefinition("SideEffectProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        var values: [Int] = []
        for number in 0..<3 {
            values.append(try context.sideEffect("value") { number * 7 })
            _ = try await context.run(Fetch.self, values.count)
            values.append(try context.sideEffect("other") { number * 11 })
        }
        return values
    }
}

struct VersionProgram: Workflow {
    static let definition = WorkflowDefinition("VersionProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        var versions: [Int] = []
        for number in 0..<3 {
            versions.append(context.version("change", 1...3))
            if context.patched("other") { _ = try await context.run(Fetch.self, number) }
            versions.append(context.version("change-\(number)", 0...number))
        }
        return versions
    }
}

struct MarkerProgram: Workflow {
    static let definition = WorkflowDefinition("MarkerProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try context.recordMarker("begun")
        let value = try await context.run(Fetch.self, input)
        try context.recordMarker("fetched", details: value)
        return value
    }
}

struct PublishProgram: Workflow {
    static let definition = WorkflowDefinition("PublishProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        for number in 0..<3 {
            try context.publish(["done": number])
            _ = try await context.run(Fetch.self, number)
        }
        return context.historyLength
    }
}

struct ContinueProgram: Workflow {
    static let definition = WorkflowDefinition("ContinueProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        let next = try await context.run(Fetch.self, input + 1)
        throw try ContinueAsNew(Self.self, next, options: .init(tags: ["again"]))
    }
}

/// More markers than fit into one answer.
struct ManySideEffectsProgram: Workflow {
    static let definition = WorkflowDefinition("ManySideEffectsProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        var sum = 0
        for number in 0..<150 {
            sum += try context.sideEffect("value") { number }
            if number.isMultiple(of: 10) { sum += context.version("change-\(number)", 1...2) }
        }
        return try await context.run(Fetch.self, sum)
    }
}
