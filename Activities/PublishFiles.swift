public import Martlet

/// Puts the page, the deposit, the manifest and the article's files into the output folder, all of them or none.
public struct PublishFiles: Activity {
    /// What is to be published.
    public struct Input: Codable, Sendable, Hashable {
        /// The article.
        public var article: ArticleReference
        /// Its page.
        public var page: FileReference
        /// Its deposit.
        public var deposit: FileReference
        /// The manifest of its files.
        public var manifest: FileReference

        /// Creates an input.
        public init(
            article: ArticleReference,
            page: FileReference,
            deposit: FileReference,
            manifest: FileReference
        ) {
            self.article = article
            self.page = page
            self.deposit = deposit
            self.manifest = manifest
        }
    }

    private let settings: ActivitySettings
    private let onStep: @Sendable (PublicationStep) throws -> Void

    /// Creates the activity.
    public init(settings: ActivitySettings) { self.init(settings: settings) { _ in } }

    init(settings: ActivitySettings, onStep: @escaping @Sendable (PublicationStep) throws -> Void) {
        self.settings = settings
        self.onStep = onStep
    }

    /// Name, version and defaults.
    public static let definition = ActivityDefinition(
        "PublishFiles",
        version: "1",
        startToClose: .hours(1),
        heartbeat: .seconds(10),
        description: "Puts an article's page, deposit, manifest and files into the output folder, all or none."
    )

    /// Publishes under `<id>/v<version>`. Doing it again changes nothing.
    public func run(_ input: Input, context: ActivityContext) async throws -> Publication {
        try await Pause(seconds: settings.pause).wait(context)
        return try await SteadyHeartbeat.during(context) { try await publish(input, context) }
    }

    private func publish(_ input: Input, _ context: ActivityContext) async throws -> Publication {
        let article = input.article
        guard ArticleIdentity.isUsable(article.id), article.version > 0 else {
            throw PermanentFailure("The article's id or version cannot name a folder.")
        }
        let work = WorkFolder(settings, runId: context.runId)
        let manifest = try AssetManifest(json: work.read(input.manifest))
        var items = try [("index.html", input.page), ("deposit.xml", input.deposit), ("manifest.json", input.manifest)]
            .map {
                PublicationFolder.Item(name: $0, source: try work.existing($1), sha256: $1.sha256, size: $1.size)
            }
        for asset in manifest.assets {
            let reference = FileReference(
                path: "\(work.path)/source/\(asset.name)",
                sha256: asset.sha256,
                size: asset.size
            )
            items.append(
                PublicationFolder.Item(
                    name: "assets/\(asset.name)",
                    source: try work.existing(reference),
                    sha256: asset.sha256,
                    size: asset.size
                )
            )
        }
        let folder = PublicationFolder(
            output: settings.outputFolder,
            id: article.id,
            version: article.version,
            onStep: onStep
        )
        return try await folder.publish(items, context)
    }
}
