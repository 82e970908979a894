/// What an article must have before it is published. All problems are found in one go: an editor repairs once.
enum ArticleCheck {
    /// The problems of an article, in the order of its front matter; none when it can be published.
    ///
    /// - Parameters:
    ///   - article: the article.
    ///   - identity: its id and version.
    ///   - files: the files that came with it, by name and size in bytes; nil when it came as an XML file alone, and no
    ///     file can be asked for.
    static func problems(
        in article: Article,
        identity: ArticleIdentity,
        files: [(name: String, size: Int)]?
    ) -> [Problem] {
        guard article.root.at("front", "article-meta") != nil else {
            return [
                Problem("The article has no front matter (front/article-meta).", at: "article", article.root.place)
            ]
        }
        return journal(article) + identity.problems + doi(article) + title(article) + authors(article) + date(article)
            + licence(article) + files.map { fileProblems(article, $0) }.orEmpty
    }

    private static func journal(_ article: Article) -> [Problem] {
        guard article.journal.title == nil else { return [] }
        return [Problem("The journal's title is missing.", at: "journal-meta/journal-title-group/journal-title")]
    }

    private static func doi(_ article: Article) -> [Problem] {
        let element = "article-meta/article-id[@pub-id-type=\"doi\"]"
        guard let stated = article.doi, !stated.value.isEmpty else {
            return [Problem("The DOI is missing.", at: element, article.doi?.place)]
        }
        guard DigitalObjectIdentifier(stated.value) == nil else { return [] }
        return [
            Problem(
                "The DOI “\(stated.value.clipped(to: 80))” is not one: it begins with 10., a number and a slash, and has no"
                    + " blanks.",
                at: element,
                stated.place
            )
        ]
    }

    private static func title(_ article: Article) -> [Problem] {
        guard article.titleText == nil else { return [] }
        return [
            Problem(
                article.title == nil ? "The title is missing." : "The title is empty.",
                at: "article-meta/title-group/article-title",
                article.title?.place
            )
        ]
    }

    private static func authors(_ article: Article) -> [Problem] {
        let element = "article-meta/contrib-group/contrib"
        guard !article.authors.isEmpty else {
            return [Problem("No author is named (contrib-type=\"author\").", at: "article-meta/contrib-group")]
        }
        let known = Set(article.affiliations.compactMap(\.id))
        return article.authors.enumerated().flatMap { index, author -> [Problem] in
            var problems: [Problem] = []
            let who = author.displayName.nonEmpty.map { "author \($0.clipped(to: 60))" } ?? "author number \(index + 1)"
            if author.surname == nil, author.group == nil {
                problems.append(Problem("The \(who) has no surname.", at: element, author.place))
            }
            if let orcid = author.orcid, ORCID(orcid) == nil {
                problems.append(
                    Problem(
                        "The ORCID iD of \(who), “\(orcid.clipped(to: 60))”, is not valid.",
                        at: element,
                        author.place
                    )
                )
            }
            for id in author.affiliationIds where !known.contains(id) {
                problems.append(
                    Problem("The \(who) refers to an affiliation “\(id)” that is not there.", at: element, author.place)
                )
            }
            return problems
        }
    }

    private static func date(_ article: Article) -> [Problem] {
        let element = "article-meta/pub-date"
        guard let stated = article.publicationDate else {
            return [Problem("The publication date is missing (date-type=\"pub\").", at: element)]
        }
        let missing = stated.value.missing
        if !missing.isEmpty {
            let parts = missing.map { "no \($0)" }
            let list =
                parts.count == 1
                ? parts[0] : parts.dropLast().joined(separator: ", ") + " and " + parts[parts.count - 1]
            return [Problem("The publication date has \(list).", at: element, stated.place)]
        }
        guard stated.value.date == nil else { return [] }
        return [
            Problem(
                "The publication date (\(stated.value.written.clipped(to: 60))) is no day of the calendar.",
                at: element,
                stated.place
            )
        ]
    }

    private static func licence(_ article: Article) -> [Problem] {
        let element = "article-meta/permissions/license"
        guard let licence = article.licence else { return [Problem("The licence is missing.", at: element)] }
        guard licence.url == nil else { return [] }
        return [Problem("The licence names no web address (xlink:href).", at: element, licence.place)]
    }

    private static func fileProblems(_ article: Article, _ files: [(name: String, size: Int)]) -> [Problem] {
        let catalogue = AssetCatalogue(files.map(\.name))
        let empty = Set(files.filter { $0.size == 0 }.map(\.name))
        var reported: Set<String> = []
        return FileUse.all(in: article.root).compactMap { use in
            guard reported.insert(use.reference).inserted else { return nil }
            let name = use.reference.clipped(to: 100)
            guard let file = catalogue.file(for: use.reference) else {
                return Problem("The file \(name) is not in the package.", at: use.element, use.place)
            }
            return empty.contains(file) ? Problem("The file \(file) is empty.", at: use.element, use.place) : nil
        }
    }
}

extension Optional where Wrapped: RangeReplaceableCollection {
    /// The collection, or an empty one.
    fileprivate var orEmpty: Wrapped { self ?? Wrapped() }
}
