import Foundation
public import Martlet

/// Writes the deposit by which the article's DOI is registered.
public struct WriteDeposit: Activity {
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
        "WriteDeposit",
        version: "1",
        heartbeat: .seconds(10),
        description: "Writes the deposit by which the article's DOI is registered."
    )

    /// Writes `deposit.xml` into the run's work folder.
    ///
    /// A deposit that says nothing new keeps the time stamp of the published one, so that publishing the same article again
    /// changes nothing.
    public func run(_ input: ArticleReference, context: ActivityContext) async throws -> FileReference {
        try await Pause(seconds: settings.pause).wait(context)
        let work = WorkFolder(settings, runId: context.runId)
        let document = DepositDocument(article: try work.article(input), reference: input, settings: settings)
        let published = "\(settings.outputFolder)/\(input.id)/v\(input.version)/deposit.xml"
        if let bytes = try? DurableFiles.bytes(of: published, atMost: MarkupReader.maximumBytes),
            let timestamp = DepositDocument.timestamp(in: String(decoding: bytes, as: UTF8.self))
        {
            let same = Array(document.xml(timestamp: timestamp).utf8)
            if same == bytes { return try work.write("deposit.xml", same) }
        }
        let timestamp = UniversalTime.digits(now())
        return try work.write("deposit.xml", Array(document.xml(timestamp: timestamp).utf8))
    }
}
