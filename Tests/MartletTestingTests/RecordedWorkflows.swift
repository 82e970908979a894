import Martlet

/// Workflows that do what the deciders of the recorded histories did, and some that do not.
enum Recorded {
    /// What the workflows were started with; none of it decides anything.
    struct Arguments: Codable {}

    struct Increment: Activity {
        static let definition = ActivityDefinition("tests.integration.workflow.increment", version: "example")
        func run(_ input: Int, context: ActivityContext) async throws -> Int { input + 1 }
    }

    struct Double: Activity {
        static let definition = ActivityDefinition("tests.integration.workflow.double", version: "example")
        func run(_ input: Int, context: ActivityContext) async throws -> Int { input * 2 }
    }

    struct SleepStep: Activity {
        static let definition = ActivityDefinition("tests.integration.workflow.sleep", version: "example")
        func run(_ input: Int, context: ActivityContext) async throws -> String { "slept \(input)s" }
    }

    struct GetName: Activity {
        static let definition = ActivityDefinition("tests.integration.workflow.get_uuid", version: "example")
        func run(_ input: String, context: ActivityContext) async throws -> String { input }
    }

    struct TooMuch: Activity {
        static let definition = ActivityDefinition(
            "tests.integration.workflow.returns_too_big_data_activity",
            version: "example",
            retry: .none
        )
        func run(_ input: Nothing, context: ActivityContext) async throws -> Nothing { Nothing() }
    }

    struct Signaling: Activity {
        static let definition = ActivityDefinition(
            "tests.integration.workflow.send_unrequested_signal",
            version: "example"
        )
        func run(_ input: Nothing, context: ActivityContext) async throws -> String { "signal sent!" }
    }

    struct CancelWorkflow: Activity {
        static let definition = ActivityDefinition("tests.integration.workflow.cancel_workflow", version: "example")
        func run(_ input: Nothing, context: ActivityContext) async throws -> Nothing { Nothing() }
    }

    /// One after the other, the second with the first one's result.
    struct Chain: Workflow {
        static let definition = WorkflowDefinition("chaintest", version: "example")
        func run(_ input: Arguments, context: WorkflowContext) async throws -> [Int] {
            let first = try await context.run(Increment.self, 5)
            return [first, try await context.run(Double.self, first)]
        }
    }

    struct ChainReversed: Workflow {
        static let definition = Chain.definition
        func run(_ input: Arguments, context: WorkflowContext) async throws -> [Int] {
            let first = try await context.run(Double.self, 5)
            return [first, try await context.run(Increment.self, first)]
        }
    }

    struct ChainCutShort: Workflow {
        static let definition = Chain.definition
        func run(_ input: Arguments, context: WorkflowContext) async throws -> [Int] {
            [try await context.run(Increment.self, 5)]
        }
    }

    struct ChainGoingOn: Workflow {
        static let definition = Chain.definition
        func run(_ input: Arguments, context: WorkflowContext) async throws -> [Int] {
            var values = [try await context.run(Increment.self, 5)]
            for _ in 0..<2 { values.append(try await context.run(Double.self, values[values.count - 1])) }
            return values
        }
    }

    struct FailingAtOnce: Workflow {
        static let definition = WorkflowDefinition("example", version: "example")
        func run(_ input: Arguments, context: WorkflowContext) async throws -> Nothing {
            throw PermanentFailure("the input is too large")
        }
    }

    struct CatchingFailure: Workflow {
        static let definition = WorkflowDefinition("example", version: "example")
        func run(_ input: Arguments, context: WorkflowContext) async throws -> Nothing {
            do {
                return try await context.run(TooMuch.self)
            } catch let failure as ActivityFailure where failure.reason.hasPrefix("JumboTooLargeError") {
                return Nothing()
            }
        }
    }

    struct Sleep: Workflow {
        static let definition = WorkflowDefinition("basic", version: "example")
        func run(_ input: Arguments, context: WorkflowContext) async throws -> Nothing {
            guard try await context.run(SleepStep.self, 0) == "slept 0s" else { throw PermanentFailure("not slept") }
            return Nothing()
        }
    }

    struct TwoNames: Workflow {
        static let definition = WorkflowDefinition("test_idempotent_workflow", version: "example")
        func run(_ input: Arguments, context: WorkflowContext) async throws -> Nothing {
            let name = try await context.run(GetName.self, "")
            _ = try await context.run(GetName.self, name)
            return Nothing()
        }
    }

    /// While its activity runs it is signaled by a name that it does not know.
    struct SendSignal: Workflow {
        static let definition = WorkflowDefinition("example", version: "example")
        func run(_ input: Arguments, context: WorkflowContext) async throws -> String {
            try await context.run(Signaling.self)
        }
    }

    /// A marker, a wait of no time, and so on.
    struct Markers: Workflow {
        static let definition = WorkflowDefinition("example", version: "example")
        func run(_ input: Arguments, context: WorkflowContext) async throws -> Nothing {
            try context.recordMarker("marker 1")
            try await context.sleep(for: .zero)
            try context.recordMarker("marker 1", details: "some details")
            try await context.sleep(for: .zero)
            try context.recordMarker("marker 2", details: "2nd marker's details")
            try await context.sleep(for: .zero)
            return Nothing()
        }
    }

    /// All markers with one decision, and one wait.
    struct MarkersAtOnce: Workflow {
        static let definition = WorkflowDefinition("example", version: "example")
        func run(_ input: Arguments, context: WorkflowContext) async throws -> Nothing {
            try context.recordMarker("marker 1")
            try context.recordMarker("marker 1", details: "some details")
            try context.recordMarker("marker 2", details: "2nd marker's details")
            try await context.sleep(for: .zero)
            return Nothing()
        }
    }

    struct MarkersRenamed: Workflow {
        static let definition = WorkflowDefinition("example", version: "example")
        func run(_ input: Arguments, context: WorkflowContext) async throws -> Nothing {
            try context.recordMarker("marker 1")
            try context.recordMarker("marker 1")
            try context.recordMarker("marker 3")
            try await context.sleep(for: .zero)
            return Nothing()
        }
    }

    struct Canceling: Workflow {
        static let definition = WorkflowDefinition("example", version: "example")
        func run(_ input: Arguments, context: WorkflowContext) async throws -> Nothing {
            try await context.run(CancelWorkflow.self)
        }
    }
}
