import Martlet

/// What a report is about.
struct Topic: Codable, Hashable {
    var name: String
    var isUrgent = false
}

/// How far a report is: what the service shows of an execution while it runs.
struct Stage: Codable, Hashable {
    var name: String
    var done: Int
    var of: Int
}

/// A report in stages: read, summarise by a lambda function, print. What is urgent is printed first.
struct Report: Workflow {
    static let definition = WorkflowDefinition("Report", version: "1")

    func run(_ topic: Topic, context: WorkflowContext) async throws -> String {
        try context.publish(Stage(name: "reading", done: 0, of: 3))
        let numbers = try await context.run(ReadNumbers.self, topic.name)

        try context.publish(Stage(name: "summarising", done: 1, of: 3))
        let sum: Int = try await context.lambda("sum", numbers)

        try context.publish(Stage(name: "printing", done: 2, of: 3))
        let id = try context.sideEffect("report number") { Int.random(in: 1...9_999) }
        let page = try await context.run(
            PrintReport.self,
            "\(topic.name) \(id): \(sum)",
            options: ActivityOptions(priority: topic.isUrgent ? 10 : 0)
        )
        try context.recordMarker("printed", details: page)
        return page
    }
}
