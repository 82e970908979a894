import Foundation
import Martlet

/// The code of the article Values.
enum ValueSnippets {
    struct Parcel: Codable, Hashable {
        var number: Int
        var weight: Double
        var sentAt: Date?
    }

    struct DownloadFile: Activity {
        static let definition = ActivityDefinition("DownloadFile", version: "1")
        func run(_ address: String, context: ActivityContext) async throws -> String { "files/\(address)" }
    }

    struct CountWords: Activity {
        static let definition = ActivityDefinition("CountWords", version: "1")
        func run(_ file: String, context: ActivityContext) async throws -> Int { file.count }
    }

    struct Count: Workflow {
        static let definition = WorkflowDefinition("Count", version: "1")

        func run(_ address: String, context: WorkflowContext) async throws -> Int {
            let file = try await context.run(DownloadFile.self, address)  // gives a path or a key, not the file
            return try await context.run(CountWords.self, file)
        }
    }

    struct Order: Codable, Hashable {
        var number: Int
        var address: String
        /// Since version 1.4; nil in orders from before.
        var country: String?
    }

    struct Bill: Codable, Hashable {
        var order: Int
        var cents: Int
    }

    struct Chance: Workflow {
        static let definition = WorkflowDefinition("Chance", version: "1")

        func run(_ articles: [String], context: WorkflowContext) async throws -> [String] {
            let key = try context.sideEffect("key") { UUID() }
            let sample = articles.shuffled(using: &context.random).prefix(10)
            try context.recordMarker("billed", details: Bill(order: 7, cents: 2_400))
            return ["\(key)"] + sample
        }
    }
}
