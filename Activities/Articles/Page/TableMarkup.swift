/// Tables. JATS has taken them over from HTML; only what a table needs is let through.
enum TableMarkup {
    private static let parts: Set<String> = ["thead", "tbody", "tfoot", "tr", "colgroup"]

    /// Writes a `table-wrap`: caption, table and notes.
    static func wrapped(_ element: MarkupElement, to page: PageWriter) {
        page.element("figure", ["class": "table", "id": page.anchor(element["id"])]) {
            FigureMarkup.caption(element, to: page)
            let content = element.first("alternatives") ?? element
            let label = [element.first("label")?.text, element.at("caption", "title")?.text].compactMap(\.self)
            for table in content.all("table") {
                self.table(table, label: label.joined(separator: " ").nonEmpty, to: page)
            }
            if content.first("table") == nil {
                for graphic in content.all("graphic") {
                    GraphicMarkup.block(graphic, description: label.joined(separator: " "), to: page)
                }
            }
            if let foot = element.first("table-wrap-foot") { BlockMarkup.flow(foot.children, to: page) }
        }
    }

    /// Writes a `table`. It scrolls by itself on a narrow screen, also by the keyboard.
    static func table(_ element: MarkupElement, label: String?, to page: PageWriter) {
        page.element("div", ["class": "scroll", "role": "region", "tabindex": "0", "aria-label": label ?? "Table"]) {
            page.element("table", ["id": page.anchor(element["id"])]) { rows(element, to: page) }
        }
    }

    private static func rows(_ element: MarkupElement, to page: PageWriter) {
        for child in element.elements {
            switch child.name {
            case "th", "td": cell(child, to: page)
            case "col": page.tag("col", ["span": number(child["span"])])
            case let name where parts.contains(name):
                page.element(name, [:]) { rows(child, to: page) }
                if name == "tr" { page.line() }
            default: break
            }
        }
    }

    private static func cell(_ element: MarkupElement, to page: PageWriter) {
        let alignment = element["align"].flatMap { ["left", "center", "right"].contains($0) ? $0 : nil }
        let scope = element["scope"].flatMap { ["row", "col", "rowgroup", "colgroup"].contains($0) ? $0 : nil }
        page.element(
            element.name,
            [
                "colspan": number(element["colspan"]), "rowspan": number(element["rowspan"]), "class": alignment,
                "scope": scope, "id": page.anchor(element["id"]),
            ]
        ) {
            let holdsBlocks = element.elements.contains {
                ["p", "list", "disp-formula", "fig", "graphic"].contains($0.name)
            }
            if holdsBlocks {
                BlockMarkup.flow(element.children, to: page)
            } else {
                InlineMarkup.write(element.children, to: page)
            }
        }
    }

    private static func number(_ text: String?) -> String? {
        text.flatMap { Int($0) }.flatMap { (1...1_000).contains($0) ? String($0) : nil }
    }
}
