/// The top of the article: title, authors, where they work, and the facts that a reader looks for.
struct PageFront {
    let article: Article
    let version: Int

    /// Writes the element `header` of the article.
    func write(to page: PageWriter) {
        page.element("header", [:]) {
            page.element("h1", [:]) {
                InlineMarkup.write(article.title?.without(["fn", "xref"]).children ?? [], to: page)
            }
            page.line()
            page.element("p", ["class": "authors-line"]) { authors(to: page) }
            page.line()
            affiliations(to: page)
            page.element("dl", ["class": "facts"]) { facts(to: page) }
        }
        page.line()
    }

    private var labels: [String: String] {
        var labels: [String: String] = [:]
        for (index, affiliation) in article.affiliations.enumerated() {
            if let id = affiliation.id { labels[id] = affiliation.label ?? String(index + 1) }
        }
        return labels
    }

    private func authors(to page: PageWriter) {
        let labels = labels
        for (index, author) in article.authors.enumerated() {
            if index > 0 { page.text(", ") }
            page.element("span", ["class": "author"]) {
                page.text(author.displayName)
                let marks = author.affiliationIds.filter { labels[$0] != nil }
                if !marks.isEmpty {
                    page.element("sup", [:]) {
                        for (position, id) in marks.enumerated() {
                            if position > 0 { page.text(",") }
                            page.element("a", ["href": "#\(id)"], labels[id] ?? "")
                        }
                    }
                }
                if let orcid = author.orcid.flatMap(ORCID.init) {
                    page.text(" ")
                    page.element(
                        "a",
                        ["href": orcid.url, "aria-label": "ORCID iD of \(author.displayName)"],
                        "(ORCID)"
                    )
                }
            }
        }
    }

    private func affiliations(to page: PageWriter) {
        let labels = labels
        let own = article.authors.flatMap(\.ownAffiliations)
        guard !article.affiliations.isEmpty || !own.isEmpty else { return }
        page.element("ul", ["class": "affiliations"]) {
            for affiliation in article.affiliations + own where !affiliation.text.isEmpty {
                page.element("li", ["id": page.anchor(affiliation.id)]) {
                    if let id = affiliation.id, let label = labels[id] { page.element("sup", [:], label) }
                    page.text(affiliation.text)
                }
            }
        }
        page.line()
    }

    private func facts(to page: PageWriter) {
        if let doi = article.doi.flatMap({ DigitalObjectIdentifier($0.value) }) {
            fact("DOI", to: page) { page.element("a", ["href": doi.url], doi.url) }
        }
        for milestone in article.milestones {
            let name = milestone.name.replacing("-", with: " ")
            fact(name.prefix(1).uppercased() + name.dropFirst(), to: page) { time(milestone.date, to: page) }
        }
        if let date = article.date { fact("Published", to: page) { time(date, to: page) } }
        fact("Version", to: page) { page.text(String(version)) }
        let pdf = FileUse.all(in: article.root).first { $0.purpose == .pdf }
        if let pdf, let file = page.catalogue.file(for: pdf.reference) {
            fact("PDF", to: page) { GraphicMarkup.download(file, to: page) }
        }
        let editors = article.contributors.filter { $0.role.contains("editor") && !$0.displayName.isEmpty }
        if !editors.isEmpty {
            let names = editors.map { editor in
                ([editor.displayName] + editor.ownAffiliations.prefix(1).map(\.text)).joined(separator: ", ")
            }
            fact(editors.count == 1 ? "Editor" : "Editors", to: page) { page.text(names.joined(separator: "; ")) }
        }
        for group in article.keywords {
            fact(group.title, to: page) { page.text(group.words.joined(separator: ", ")) }
        }
        for related in article.root.at("front", "article-meta")?.all("related-article") ?? [] {
            guard let doi = related["xlink:href"].flatMap(DigitalObjectIdentifier.init) else { continue }
            fact("Related article", to: page) { page.element("a", ["href": doi.url], doi.url) }
        }
    }

    private func fact(_ name: some StringProtocol, to page: PageWriter, _ value: () -> Void) {
        page.element("dt", [:], name)
        page.element("dd", [:], value)
        page.line()
    }

    private func time(_ date: ArticleDate, to page: PageWriter) {
        page.element("time", ["datetime": date.iso], date.prose)
    }
}
