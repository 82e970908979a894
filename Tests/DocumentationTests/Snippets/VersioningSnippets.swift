import Martlet

/// The code of the article Versioning.
enum VersioningSnippets {
    struct FindReview: Activity {
        static let definition = ActivityDefinition("FindReview", version: "1")
        func run(_ article: String, context: ActivityContext) async throws -> String { article }
    }

    struct ComputeTax: Activity {
        static let definition = ActivityDefinition("ComputeTax", version: "1")
        func run(_ net: Int, context: ActivityContext) async throws -> Int { net * 6 / 5 }
    }

    struct ComputeTaxWithCountry: Activity {
        static let definition = ActivityDefinition("ComputeTaxWithCountry", version: "1")
        func run(_ net: Int, context: ActivityContext) async throws -> Int { net * 5 / 4 }
    }

    struct WriteReport: Activity {
        static let definition = ActivityDefinition("WriteReport", version: "1")
        func run(_ input: String, context: ActivityContext) async throws -> String { input }
    }

    struct ReviewBefore: Workflow {
        static let definition = WorkflowDefinition("Review", version: "1")

        func run(_ article: String, context: WorkflowContext) async throws -> String {
            try await context.run(FindReview.self, article)
        }
    }

    struct Review: Workflow {
        static let definition = WorkflowDefinition("Review", version: "1")

        func run(_ article: String, context: WorkflowContext) async throws -> String {
            if context.patched("tell the author") {
                try await context.run(SendMail.self, "Your article \(article) is under review.")
            }
            let review = try await context.run(FindReview.self, article)
            return review
        }
    }

    struct Bill: Workflow {
        static let definition = WorkflowDefinition("Bill", version: "1")

        func run(_ net: Int, context: WorkflowContext) async throws -> Int {
            let total: Int
            switch context.version("tax", 1...3) {
            case 1: total = net + net / 5
            case 2: total = try await context.run(ComputeTax.self, net)
            default: total = try await context.run(ComputeTaxWithCountry.self, net)
            }
            return total
        }
    }

    struct BuildReport2: Workflow {
        static let definition = WorkflowDefinition("BuildReport", version: "2")

        func run(_ input: String, context: WorkflowContext) async throws -> String {
            try await context.run(WriteReport.self, input)
        }
    }

    struct BuildReport: Workflow {
        static let definition = WorkflowDefinition("BuildReport", version: "1")

        func run(_ input: String, context: WorkflowContext) async throws -> String {
            try await context.sleep(for: .hours(1))
            throw try ContinueAsNew(BuildReport2.self, input)
        }
    }

    static func check(_ events: [HistoryEvent], of execution: WorkflowExecution) -> ReplayReport {
        let report = Replayer(workflows: [BuildReport.self]).replay(events, of: execution, domain: "Publish")
        if report.verdict != .replays { print(report) }
        return report
    }
}
