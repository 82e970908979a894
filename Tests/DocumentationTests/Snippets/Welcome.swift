// It stands in README.md as it is here.
// swift-format-ignore-file

import Activities
public import Martlet

public struct Welcome: Workflow {
    public static let definition = WorkflowDefinition("Welcome", version: "1")

    public init() {}

    public func run(_ names: [String], context: WorkflowContext) async throws -> [String] {
        let greetings = try await context.map(Greet.self, names, atMost: 4)  // four side by side
        try await context.sleep(for: .seconds(2))                            // survives a restart
        return greetings
    }
}
