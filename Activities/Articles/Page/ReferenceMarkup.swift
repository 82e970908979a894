/// The list of references.
enum ReferenceMarkup {
    /// Writes a `ref-list`.
    static func list(_ element: MarkupElement, to page: PageWriter) {
        page.element("section", ["id": page.anchor(element["id"] ?? "page-references"), "class": "references"]) {
            page.section {
                page.text(element.first("title")?.text.nonEmpty ?? "References")
            } _: {
                let references = element.all("ref")
                let isLabeled = references.contains { $0.first("label") != nil }
                if !references.isEmpty {
                    page.element("ol", ["class": isLabeled ? "plain" : nil]) {
                        for reference in references { write(reference, to: page) }
                    }
                }
                let others = element.elements.filter { !["title", "label", "ref"].contains($0.name) }
                BlockMarkup.flow(others.map(MarkupNode.element), to: page)
            }
        }
    }

    private static func write(_ reference: MarkupElement, to page: PageWriter) {
        page.element("li", ["id": page.anchor(reference["id"])]) {
            if let label = reference.first("label")?.text.nonEmpty { page.element("span", ["class": "label"], label) }
            let content = reference.first("citation-alternatives") ?? reference
            for child in content.elements where child.name != "label" {
                switch child.name {
                case "mixed-citation", "nlm-citation", "citation": InlineMarkup.write(child.children, to: page)
                case "element-citation": citation(Citation(child), to: page)
                default: InlineMarkup.write(child, to: page)
                }
            }
        }
        page.line()
    }

    private static func citation(_ citation: Citation, to page: PageWriter) {
        if !citation.people.isEmpty {
            page.element("span", ["class": "authors"], citation.people.joined(separator: ", "))
            page.text(" ")
        }
        if let year = citation.year { page.text("(\(year)) ") }
        if let title = citation.title {
            InlineMarkup.write(title.children, to: page)
            page.text(title.text.last.map { ".?!".contains($0) } ?? true ? " " : ". ")
        }
        if let source = citation.source {
            page.element("cite", [:]) { InlineMarkup.write(source.children, to: page) }
        }
        if let volume = citation.volume {
            page.text(" ")
            page.element("strong", [:], volume)
        }
        if let issue = citation.issue { page.text("(\(issue))") }
        if let pages = citation.pages { page.text("\(citation.volume == nil ? " " : ":")\(pages)") }
        page.text(".")
        for other in citation.others { page.text(" \(other).") }
        for link in citation.links {
            page.text(" ")
            page.element("a", ["href": link], link)
        }
    }
}
