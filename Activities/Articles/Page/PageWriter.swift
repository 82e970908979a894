/// The page while it is written: its text, the anchors it has, and the files that it may show.
///
/// It is a class so that the parts of the page can write one after the other; it never leaves the rendering.
final class PageWriter {
    /// The HTML so far.
    private(set) var html = ""
    /// The ids that elements of the page have.
    private(set) var anchors: Set<String> = []
    /// The level of the next heading.
    var headingLevel = 2
    /// The files that came with the article.
    let catalogue: AssetCatalogue
    /// Their sizes in bytes, by name.
    let sizes: [String: Int]

    private let targets: Set<String>

    /// - Parameters:
    ///   - files: the files that came with the article, by name and size in bytes.
    ///   - targets: the anchors that may be linked to: those that writing the page once before has found.
    init(files: [(name: String, size: Int)], targets: Set<String>) {
        catalogue = AssetCatalogue(files.map(\.name))
        sizes = Dictionary(files.map { ($0.name, $0.size) }) { first, _ in first }
        self.targets = targets
    }

    /// Writes text, escaped.
    func text(_ text: some StringProtocol) { html += HTML.escaped(text) }

    /// Writes an element around what a closure writes. Attributes that are nil are left out.
    func element(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ body: () -> Void) {
        tag(name, attributes)
        body()
        html += "</\(name)>"
    }

    /// Writes an element that holds text alone.
    func element(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ content: some StringProtocol) {
        element(name, attributes) { text(content) }
    }

    /// Writes a start tag; an element without content has no other.
    func tag(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) {
        html += "<\(name)"
        for (key, value) in attributes {
            if let value { html += " \(key)=\"\(HTML.escaped(value))\"" }
        }
        html += ">"
    }

    /// Writes a start tag with attributes that are made while writing. Their names must be literals of ours.
    func tag(_ name: String, _ attributes: [(name: String, value: String)]) {
        html += "<\(name)"
        for attribute in attributes { html += " \(attribute.name)=\"\(HTML.escaped(attribute.value))\"" }
        html += ">"
    }

    /// Writes an end tag.
    func end(_ name: String) { html += "</\(name)>" }

    /// Writes a line break in the source, for people who read it.
    func line() { html += "\n" }

    /// Writes what is HTML already: the style sheet, and nothing from an article.
    func style(_ css: String) { html += "<style>\n\(css)\n</style>\n" }

    /// The id of an element for its `id` attribute, once: a second element of the same id gets none.
    func anchor(_ id: String?) -> String? {
        guard let id, !id.isEmpty, !id.contains(where: \.isWhitespace), anchors.insert(id).inserted else { return nil }
        return id
    }

    /// Whether a link to an id leads somewhere.
    func hasTarget(_ id: String) -> Bool { targets.contains(id) }

    /// Writes a heading of the level at hand, and what follows it one level deeper.
    func section(_ title: () -> Void, _ body: () -> Void) {
        let level = min(headingLevel, 6)
        element("h\(level)", [:], title)
        line()
        headingLevel += 1
        body()
        headingLevel -= 1
    }
}
