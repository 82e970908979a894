/// XML written element by element, indented, every text escaped.
struct XMLWriter {
    /// The document so far.
    private(set) var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var depth = 0

    /// Writes an element around what a closure writes.
    mutating func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, String?> = [:],
        _ body: (inout XMLWriter) -> Void
    ) {
        start(name, attributes)
        xml += "\n"
        depth += 1
        body(&self)
        depth -= 1
        indent()
        xml += "</\(name)>\n"
    }

    /// Writes an element that holds text alone; nothing for nil.
    mutating func text(_ name: String, _ text: String?, _ attributes: KeyValuePairs<String, String?> = [:]) {
        guard let text else { return }
        start(name, attributes)
        xml += "\(HTML.escaped(text))</\(name)>\n"
    }

    /// Writes an element that holds JATS with emphasis: bold, italic, sub- and superscript under the names given; of
    /// everything else its text.
    mutating func markup(_ name: String, _ content: MarkupElement, naming faces: [String: String]) {
        start(name, [:])
        xml += Self.inline(content.children, faces)
        xml += "</\(name)>\n"
    }

    private mutating func start(_ name: String, _ attributes: KeyValuePairs<String, String?>) {
        indent()
        xml += "<\(name)"
        for (key, value) in attributes {
            if let value { xml += " \(key)=\"\(HTML.escaped(value))\"" }
        }
        xml += ">"
    }

    private mutating func indent() { xml += String(repeating: "  ", count: depth) }

    private static func inline(_ nodes: [MarkupNode], _ faces: [String: String]) -> String {
        nodes.map { node in
            switch node {
            case .text(let text): return HTML.escaped(text)
            case .element(let element):
                let content = inline(element.children, faces)
                guard let face = faces[element.name] else { return content }
                return "<\(face)>\(content)</\(face)>"
            }
        }.joined()
    }
}
