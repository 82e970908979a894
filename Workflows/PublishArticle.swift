public import Activities
public import Martlet

/// Publishes a journal article: takes it in, checks it, makes its page, deposit and manifest side by side, puts all of it in
/// its place in one step, and writes a receipt.
///
/// Every activity may be repeated, on any worker that shares the output folder; see Examples/articles/README.md for
/// what a publication holds.
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
            await clean(context)
            return receipt
        } catch {
            await clean(context)
            // The activity's own sentence is the reason; that it was this activity is in the history.
            if let failure = error as? ActivityFailure, failure.kind == .failed(isPermanent: true) {
                throw PermanentFailure(failure.reason, details: failure.details)
            }
            throw error
        }
    }

    /// Removes the intermediate files. That it did not succeed changes nothing for the article: what is left, as after a
    /// cancellation, the next runs remove when it is two days old.
    private func clean(_ context: WorkflowContext) async {
        do {
            _ = try await context.run(CleanWorkFolder.self)
        } catch {
            context.logger.warning("The intermediate files were not removed: \(error)")
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
