/// A JATS article: what its front matter says, read once, and the whole tree for rendering.
///
/// Reading never fails: what is missing is nil or empty here, and ``ArticleCheck`` says so in words.
struct Article: Sendable {
    /// The root element.
    let root: MarkupElement
    /// JATS `article-type`, for example `research-article`.
    let type: String?
    /// The language as BCP 47, `en` when the file names none.
    let language: String
    /// What the article appears in.
    let journal: Journal
    /// The publisher's own number of the article.
    let publisherId: Placed<String>?
    /// The DOI as stated.
    let doi: Placed<String>?
    /// The title with its markup.
    let title: MarkupElement?
    /// Authors and editors in the order of the file.
    let contributors: [Contributor]
    /// The affiliations that stand beside the contributors.
    let affiliations: [Affiliation]
    /// The date of publication as stated.
    let publicationDate: Placed<StatedDate>?
    /// The days on which the article was received, accepted and so on, those that are whole.
    let milestones: [(name: String, date: ArticleDate)]
    /// The electronic page number.
    let elocationId: String?
    /// The copyright line.
    let copyright: String?
    /// The licence.
    let licence: Licence?
    /// The abstracts with their markup; the main one is the first without `abstract-type`.
    let abstracts: [MarkupElement]
    /// The keywords, group by group: `Keywords` for the authors' own, the group's title for others.
    let keywords: [(title: String, words: [String])]
    /// The subjects under which the journal shows the article.
    let subjects: [String]

    /// The title as plain text.
    var titleText: String? { title?.without(["xref", "fn"]).text.nonEmpty }
    /// Those who wrote the article.
    var authors: [Contributor] { contributors.filter { $0.role.hasPrefix("author") } }
    /// The date of publication, when it is whole.
    var date: ArticleDate? { publicationDate?.value.date }

    /// Reads the front matter of a root element.
    init(_ root: MarkupElement) {
        self.root = root
        let meta = root.at("front", "article-meta")
        type = root["article-type"]
        language = root["xml:lang"].map { $0.prefix { $0.isLetter || $0 == "-" } }.map(String.init)?.nonEmpty ?? "en"
        journal = Journal(journalMeta: root.at("front", "journal-meta"), articleMeta: meta)
        let ids = meta?.all("article-id") ?? []
        func identifier(_ type: String) -> Placed<String>? {
            ids.first { $0["pub-id-type"] == type }.map { Placed(value: $0.text, place: $0.place) }
        }
        publisherId = identifier("publisher-id")
        doi = identifier("doi")
        title = meta?.at("title-group", "article-title")
        let groups = meta?.all("contrib-group") ?? []
        contributors = groups.flatMap { group in
            let inherited = group["content-type"].map { $0.hasPrefix("author") ? "author" : "editor" }
            return group.all("contrib").map { Contributor($0, inheritedRole: inherited) }
        }
        affiliations = ((meta?.all("aff") ?? []) + groups.flatMap { $0.all("aff") }).map(Affiliation.init)
        publicationDate = Self.publicationDate(meta?.all("pub-date") ?? [])
        milestones = (meta?.first("history")?.descendants("date") ?? []).compactMap { element in
            guard let name = element["date-type"], let date = StatedDate(element).date else { return nil }
            return (name, date)
        }
        elocationId = meta?.first("elocation-id")?.text.nonEmpty
        let permissions = meta?.first("permissions")
        copyright = permissions?.first("copyright-statement")?.text.nonEmpty
        licence = permissions?.first("license").map(Licence.init)
        abstracts = meta?.all("abstract") ?? []
        keywords = (meta?.all("kwd-group") ?? []).compactMap { group in
            let isAuthors = group["kwd-group-type"] == nil || group["kwd-group-type"] == "author-keywords"
            let words = group.all("kwd").compactMap { $0.text.nonEmpty }.filter { isAuthors || $0 != "None" }
            let title = isAuthors ? "Keywords" : group.first("title")?.text.nonEmpty ?? "Keywords"
            return words.isEmpty ? nil : (title, words)
        }
        subjects = (meta?.first("article-categories")?.descendants("subject") ?? []).compactMap { $0.text.nonEmpty }
    }

    /// The date on which the article appeared, not that of its collection: JATS marks it `date-type="pub"` (or
    /// `publication`), older files `pub-type="epub"`.
    private static func publicationDate(_ dates: [MarkupElement]) -> Placed<StatedDate>? {
        let choices: [(MarkupElement) -> Bool] = [
            { ["pub", "publication"].contains($0["date-type"] ?? "") && $0["publication-format"] != "print" },
            { $0["pub-type"] == "epub" },
            { ["pub", "publication"].contains($0["date-type"] ?? "") },
            { $0["pub-type"] == "ppub" },
            { $0["date-type"] == nil && $0["pub-type"] == nil },
        ]
        for choice in choices {
            if let found = dates.first(where: choice) {
                return Placed(value: StatedDate(found), place: found.place)
            }
        }
        return nil
    }
}
