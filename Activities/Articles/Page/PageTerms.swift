/// The end of the article: how it is cited, under which licence, and the files that belong to it.
struct PageTerms {
    let article: Article
    let files: [(name: String, size: Int)]

    /// Writes the sections.
    func write(to page: PageWriter) {
        page.element("section", ["id": page.anchor("page-citation")]) {
            page.section {
                page.text("How to cite")
            } _: {
                page.element("p", ["class": "citation"]) { citation(to: page) }
            }
        }
        page.line()
        licence(to: page)
        downloads(to: page)
    }

    private func citation(to page: PageWriter) {
        let authors = article.authors.map(\.citationName).filter { !$0.isEmpty }
        page.text(authors.joined(separator: ", "))
        if let date = article.date { page.text(" (\(date.year))") }
        page.text(" ")
        InlineMarkup.write(article.title?.without(["fn", "xref"]).children ?? [], to: page)
        page.text(article.titleText?.last.map { ".?!".contains($0) } ?? true ? " " : ". ")
        page.element("cite", [:], article.journal.title ?? "")
        if let volume = article.journal.volume { page.text(" \(volume)") }
        if let number = article.elocationId { page.text(":\(number)") }
        page.text(".")
        if let doi = article.doi.flatMap({ DigitalObjectIdentifier($0.value) }) {
            page.text(" ")
            page.element("a", ["href": doi.url], doi.url)
        }
    }

    private func licence(to page: PageWriter) {
        guard let licence = article.licence else { return }
        page.element("section", ["id": page.anchor("page-licence")]) {
            page.section {
                page.text("Copyright and licence")
            } _: {
                if let copyright = article.copyright { page.element("p", [:], copyright) }
                for paragraph in licence.paragraphs {
                    page.element("p", [:]) { InlineMarkup.write(paragraph.children, to: page) }
                }
                if let url = licence.url {
                    page.element("p", [:]) { page.element("a", ["rel": "license", "href": url], url) }
                }
            }
        }
        page.line()
    }

    private func downloads(to page: PageWriter) {
        guard !files.isEmpty else { return }
        page.element("section", ["id": page.anchor("page-files")]) {
            page.section {
                page.text("Files")
            } _: {
                page.element("ul", [:]) {
                    for file in files.sorted(by: { $0.name < $1.name }) {
                        page.element("li", [:]) { GraphicMarkup.download(file.name, to: page) }
                        page.line()
                    }
                }
            }
        }
        page.line()
    }
}
