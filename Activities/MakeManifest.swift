public import Martlet

/// Makes the manifest of an article's files, each with its checksum and size.
public struct MakeManifest: Activity {
    private let settings: ActivitySettings

    /// Creates the activity.
    public init(settings: ActivitySettings) { self.settings = settings }

    /// Name, version and defaults.
    public static let definition = ActivityDefinition(
        "MakeManifest",
        version: "1",
        startToClose: .minutes(30),
        heartbeat: .seconds(10),
        description: "Makes the manifest of an article's files, each with its checksum and size."
    )

    /// Writes `manifest.json` into the run's work folder.
    public func run(_ input: ArticleReference, context: ActivityContext) async throws -> FileReference {
        try await Pause(seconds: settings.pause).wait(context)
        return try await SteadyHeartbeat.during(context) { try await manifest(input, context) }
    }

    private func manifest(_ input: ArticleReference, _ context: ActivityContext) async throws -> FileReference {
        let work = WorkFolder(settings, runId: context.runId)
        let article = try work.article(input)
        let files = try work.sourceFiles()
        let catalogue = AssetCatalogue(files.map(\.name))
        var uses = [input.xml.name: "article"]
        for use in FileUse.all(in: article.root) {
            guard let file = catalogue.file(for: use.reference), uses[file] == nil else { continue }
            uses[file] = use.purpose.rawValue
        }
        var assets: [AssetManifest.Asset] = []
        for (index, file) in files.enumerated() {
            try await context.progress(index, of: files.count)
            let content = try DurableFiles.content(of: "\(work.source)/\(file.name)")
            assets.append(
                AssetManifest.Asset(
                    name: file.name,
                    mediaType: MediaType(fileName: file.name).name,
                    sha256: content.sha256,
                    size: content.size,
                    use: uses[file.name] ?? "other"
                )
            )
        }
        return try work.write(
            "manifest.json",
            AssetManifest(id: input.id, version: input.version, assets: assets).json()
        )
    }
}
