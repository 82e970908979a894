import Martlet

// Programs whose code throws in the middle of what goes on beside it.

/// An error of the author's own.
struct Complaint: Error {
    var text: String
}

/// An `async let` throws and nobody catches it; its neighbours are left on the way out.
struct LetThrowEscapesProgram: Workflow {
    static let definition = WorkflowDefinition("LetThrowEscapesProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        async let slow = context.run(Render.self, "slow")
        async let broken = context.run(Render.self, "fail")
        async let night: Void = context.sleep(for: .hours(8))
        let text = try await broken
        try await night
        return try await text + slow
    }
}

/// An `async let` throws an error of its own from several scopes deep, past others that are awaited in another order.
struct DeepLetThrowProgram: Workflow {
    static let definition = WorkflowDefinition("DeepLetThrowProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> String {
        @Sendable func tree(_ depth: Int, _ name: String) async throws -> Int {
            guard depth > 0 else {
                let value = try await context.run(Fetch.self, depth + name.count)
                if name == "lrl" { throw Complaint(text: name) }
                return value
            }
            async let left = tree(depth - 1, name + "l")
            async let right = tree(depth - 1, name + "r")
            return try await right + left
        }
        do {
            return "\(try await tree(3, ""))"
        } catch let complaint as Complaint {
            return try await context.run(Render.self, complaint.text)
        }
    }
}

/// What nobody awaits throws: the error is nobody's, and the scope waits for its end.
struct UnawaitedThrowProgram: Workflow {
    static let definition = WorkflowDefinition("UnawaitedThrowProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        for number in 0..<3 {
            async let _ = context.run(Render.self, "fail")
            async let nap: Void = context.sleep(for: .seconds(number + 1))
            _ = try await context.run(Fetch.self, number)
            if number == 1 { try await nap }
        }
        return try await context.run(Fetch.self, input)
    }
}

/// One child of a group throws; the others are canceled and clean up, each by activities of its own.
struct GroupThrowCleanUpProgram: Workflow {
    static let definition = WorkflowDefinition("GroupThrowCleanUpProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        let cleaned = WorkflowState<[String]>([])
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<5 {
                    group.addTask {
                        do {
                            _ = try await context.run(Fetch.self, number)
                            try await context.sleep(for: .hours(number + 1))
                        } catch is CancellationError {
                            try await context.shielded {
                                try await context.sleep(for: .seconds(5 - number))
                                let line = try await context.run(Render.self, "clean \(number)")
                                cleaned.update { $0.append(line) }
                            }
                            throw CancellationError()
                        }
                    }
                }
                group.addTask {
                    try await context.sleep(for: .seconds(2))
                    throw Complaint(text: "enough")
                }
                // Not by waitForAll, which lets the others go on to their ends first.
                for try await _ in group {}
            }
        } catch let complaint as Complaint {
            cleaned.update { $0.append(complaint.text) }
        }
        return cleaned.value
    }
}

/// Several children throw errors of their own; which one comes out is decided by the order of events alone.
struct ManyThrowProgram: Workflow {
    static let definition = WorkflowDefinition("ManyThrowProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        var lines: [String] = []
        for round in 0..<3 {
            do {
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 0..<4 {
                        group.addTask {
                            let value = try await context.run(Fetch.self, number)
                            throw Complaint(text: "\(round) \(value)")
                        }
                    }
                    for try await number in group { lines.append("\(number)") }
                }
            } catch let complaint as Complaint {
                lines.append(try await context.run(Render.self, complaint.text))
            }
        }
        return lines
    }
}

/// `async let` in the children of a group, of which one is left by a throw while the others go on.
struct LetsInGroupProgram: Workflow {
    static let definition = WorkflowDefinition("LetsInGroupProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<4 {
                group.addTask {
                    do {
                        async let slow = context.run(Render.self, number == 2 ? "slow" : "quick \(number)")
                        async let inner = withThrowingTaskGroup(of: Int.self) { inner in
                            for step in 0..<2 { inner.addTask { try await context.run(Fetch.self, number + step) } }
                            let sum = try await inner.reduce(0, +)
                            if number.isMultiple(of: 2) { throw Complaint(text: "\(sum)") }
                            return sum
                        }
                        return "\(try await inner) \(try await slow)"
                    } catch let complaint as Complaint {
                        return try await context.run(Render.self, "\(number): \(complaint.text)")
                    }
                }
            }
            var order: [String] = []
            for try await line in group { order.append(line) }
            return order
        }
    }
}

/// A group that keeps no results is left by a throw of a child.
struct DiscardingGroupThrowProgram: Workflow {
    static let definition = WorkflowDefinition("DiscardingGroupThrowProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try await withThrowingDiscardingTaskGroup { group in
            for number in 0..<4 {
                group.addTask {
                    let value = try await context.run(Fetch.self, number)
                    if value == 2 { throw Complaint(text: "two") }
                    try await context.sleep(for: .hours(value + 1))
                }
            }
        }
        return input
    }
}

/// The body of a loop over a channel throws, with something open beside it.
struct ForAwaitThrowProgram: Workflow {
    static let definition = WorkflowDefinition("ForAwaitThrowProgram", version: "1")
    static var signals: [any SignalDeclaration] { [Signal<Int>.number] }

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        async let slow = context.run(Render.self, "slow")
        async let night: Void = context.sleep(for: .hours(8))
        var sum = 0
        for try await number in context.channel(.number) {
            async let value = context.run(Fetch.self, number)
            guard number > 0 else { throw Complaint(text: "\(sum)") }
            sum += try await value
        }
        try await night
        return try await sum + slow.count
    }
}

/// The body of a loop over a channel throws out of one of several tasks; the error is caught and the loop begun anew.
struct ForAwaitAgainProgram: Workflow {
    static let definition = WorkflowDefinition("ForAwaitAgainProgram", version: "1")
    static var signals: [any SignalDeclaration] { [Signal<Int>.number] }

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        var lines: [String] = []
        while lines.count < 3 {
            do {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for try await number in context.channel(.number) {
                            throw Complaint(text: "\(try await context.run(Fetch.self, number))")
                        }
                    }
                    group.addTask { try await context.sleep(for: .days(1)) }
                    try await group.next()
                    group.cancelAll()
                }
            } catch let complaint as Complaint {
                lines.append(complaint.text)
            }
        }
        return lines
    }
}

/// A stream of the code's own ends by an error, which its readers get.
struct ThrowingStreamProgram: Workflow {
    static let definition = WorkflowDefinition("ThrowingStreamProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
        let (stream, continuation) = AsyncThrowingStream.makeStream(of: Int.self)
        let seen = WorkflowState<[Int]>([])
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for number in 0..<4 {
                        continuation.yield(try await context.run(Fetch.self, number))
                    }
                    continuation.finish(throwing: Complaint(text: "no more"))
                }
                group.addTask {
                    for try await value in stream {
                        seen.update { $0.append(value) }
                        try await context.sleep(for: .seconds(1))
                    }
                }
                group.addTask { try await context.sleep(for: .hours(1)) }
                for try await _ in group {}
            }
        } catch is Complaint {
            let sum = seen.value.reduce(0, +)
            seen.update { $0.append(sum) }
            _ = try await context.run(Fetch.self, sum)
        }
        return seen.value
    }
}

/// Throws within time limits, of which one is inside another.
struct ThrowInTimeoutProgram: Workflow {
    static let definition = WorkflowDefinition("ThrowInTimeoutProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> [String] {
        var lines: [String] = []
        for seconds in [1, 3, 600] {
            do {
                try await context.withTimeout(.seconds(400)) {
                    try await context.withTimeout(.seconds(seconds)) {
                        async let slow = context.run(Render.self, "slow")
                        try await context.sleep(for: .seconds(2))
                        if seconds > 3 { throw Complaint(text: "the body threw") }
                        _ = try await slow
                    }
                }
                lines.append("done")
            } catch let error as TimedOut {
                lines.append(try await context.run(Render.self, error.description))
            } catch let complaint as Complaint {
                lines.append(complaint.text)
            }
        }
        return lines
    }
}
