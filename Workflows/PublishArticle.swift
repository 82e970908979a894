public import Activities
public import Martlet

/// Publishes a journal article: takes it in, checks it, makes its page, deposit and manifest side by side, puts all of it in
/// its place in one step, and writes a receipt.
///
/// Every activity may be repeated, on any worker that shares the output folder; see docs/ARCHITECTURE.md.
public struct PublishArticle: Workflow {
    /// Creates the workflow.
    public init() {}

    /// Name, version and defaults.
    public static let definition = WorkflowDefinition(
        "PublishArticle",
        version: "1",
        executionStartToClose: .hours(12),
        description: "Publishes a JATS article: page, deposit, manifest, receipt."
    )

    /// Publishes the article. What keeps it from being published fails the execution, in an editor's words.
    public func run(_ input: Submission, context: WorkflowContext) async throws -> Receipt {
        do {
            let receipt = try await publish(input, context)
            _ = try await context.run(CleanWorkFolder.self)
            return receipt
        } catch let failure as ActivityFailure where failure.activity != CleanWorkFolder.definition.name {
            // The folder is of use to nobody; that it could not be removed must not hide why the article was not published.
            _ = try? await context.run(CleanWorkFolder.self)
            throw failure
        }
    }

    private func publish(_ submission: Submission, _ context: WorkflowContext) async throws -> Receipt {
        let article = try await context.run(UnpackArticle.self, submission)
        let checked = try await context.run(CheckArticle.self, article)
        async let page = context.run(RenderPage.self, article)
        async let deposit = context.run(WriteDeposit.self, article)
        async let manifest = context.run(MakeManifest.self, article)
        let publication = try await context.run(
            PublishFiles.self,
            PublishFiles.Input(article: article, page: page, deposit: deposit, manifest: manifest)
        )
        return try await context.run(
            WriteReceipt.self,
            WriteReceipt.Input(article: article, checked: checked, publication: publication)
        )
    }
}
