/// An element of a JATS file with everything in it: a value, so that readers and renderers are plain functions.
///
/// Names are as JATS writes them whatever prefixes a file declares: no prefix for JATS itself, `mml:` for MathML,
/// `xlink:`, `xml:` and `ali:` for theirs.
struct MarkupElement: Sendable, Equatable {
    /// The element's name, for example `article-meta` or `mml:mrow`.
    var name: String
    /// The attributes by name. Never iterate over them where the order shows; see ``MarkupElement/sortedAttributes``.
    var attributes: [String: String] = [:]
    /// What stands between the tags, in the order of the file.
    var children: [MarkupNode] = []
    /// Where the element begins.
    var place: MarkupPlace

    /// The attribute of a name, or nil when it is absent or blank.
    subscript(attribute: String) -> String? {
        guard let value = attributes[attribute]?.trimmed, !value.isEmpty else { return nil }
        return value
    }

    /// The attributes in the order of their names.
    var sortedAttributes: [(name: String, value: String)] {
        attributes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The child elements, in the order of the file.
    var elements: [MarkupElement] {
        children.compactMap { child in
            guard case .element(let element) = child else { return nil }
            return element
        }
    }

    /// The first child element of a name.
    func first(_ name: String) -> MarkupElement? {
        elements.first { $0.name == name }
    }

    /// The child elements of a name.
    func all(_ name: String) -> [MarkupElement] {
        elements.filter { $0.name == name }
    }

    /// The element that a path of names leads to, the first child of the name at each step.
    func at(_ path: String...) -> MarkupElement? {
        var element: MarkupElement? = self
        for name in path { element = element?.first(name) }
        return element
    }

    /// Every element below this one that satisfies a condition, in the order of the file.
    func descendants(where matches: (MarkupElement) -> Bool) -> [MarkupElement] {
        elements.flatMap { child in (matches(child) ? [child] : []) + child.descendants(where: matches) }
    }

    /// Every element of a name below this one, in the order of the file.
    func descendants(_ name: String) -> [MarkupElement] {
        descendants { $0.name == name }
    }

    /// The same element without the descendants of some names.
    func without(_ names: Set<String>) -> MarkupElement {
        var copy = self
        copy.children = children.compactMap { child in
            switch child {
            case .text: return child
            case .element(let element): return names.contains(element.name) ? nil : .element(element.without(names))
            }
        }
        return copy
    }

    /// All text within, white space untouched.
    var rawText: String {
        children.map { child in
            switch child {
            case .text(let text): text
            case .element(let element): element.rawText
            }
        }.joined()
    }

    /// All text within, each run of white space one blank, none at the ends.
    var text: String { rawText.singleSpaced }
}
