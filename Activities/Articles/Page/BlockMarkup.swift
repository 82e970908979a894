/// JATS that stands on lines of its own, as HTML. What is not known here is written as what it holds, so that no word of an
/// article is lost.
enum BlockMarkup {
    private static let blocks: Set<String> = [
        "ack", "app", "app-group", "attrib", "author-notes", "bio", "boxed-text", "caption", "code", "corresp",
        "def-list",
        "disp-formula", "disp-formula-group", "disp-quote", "fig", "fig-group", "fn-group", "glossary", "list", "notes",
        "p",
        "preformat", "ref-list", "sec", "speech", "statement", "supplementary-material", "table", "table-wrap",
        "table-wrap-foot", "table-wrap-group", "title", "verse-group",
    ]
    /// What the element around it has written already, or what is for programs only.
    private static let left: Set<String> = ["object-id", "alt-text", "long-desc", "sec-meta", "processing-meta"]

    /// Writes nodes one below the other: text and inline elements that follow one another become a paragraph, so that a
    /// figure or list within a JATS paragraph, which HTML does not allow, stands between two.
    ///
    /// - Parameter anchor: the id for the first paragraph.
    static func flow(_ nodes: [MarkupNode], anchor: String? = nil, to page: PageWriter) {
        var run: [MarkupNode] = []
        var anchor = page.anchor(anchor)
        func endParagraph() {
            let isBlank = run.allSatisfy { node in
                guard case .text(let text) = node else { return false }
                return text.allSatisfy(\.isWhitespace)
            }
            if !isBlank {
                page.element("p", ["id": anchor]) { InlineMarkup.write(run, to: page) }
                page.line()
                anchor = nil
            }
            run = []
        }
        for node in nodes {
            if case .element(let element) = node {
                if left.contains(element.name) { continue }
                if isBlock(element) {
                    endParagraph()
                    write(element, to: page)
                    continue
                }
            }
            run.append(node)
        }
        endParagraph()
    }

    /// Writes one element.
    static func write(_ element: MarkupElement, to page: PageWriter) {
        switch element.name {
        case "p": return flow(element.children, anchor: element["id"], to: page)
        case "sec", "app", "ack", "notes", "glossary", "bio", "fn-group": section(element, to: page)
        case "title", "label":
            page.element("p", ["class": "title"]) { InlineMarkup.write(element.children, to: page) }
        case "attrib", "corresp":
            page.element("p", ["class": element.name, "id": page.anchor(element["id"])]) {
                InlineMarkup.write(element.children, to: page)
            }
        case "boxed-text", "statement": container("aside", "box", element, to: page)
        case "disp-quote": container("blockquote", nil, element, to: page)
        case "speech", "verse-group": container("div", element.name, element, to: page)
        case "fn": note(element, to: page)
        case "list": ListMarkup.list(element, to: page)
        case "def-list": ListMarkup.definitions(element, to: page)
        case "fig": FigureMarkup.figure(element, to: page)
        case "fig-group": container("div", "figure-group", element, to: page)
        case "table-wrap": TableMarkup.wrapped(element, to: page)
        case "table": TableMarkup.table(element, label: nil, to: page)
        case "graphic": GraphicMarkup.block(element, description: "", to: page)
        case "disp-formula": FigureMarkup.formula(element, to: page)
        case "supplementary-material", "media": FigureMarkup.supplement(element, to: page)
        case "code", "preformat":
            page.element("pre", ["id": page.anchor(element["id"])]) { page.element("code", [:], element.rawText) }
        case "ref-list": ReferenceMarkup.list(element, to: page)
        default: return flow(element.children, anchor: element["id"], to: page)
        }
        page.line()
    }

    /// Writes a section: its heading, and what it holds one level deeper.
    ///
    /// - Parameter defaultTitle: the heading when the element has none.
    static func section(_ element: MarkupElement, defaultTitle: String? = nil, to page: PageWriter) {
        let label = element.first("label")?.text
        let title = element.first("title")
        let rest = element.children.filter { node in
            guard case .element(let child) = node else { return true }
            return child.name != "title" && child.name != "label"
        }
        page.element("section", ["id": page.anchor(element["id"])]) {
            guard title?.text.isEmpty == false || defaultTitle != nil else { return flow(rest, to: page) }
            page.section {
                if let label { page.text("\(label) ") }
                if let title { InlineMarkup.write(title.children, to: page) } else { page.text(defaultTitle ?? "") }
            } _: {
                flow(rest, to: page)
            }
        }
    }

    private static func container(_ name: String, _ cssClass: String?, _ element: MarkupElement, to page: PageWriter) {
        page.element(name, ["class": cssClass, "id": page.anchor(element["id"])]) {
            page.line()
            if let label = element.first("label") { page.element("p", ["class": "title"], label.text) }
            flow(
                element.children.filter { node in
                    guard case .element(let child) = node else { return true }
                    return child.name != "label"
                },
                to: page
            )
        }
    }

    private static func note(_ element: MarkupElement, to page: PageWriter) {
        page.element("div", ["class": "note", "id": page.anchor(element["id"])]) {
            if let label = element.first("label")?.text.nonEmpty { page.element("span", ["class": "label"], label) }
            flow(element.children.filter { $0 != element.first("label").map(MarkupNode.element) }, to: page)
        }
    }

    /// Whether an element is written on lines of its own: it is known to be, or it holds one that is.
    private static func isBlock(_ element: MarkupElement) -> Bool {
        if blocks.contains(element.name) { return true }
        // A note is one inside a group; within a line it is a footnote's text, which stands at its mark's target.
        if element.name == "fn" { return true }
        if element.name == "graphic" || element.name == "media" { return true }
        if ["inline-formula", "inline-graphic", "mml:math", "xref"].contains(element.name) { return false }
        return element.elements.contains(where: isBlock)
    }
}
