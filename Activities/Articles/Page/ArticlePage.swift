/// The readable page of an article: one file of semantic HTML with its own style sheet, no script, nothing loaded from
/// elsewhere.
struct ArticlePage {
    /// The article.
    let article: Article
    /// Its version, from 1.
    let version: Int
    /// The files that came with it, by name and size in bytes; the page links to them as `assets/<name>`.
    let files: [(name: String, size: Int)]

    /// The page. The same article gives the same page, to the byte.
    func html() -> String {
        // Written twice: the second time it is known which anchors there are, so that no link leads nowhere.
        let first = PageWriter(files: files, targets: [])
        write(to: first)
        let second = PageWriter(files: files, targets: first.anchors)
        write(to: second)
        return second.html
    }

    private func write(to page: PageWriter) {
        page.tag("!DOCTYPE html")
        page.line()
        page.element("html", ["lang": article.language]) {
            page.line()
            PageHead(article: article, files: files).write(to: page)
            page.element("body", [:]) {
                page.element("a", ["class": "skip", "href": "#page-article"], "Skip to the article")
                page.line()
                page.element("header", [:]) { masthead(to: page) }
                page.line()
                page.element("main", ["id": page.anchor("page-article")]) {
                    page.element("article", [:]) { content(to: page) }
                }
                page.line()
                page.element("footer", [:]) { footer(to: page) }
            }
            page.line()
        }
        page.line()
    }

    private func masthead(to page: PageWriter) {
        page.element("p", ["class": "journal"]) {
            let words = [article.journal.title].compactMap(\.self) + article.subjects.prefix(3)
            page.text(words.joined(separator: " · "))
        }
    }

    private func content(to page: PageWriter) {
        PageFront(article: article, version: version).write(to: page)
        contents(to: page)
        for (index, abstract) in article.abstracts.enumerated() {
            page.element("div", ["class": "abstract", "id": page.anchor("page-abstract-\(index + 1)")]) {
                BlockMarkup.section(abstract, defaultTitle: index == 0 ? "Abstract" : "Summary", to: page)
            }
        }
        if let body = article.root.first("body") { BlockMarkup.flow(body.children, to: page) }
        back(to: page)
        for sub in article.root.all("sub-article") + article.root.all("response") { subArticle(sub, to: page) }
        PageTerms(article: article, files: files).write(to: page)
    }

    /// Links to the sections at the top level.
    private func contents(to page: PageWriter) {
        let sections = (article.root.first("body")?.all("sec") ?? []) + (article.root.first("back")?.all("sec") ?? [])
        // An id with a blank in it is no anchor.
        let titled = sections.filter { section in
            section["id"].map(page.hasTarget) == true && section.first("title")?.text.isEmpty == false
        }
        guard titled.count > 1 else { return }
        page.element("nav", ["aria-label": "Contents"]) {
            page.element("ol", [:]) {
                for section in titled {
                    guard let id = section["id"], let title = section.first("title") else { continue }
                    page.element("li", [:]) {
                        page.element("a", ["href": "#\(id)"]) {
                            InlineMarkup.write(title.without(["xref", "ext-link", "fn"]).children, to: page)
                        }
                    }
                }
            }
        }
        page.line()
    }

    private func back(to page: PageWriter) {
        let meta = article.root.at("front", "article-meta")
        if let notes = meta?.first("author-notes") {
            BlockMarkup.section(notes, defaultTitle: "Author notes", to: page)
        }
        PageFunding.write(meta?.all("funding-group") ?? [], to: page)
        for element in article.root.first("back")?.elements ?? [] {
            switch element.name {
            case "ack": BlockMarkup.section(element, defaultTitle: "Acknowledgements", to: page)
            case "fn-group": BlockMarkup.section(element, defaultTitle: "Notes", to: page)
            case "app-group": BlockMarkup.section(element, defaultTitle: "Appendices", to: page)
            case "glossary": BlockMarkup.section(element, defaultTitle: "Glossary", to: page)
            default: BlockMarkup.flow([.element(element)], to: page)
            }
        }
    }

    private func subArticle(_ element: MarkupElement, to page: PageWriter) {
        let front = element.first("front-stub") ?? element.at("front", "article-meta")
        page.element("section", ["class": "sub-article", "id": page.anchor(element["id"])]) {
            page.section {
                page.text(front?.at("title-group", "article-title")?.text.nonEmpty ?? "Further text")
            } _: {
                let people = (front?.all("contrib-group") ?? []).flatMap { $0.all("contrib") }
                    .map { Contributor($0, inheritedRole: nil) }
                for person in people where !person.displayName.isEmpty {
                    let place = person.ownAffiliations.first.map { ", \($0.text)" } ?? ""
                    page.element("p", ["class": "attrib"], "\(person.displayName) (\(person.role))\(place)")
                }
                BlockMarkup.flow(element.first("body")?.children ?? [], to: page)
                for child in element.first("back")?.elements ?? [] { BlockMarkup.flow([.element(child)], to: page) }
            }
        }
        page.line()
    }

    private func footer(to page: PageWriter) {
        page.element("p", [:]) {
            let publisher = article.journal.publisher.map { "Published by \($0). " } ?? ""
            let issn = article.journal.issn.map { "ISSN \($0)." } ?? ""
            page.text(publisher + issn)
        }
    }
}
