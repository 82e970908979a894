/// What PublishArticle ends with, and what `<id>/receipt-v<version>.json` in the output folder says.
public struct Receipt: Codable, Sendable, Hashable {
    /// The article's id.
    public var id: String
    /// Its version.
    public var version: Int
    /// Its DOI.
    public var doi: String
    /// Its title as plain text, at most 500 characters.
    public var title: String
    /// The publication's page, below the output folder: `00353/v1/index.html`.
    public var page: String
    /// The receipt itself, below the output folder.
    public var receipt: String
    /// What publishing did.
    public var change: Publication.Change
    /// The publication's digest; see ``Publication/digest``.
    public var digest: String
    /// How many files were published.
    public var files: Int
    /// How many bytes they have together.
    public var bytes: Int
    /// When the content was published first, in UTC: `2026-07-24T09:30:00Z`. A run that changed nothing keeps it.
    public var published: String
    /// The workflow id of the run that published the content.
    public var workflowId: String
    /// The run id of the run that published the content.
    public var runId: String
}
