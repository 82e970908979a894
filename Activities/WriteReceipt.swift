import Foundation
public import Martlet

/// Writes the receipt of a publication beside it.
public struct WriteReceipt: Activity {
    /// What the receipt is about.
    public struct Input: Codable, Sendable, Hashable {
        /// The article.
        public var article: ArticleReference
        /// What was found when it was checked.
        public var checked: CheckArticle.Output
        /// Where and how it was published.
        public var publication: Publication

        /// Creates an input.
        public init(article: ArticleReference, checked: CheckArticle.Output, publication: Publication) {
            self.article = article
            self.checked = checked
            self.publication = publication
        }
    }

    private let settings: ActivitySettings
    private let now: @Sendable () -> Date

    /// Creates the activity.
    public init(settings: ActivitySettings) { self.init(settings: settings) { Date() } }

    init(settings: ActivitySettings, now: @escaping @Sendable () -> Date) {
        self.settings = settings
        self.now = now
    }

    /// Name, version and defaults.
    public static let definition = ActivityDefinition(
        "WriteReceipt",
        version: "1",
        heartbeat: .seconds(10),
        description: "Writes the receipt of a publication."
    )

    /// Writes `<id>/receipt-v<version>.json`. When the receipt that is there is about the same content, the file stays, and
    /// with it when and by which run the content was published; what this run did is in what is returned.
    public func run(_ input: Input, context: ActivityContext) async throws -> Receipt {
        try await Pause(seconds: settings.pause).wait(context)
        let path = "\(input.article.id)/receipt-v\(input.article.version).json"
        var receipt = Receipt(
            id: input.article.id,
            version: input.article.version,
            doi: input.checked.doi,
            title: input.checked.title,
            page: "\(input.publication.folder)/index.html",
            receipt: path,
            change: input.publication.change,
            digest: input.publication.digest,
            files: input.publication.files,
            bytes: input.publication.bytes,
            published: UniversalTime.text(now()),
            workflowId: context.workflowId,
            runId: context.runId
        )
        let file = "\(settings.outputFolder)/\(path)"
        if let bytes = try? DurableFiles.bytes(of: file, atMost: 1_048_576),
            let earlier = try? StableJSON.decode(Receipt.self, from: bytes), earlier.digest == receipt.digest
        {
            receipt.published = earlier.published
            receipt.workflowId = earlier.workflowId
            receipt.runId = earlier.runId
            return receipt
        }
        try DurableFiles.replace(file, StableJSON.encode(receipt))
        return receipt
    }
}
