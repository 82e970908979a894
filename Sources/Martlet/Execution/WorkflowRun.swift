import DeciderCore

/// A workflow without its types: text in, text out.
package struct WorkflowRun: Sendable {
    let definition: WorkflowDefinition
    let signalNames: Set<String>
    let run: @Sendable (_ input: String?, _ context: WorkflowContext) async throws -> String?

    /// Takes a workflow.
    package init<W: Workflow>(_ workflow: W.Type) {
        definition = W.definition
        signalNames = Set(W.signals.map(\.name))
        run = { input, context in
            let name = W.definition.name
            let value = try ValueText.decode(W.Input.self, from: input, field: "the input of the workflow \(name)")
            let output = try await W().run(value, context: context)
            return try ValueText.encode(output, field: "the output of the workflow \(name)")
        }
    }
}
