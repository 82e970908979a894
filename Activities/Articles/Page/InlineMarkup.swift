/// JATS within a line of text, as HTML.
enum InlineMarkup {
    private static let plain = [
        "bold": "strong", "italic": "em", "sub": "sub", "sup": "sup", "underline": "u", "strike": "s",
        "monospace": "code", "sc": "span", "abbrev": "abbr",
    ]

    /// Writes nodes in their order.
    static func write(_ nodes: [MarkupNode], to page: PageWriter) {
        for node in nodes {
            switch node {
            case .text(let text): page.text(text)
            case .element(let element): write(element, to: page)
            }
        }
    }

    /// Writes one element; what HTML has no element for is its text.
    static func write(_ element: MarkupElement, to page: PageWriter) {
        if let name = plain[element.name] {
            let cssClass = element.name == "sc" ? "small-caps" : nil
            return page.element(name, ["class": cssClass]) { write(element.children, to: page) }
        }
        switch element.name {
        case "break": page.tag("br")
        case "xref": crossReference(element, to: page)
        case "ext-link", "uri", "related-object": link(element, to: page)
        case "email":
            page.element("a", ["href": WebAddress.safe("mailto:\(element.text)")], element.text)
        case "inline-formula", "alternatives": formula(element, to: page)
        case "mml:math": MathMarkup.write(element, isBlock: false, to: page)
        case "tex-math": page.element("code", ["class": "tex"], element.text)
        case "inline-graphic", "graphic": GraphicMarkup.inline(element, to: page)
        case "media", "inline-supplementary-material", "supplementary-material": GraphicMarkup.link(element, to: page)
        case "object-id", "alt-text", "long-desc", "institution-id", "fn": break
        default: write(element.children, to: page)
        }
    }

    private static func crossReference(_ element: MarkupElement, to page: PageWriter) {
        let target = element["rid"].flatMap { $0.split(separator: " ").map(String.init).first { page.hasTarget($0) } }
        guard let target else { return write(element.children, to: page) }
        page.element("a", ["href": "#\(target)"]) {
            if element.text.isEmpty { page.text(target) } else { write(element.children, to: page) }
        }
    }

    private static func link(_ element: MarkupElement, to page: PageWriter) {
        let stated = element["xlink:href"] ?? (element.name == "uri" ? element.text : nil)
        let doi = element["ext-link-type"] == "doi" ? stated.flatMap(DigitalObjectIdentifier.init) : nil
        if let address = doi?.url ?? stated.flatMap(WebAddress.safe) {
            page.element("a", ["href": address]) {
                if element.text.isEmpty { page.text(address) } else { write(element.children, to: page) }
            }
        } else if let file = stated.flatMap({ page.catalogue.file(for: $0) }) {
            page.element("a", ["href": GraphicMarkup.address(of: file), "download": ""]) {
                write(element.children, to: page)
            }
        } else {
            write(element.children, to: page)
        }
    }

    private static func formula(_ element: MarkupElement, to page: PageWriter) {
        let content = element.first("alternatives") ?? element
        if let math = content.first("mml:math") {
            MathMarkup.write(math, isBlock: false, to: page)
        } else if let tex = content.first("tex-math") {
            write(tex, to: page)
        } else {
            write(content.children, to: page)
        }
    }
}
