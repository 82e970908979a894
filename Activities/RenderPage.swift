public import Martlet

/// Renders the readable page of an article.
public struct RenderPage: Activity {
    private let settings: ActivitySettings

    /// Creates the activity.
    public init(settings: ActivitySettings) { self.settings = settings }

    /// Name, version and defaults.
    public static let definition = ActivityDefinition(
        "RenderPage",
        version: "1",
        heartbeat: .seconds(10),
        description: "Renders the readable page of an article."
    )

    /// Writes `index.html` into the run's work folder.
    public func run(_ input: ArticleReference, context: ActivityContext) async throws -> FileReference {
        try await Pause(seconds: settings.pause).wait(context)
        let work = WorkFolder(settings, runId: context.runId)
        let page = ArticlePage(article: try work.article(input), version: input.version, files: try work.sourceFiles())
        return try work.write("index.html", Array(page.html().utf8))
    }
}
