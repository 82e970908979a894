/// An activity without its types: text in, text out.
package struct AnyActivity: Sendable {
    let definition: ActivityDefinition
    let run: @Sendable (_ input: String?, _ context: ActivityContext) async throws -> String?

    /// Takes an activity.
    package init<A: Activity>(_ activity: A) {
        definition = A.definition
        run = { input, context in
            let name = A.definition.name
            let value: A.Input
            do {
                value = try ValueText.decode(A.Input.self, from: input, field: "the input of the activity \(name)")
            } catch {
                throw PermanentFailure(FailureReport(error).reason)
            }
            let output = try await activity.run(value, context: context)
            do {
                return try ValueText.encode(output, field: "the output of the activity \(name)")
            } catch {
                throw PermanentFailure(FailureReport(error).reason)
            }
        }
    }
}
