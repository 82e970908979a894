/// In what the article appears.
struct Journal: Sendable, Equatable {
    /// The journal's full title; nil when the file has none.
    var title: String?
    /// The ISSN of the electronic edition, else the first that is stated.
    var issn: String?
    /// The publisher's name.
    var publisher: String?
    /// The volume the article belongs to.
    var volume: String?
    /// The issue the article belongs to.
    var issue: String?

    /// Reads `journal-meta`, and what `article-meta` says of the volume.
    init(journalMeta: MarkupElement?, articleMeta: MarkupElement?) {
        let titles = journalMeta?.at("journal-title-group", "journal-title") ?? journalMeta?.first("journal-title")
        title = titles?.text.nonEmpty
        let numbers = journalMeta?.all("issn") ?? []
        let electronic = numbers.first { $0["publication-format"] == "electronic" || $0["pub-type"] == "epub" }
        issn = (electronic ?? numbers.first)?.text.nonEmpty
        publisher = journalMeta?.at("publisher", "publisher-name")?.text.nonEmpty
        volume = articleMeta?.first("volume")?.text.nonEmpty
        issue = articleMeta?.first("issue")?.text.nonEmpty
    }
}
