import Martlet

/// An activity that does what a closure does, under the name of another.
struct StandIn<A: Activity>: Activity {
    static var definition: ActivityDefinition { A.definition }

    let body: @Sendable (A.Input, ActivityContext) async throws -> A.Output

    func run(_ input: A.Input, context: ActivityContext) async throws -> A.Output { try await body(input, context) }
}
