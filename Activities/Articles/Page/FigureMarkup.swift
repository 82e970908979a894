/// Figures, formulas and supplements: whatever has a label and a caption.
enum FigureMarkup {
    private static let captioning: Set<String> = [
        "label", "caption", "graphic", "alternatives", "object-id", "alt-text", "long-desc",
    ]

    /// Writes a `fig`.
    static func figure(_ element: MarkupElement, to page: PageWriter) {
        page.element("figure", ["id": page.anchor(element["id"])]) {
            page.line()
            let title = element.at("caption", "title")?.text
            let described = [element.first("label")?.text, title].compactMap(\.self).joined(separator: " ")
            let fallback = element.first("caption")?.text.clipped(to: 200) ?? ""
            let graphics = element.all("graphic") + element.all("alternatives").compactMap { $0.first("graphic") }
            for graphic in graphics {
                GraphicMarkup.block(graphic, description: described.nonEmpty ?? fallback, to: page)
                page.line()
            }
            caption(element, to: page)
        }
    }

    /// Writes the label and caption of an element, and what else it holds beside its pictures.
    static func caption(_ element: MarkupElement, name: String = "figcaption", to page: PageWriter) {
        let rest = element.children.filter { node in
            guard case .element(let child) = node else { return false }
            return !captioning.contains(child.name) && child.name != "table" && child.name != "table-wrap-foot"
        }
        let label = element.first("label")?.text.nonEmpty
        let caption = element.first("caption")
        guard label != nil || caption != nil || !rest.isEmpty else { return }
        page.element(name, [:]) {
            let title = caption?.first("title")
            if label != nil || title != nil {
                page.element("p", ["class": "title"]) {
                    if let label { page.element("span", ["class": "label"], label) }
                    if let title { InlineMarkup.write(title.children, to: page) }
                }
            }
            BlockMarkup.flow((caption?.children ?? []).filter { $0 != title.map(MarkupNode.element) }, to: page)
            BlockMarkup.flow(rest, to: page)
        }
    }

    /// Writes a `disp-formula`.
    static func formula(_ element: MarkupElement, to page: PageWriter) {
        page.element("div", ["class": "formula", "id": page.anchor(element["id"])]) {
            let content = element.first("alternatives") ?? element
            if let math = content.first("mml:math") {
                MathMarkup.write(math, isBlock: true, to: page)
            } else if let tex = content.first("tex-math") {
                InlineMarkup.write(tex, to: page)
            } else if let graphic = content.first("graphic") {
                GraphicMarkup.block(graphic, description: element.first("label")?.text ?? "Formula", to: page)
            } else {
                page.element("span", [:]) { InlineMarkup.write(element.without(["label"]).children, to: page) }
            }
            if let label = element.first("label")?.text.nonEmpty { page.element("span", ["class": "label"], label) }
        }
    }

    /// Writes a `supplementary-material` or `media`: its caption and a link to its file.
    static func supplement(_ element: MarkupElement, to page: PageWriter) {
        let holdsFile =
            element["xlink:href"] != nil || element.elements.contains { $0.name == "media" || $0.name == "graphic" }
        page.element("div", ["class": "supplement", "id": page.anchor(element["id"])]) {
            var plain = element
            plain.children.removeAll { node in
                guard case .element(let child) = node else { return false }
                return child.name == "media"
            }
            caption(plain, name: "div", to: page)
            if holdsFile { page.element("p", ["class": "file"]) { GraphicMarkup.link(element, to: page) } }
        }
    }
}
