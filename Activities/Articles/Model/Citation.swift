/// One work that the article refers to, read from an `element-citation` or `mixed-citation`.
struct Citation: Sendable, Equatable {
    /// The authors, else the editors, as they are cited.
    var people: [String]
    /// The year, with the letter that tells works of one year apart.
    var year: String?
    /// What was read: the article's, chapter's or data set's title.
    var title: MarkupElement?
    /// Where it appeared: the journal's or book's name.
    var source: MarkupElement?
    /// The volume.
    var volume: String?
    /// The issue.
    var issue: String?
    /// First and last page, or the electronic page number.
    var pages: String?
    /// The first page alone.
    var firstPage: String?
    /// The DOI.
    var doi: DigitalObjectIdentifier?
    /// Where it can be found.
    var links: [String]
    /// What else the reference says: publisher, edition, conference.
    var others: [String]
    /// JATS `publication-type`, for example `journal` or `book`.
    var type: String?

    private static let known: Set<String> = [
        "person-group", "name", "collab", "string-name", "etal", "year", "article-title", "chapter-title", "data-title",
        "part-title", "trans-title", "source", "volume", "issue", "fpage", "lpage", "elocation-id", "pub-id",
        "ext-link",
        "uri", "label", "object-id", "month", "day", "publisher-loc", "publisher-name",
    ]

    /// Reads a citation.
    init(_ element: MarkupElement) {
        type = element["publication-type"]
        let groups = element.all("person-group")
        let authors = groups.filter { ($0["person-group-type"] ?? "author") == "author" }
        people = (authors.isEmpty ? groups : authors).flatMap(Self.names) + Self.names(element)
        year = element.first("year")?.text.nonEmpty
        let titles = ["article-title", "chapter-title", "data-title", "part-title", "trans-title"]
        title = titles.lazy.compactMap { element.first($0) }.first
        source = element.first("source")
        volume = element.first("volume")?.text.nonEmpty
        issue = element.first("issue")?.text.nonEmpty
        firstPage = element.first("fpage")?.text.nonEmpty
        let lastPage = element.first("lpage")?.text.nonEmpty
        if let firstPage {
            pages = lastPage == nil || lastPage == firstPage ? firstPage : "\(firstPage)–\(lastPage ?? "")"
        } else {
            pages = element.first("elocation-id")?.text.nonEmpty
        }
        doi = element.all("pub-id").first { $0["pub-id-type"] == "doi" }.flatMap { DigitalObjectIdentifier($0.text) }
        let pubMed = element.all("pub-id").first { $0["pub-id-type"] == "pmid" }?.text.nonEmpty
        var links = [doi?.url].compactMap(\.self)
        if let pubMed, pubMed.allSatisfy(\.isNumber) { links.append("https://pubmed.ncbi.nlm.nih.gov/\(pubMed)/") }
        links += (element.all("ext-link") + element.all("uri"))
            .compactMap { WebAddress.safe($0["xlink:href"] ?? $0.text) }
        self.links = links
        let publisher = [element.first("publisher-loc"), element.first("publisher-name")].compactMap {
            $0?.text.nonEmpty
        }
        let rest = element.elements.filter { !Self.known.contains($0.name) }.compactMap { $0.text.nonEmpty }
        others = ([publisher.joined(separator: ": ")] + rest).filter { !$0.isEmpty }
            .map { $0.last == "." ? String($0.dropLast()) : $0 }
    }

    private static func names(_ element: MarkupElement) -> [String] {
        element.elements.compactMap { child in
            switch child.name {
            case "name", "string-name":
                let surname = child.first("surname")?.text.nonEmpty
                guard let surname else { return child.text.nonEmpty }
                let rest = [child.first("given-names")?.text, child.first("suffix")?.text].compactMap { $0?.nonEmpty }
                return ([surname] + rest).joined(separator: " ")
            case "collab": return child.text.nonEmpty
            case "etal": return "et al."
            default: return nil
            }
        }
    }
}
