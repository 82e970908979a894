/// MathML, as browsers draw it. Only elements and attributes that draw are let through: none that runs or loads anything.
enum MathMarkup {
    private static let elements: Set<String> = [
        "math", "mrow", "mi", "mn", "mo", "mtext", "ms", "mspace", "msub", "msup", "msubsup", "munder", "mover",
        "munderover",
        "mmultiscripts", "mprescripts", "none", "mfrac", "msqrt", "mroot", "mstyle", "mpadded", "mphantom", "menclose",
        "mtable", "mtr", "mlabeledtr", "mtd", "merror",
    ]
    private static let attributes: Set<String> = [
        "accent", "accentunder", "columnalign", "columnlines", "columnspacing", "columnspan", "depth", "dir",
        "displaystyle",
        "fence", "form", "frame", "height", "largeop", "linethickness", "lspace", "mathvariant", "maxsize", "minsize",
        "movablelimits", "notation", "rowalign", "rowlines", "rowspacing", "rowspan", "rspace", "scriptlevel",
        "separator",
        "stretchy", "symmetric", "voffset", "width",
    ]

    /// Writes a `mml:math`.
    static func write(_ math: MarkupElement, isBlock: Bool, to page: PageWriter) {
        page.tag("math", ["display": isBlock ? "block" : nil])
        for child in math.children { node(child, to: page) }
        page.end("math")
    }

    private static func node(_ node: MarkupNode, to page: PageWriter) {
        switch node {
        case .text(let text): page.text(text)
        case .element(let element): write(element, to: page)
        }
    }

    private static func write(_ element: MarkupElement, to page: PageWriter) {
        guard element.name.hasPrefix("mml:") else { return page.element("mtext", [:], element.text) }
        let name = String(element.name.dropFirst(4))
        switch name {
        case "mfenced": fenced(element, to: page)
        case "semantics":
            // The first child is what is drawn; the others are notes for other programs.
            if let drawn = element.elements.first { write(drawn, to: page) }
        case "annotation", "annotation-xml": break
        default:
            let name = elements.contains(name) && name != "math" ? name : "mrow"
            page.tag(name, element.sortedAttributes.filter { attributes.contains($0.name) })
            for child in element.children { node(child, to: page) }
            page.end(name)
        }
    }

    /// `mfenced` is not in MathML Core: it becomes what it stands for.
    private static func fenced(_ element: MarkupElement, to page: PageWriter) {
        let separators = Array(element.attributes["separators"]?.filter { !$0.isWhitespace } ?? ",")
        page.tag("mrow")
        page.element("mo", [:], element.attributes["open"] ?? "(")
        for (index, child) in element.elements.enumerated() {
            if index > 0, !separators.isEmpty {
                page.element("mo", [:], String(separators[min(index - 1, separators.count - 1)]))
            }
            write(child, to: page)
        }
        page.element("mo", [:], element.attributes["close"] ?? ")")
        page.end("mrow")
    }
}
