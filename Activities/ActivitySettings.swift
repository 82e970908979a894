/// What the activities that ship need to know of where they run.
public struct ActivitySettings: Sendable, Hashable {
    /// The folder that publications, receipts and intermediate files go to. All workers of an environment share it.
    public var outputFolder: String
    /// How long each activity of PublishArticle waits before it begins, in seconds. Zero, except in a demonstration whose
    /// processes are killed in the middle. Defaults to 0.
    public var pause: Double
    /// Where readers find the publications: the page of version 1 of article 00353 is `<siteAddress>/00353/v1/`. It goes into
    /// the deposit, as the address that the DOI leads to. Defaults to `https://example.org/articles`.
    public var siteAddress: String
    /// Who deposits, as the registration agency knows them. Defaults to `Martlet`.
    public var depositorName: String
    /// Where the registration agency sends its answers. Defaults to `deposits@example.org`.
    public var depositorEmail: String

    /// Creates settings.
    public init(
        outputFolder: String,
        pause: Double = 0,
        siteAddress: String = "https://example.org/articles",
        depositorName: String = "Martlet",
        depositorEmail: String = "deposits@example.org"
    ) {
        self.outputFolder = outputFolder
        self.pause = pause
        self.siteAddress = siteAddress
        self.depositorName = depositorName
        self.depositorEmail = depositorEmail
    }
}
