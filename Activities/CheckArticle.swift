public import Martlet

/// Checks whether an article can be published: DOI, title, authors, date, licence, and every file that it refers to.
public struct CheckArticle: Activity {
    /// What is known of an article that can be published.
    public struct Output: Codable, Sendable, Hashable {
        /// The DOI.
        public var doi: String
        /// The title as plain text, at most 500 characters.
        public var title: String
        /// How many authors there are.
        public var authors: Int
        /// The day of publication: `2012-12-13`.
        public var published: String
    }

    private let settings: ActivitySettings

    /// Creates the activity.
    public init(settings: ActivitySettings) { self.settings = settings }

    /// Name, version and defaults.
    public static let definition = ActivityDefinition(
        "CheckArticle",
        version: "1",
        heartbeat: .seconds(10),
        description: "Checks whether an article can be published."
    )

    /// Checks the article. A problem is a permanent failure: its reason says the first, its details all of them, each with
    /// its place.
    public func run(_ input: ArticleReference, context: ActivityContext) async throws -> Output {
        try await Pause(seconds: settings.pause).wait(context)
        let work = WorkFolder(settings, runId: context.runId)
        let article = try work.article(input)
        let files = try work.sourceFiles()
        let identity = ArticleIdentity(
            article,
            fileNames: input.isPackage ? [input.fileName, input.xml.name] : [input.fileName]
        )
        let problems = ArticleCheck.problems(in: article, identity: identity, files: input.isPackage ? files : nil)
        guard problems.isEmpty, let doi = article.doi.flatMap({ DigitalObjectIdentifier($0.value) }),
            let date = article.date
        else {
            let report = ProblemReport(fileName: input.fileName, problems: problems)
            throw PermanentFailure(report.reason, details: report.details)
        }
        return Output(
            doi: doi.name,
            title: (article.titleText ?? "").clipped(to: 500),
            authors: article.authors.count,
            published: date.iso
        )
    }
}
