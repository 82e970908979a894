/// The head of the page: what browsers, search engines and reference managers read.
struct PageHead {
    let article: Article
    let files: [(name: String, size: Int)]

    /// Writes the element `head`.
    func write(to page: PageWriter) {
        page.element("head", [:]) {
            page.line()
            page.tag("meta", ["charset": "utf-8"])
            page.line()
            meta("viewport", "width=device-width, initial-scale=1", to: page)
            // The text is escaped; should something slip through all the same, no browser runs or loads it.
            page.tag(
                "meta",
                [
                    "http-equiv": "Content-Security-Policy",
                    "content": "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'; base-uri 'none';"
                        + " form-action 'none'",
                ]
            )
            page.line()
            let title = [article.titleText, article.journal.title].compactMap(\.self).joined(separator: " · ")
            page.element("title", [:], title)
            page.line()
            citation(to: page)
            page.style(PageStyle.css)
        }
        page.line()
    }

    /// The tags by which Google Scholar and Zotero know an article.
    private func citation(to page: PageWriter) {
        meta("citation_title", article.titleText, to: page)
        for author in article.authors {
            meta("citation_author", author.displayName, to: page)
            if let orcid = author.orcid.flatMap(ORCID.init) { meta("citation_author_orcid", orcid.url, to: page) }
        }
        meta("citation_journal_title", article.journal.title, to: page)
        meta("citation_issn", article.journal.issn, to: page)
        meta("citation_volume", article.journal.volume, to: page)
        meta("citation_firstpage", article.elocationId, to: page)
        meta("citation_publication_date", article.date?.iso.replacing("-", with: "/"), to: page)
        meta("citation_doi", article.doi.flatMap { DigitalObjectIdentifier($0.value) }?.name, to: page)
        let pdf = FileUse.all(in: article.root).first { $0.purpose == .pdf }
        if let pdf, let file = page.catalogue.file(for: pdf.reference) {
            meta("citation_pdf_url", GraphicMarkup.address(of: file), to: page)
        }
        meta("description", article.abstracts.first?.without(["object-id"]).text.clipped(to: 300), to: page)
    }

    private func meta(_ name: String, _ content: String?, to page: PageWriter) {
        guard let content, !content.isEmpty else { return }
        page.tag("meta", ["name": name, "content": content])
        page.line()
    }
}
