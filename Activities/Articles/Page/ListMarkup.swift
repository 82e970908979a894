/// Lists and lists of definitions.
enum ListMarkup {
    /// Writes a `list`.
    static func list(_ element: MarkupElement, to page: PageWriter) {
        let type = element["list-type"] ?? "bullet"
        let numbering = ["order": "1", "alpha-lower": "a", "alpha-upper": "A", "roman-lower": "i", "roman-upper": "I"][
            type
        ]
        if let title = element.first("title") { BlockMarkup.write(title, to: page) }
        let items = element.all("list-item")
        let isLabeled = numbering == nil && items.contains { $0.first("label") != nil }
        page.element(
            numbering == nil ? "ul" : "ol",
            [
                "id": page.anchor(element["id"]), "type": numbering,
                "class": type == "simple" || isLabeled ? "plain" : nil,
            ]
        ) {
            for item in items {
                page.element("li", ["id": page.anchor(item["id"])]) {
                    if isLabeled, let label = item.first("label") {
                        page.element("span", ["class": "label"], label.text)
                    }
                    BlockMarkup.flow(
                        item.children.filter { $0 != item.first("label").map(MarkupNode.element) },
                        to: page
                    )
                }
            }
        }
    }

    /// Writes a `def-list`.
    static func definitions(_ element: MarkupElement, to page: PageWriter) {
        if let title = element.first("title") { BlockMarkup.write(title, to: page) }
        page.element("dl", ["id": page.anchor(element["id"])]) {
            for item in element.all("def-item") {
                for term in item.all("term") {
                    page.element("dt", ["id": page.anchor(item["id"])]) { InlineMarkup.write(term.children, to: page) }
                }
                for definition in item.all("def") {
                    page.element("dd", [:]) { BlockMarkup.flow(definition.children, to: page) }
                }
            }
        }
    }
}
