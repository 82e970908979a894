import Martlet

/// What is watched, and what is known of it.
struct Watch: Codable, Hashable {
    var site: String
    var intervalSeconds = 300
    var isUp = true
    var checks = 0
}

/// Looks at a site every five minutes for as long as anybody wants, and says when it goes down or comes back.
struct Monitor: Workflow {
    static let definition = WorkflowDefinition("Monitor", version: "1", executionStartToClose: .days(365))

    /// So many checks are in one history; then the next run goes on with what is known.
    static let checksInRun = 500

    func run(_ watch: Watch, context: WorkflowContext) async throws -> Watch {
        var watch = watch
        do {
            for _ in 1...Self.checksInRun {
                let isUp = try await context.run(CheckSite.self, watch.site)
                watch.checks += 1
                if isUp != watch.isUp {
                    watch.isUp = isUp
                    try await context.run(Alert.self, "\(watch.site) is \(isUp ? "up again" : "down")")
                }
                try context.publish(watch)
                try await context.sleep(for: .seconds(watch.intervalSeconds))
            }
        } catch is CancellationError {
            // Who asks it to stop hears what it knows.
            return watch
        }
        throw try ContinueAsNew(Self.self, watch)
    }
}
