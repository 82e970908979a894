import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// The parser's delegate: it hangs what the parser reports on a stack of open elements.
final class MarkupBuilder: NSObject, XMLParserDelegate {
    /// The root element, once it has been closed.
    private(set) var root: MarkupElement?
    /// The first thing that was wrong.
    private(set) var problem: MarkupProblem?
    /// Whether every element that was opened has been closed.
    var isClosed: Bool { open.isEmpty }

    private var open: [MarkupElement] = []
    private var namespaces: [[String: String]] = []
    private var text = ""

    /// The prefixes under which the tree knows the namespaces beside JATS, which has none.
    private static let knownPrefixes = [
        "http://www.w3.org/1998/Math/MathML": "mml",
        "http://www.w3.org/1999/xlink": "xlink",
        "http://www.niso.org/schemas/ali/1.0/": "ali",
        "http://www.niso.org/schemas/ali/1.0": "ali",
        "http://www.w3.org/XML/1998/namespace": "xml",
    ]

    func parser(
        _ parser: XMLParser,
        didStartElement elementName: String,
        namespaceURI: String?,
        qualifiedName qName: String?,
        attributes attributeDict: [String: String] = [:]
    ) {
        guard problem == nil else { return }
        endText()
        let place = MarkupPlace(line: parser.lineNumber, column: parser.columnNumber)
        guard open.count < MarkupReader.maximumDepth else {
            return stop(
                parser,
                MarkupProblem(
                    sentence: "Elements stand more than \(MarkupReader.maximumDepth) deep in one another.",
                    place: place
                )
            )
        }
        var scope = namespaces.last ?? ["xml": "http://www.w3.org/XML/1998/namespace"]
        var attributes: [String: String] = [:]
        for (name, value) in attributeDict {
            if name == "xmlns" {
                scope[""] = value
            } else if name.hasPrefix("xmlns:") {
                scope[String(name.dropFirst(6))] = value
            }
        }
        // In the order of the names: two prefixes of one namespace may give one attribute twice, and the same must win.
        for (name, value) in attributeDict.sorted(by: { $0.key < $1.key })
        where name != "xmlns" && !name.hasPrefix("xmlns:") {
            attributes[Self.known(name, in: scope, isAttribute: true)] = value
        }
        namespaces.append(scope)
        open.append(
            MarkupElement(
                name: Self.known(elementName, in: scope, isAttribute: false),
                attributes: attributes,
                place: place
            )
        )
    }

    func parser(
        _ parser: XMLParser,
        didEndElement elementName: String,
        namespaceURI: String?,
        qualifiedName qName: String?
    ) {
        guard problem == nil else { return }
        endText()
        guard let element = open.popLast() else { return }
        namespaces.removeLast()
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].children.append(.element(element))
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        append(string)
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        append(String(decoding: block, as: UTF8.self))
    }

    func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) {
        let place = MarkupPlace(line: parser.lineNumber, column: parser.columnNumber)
        let sentence = MarkupErrorText.sentence(code: (parseError as NSError).code, open: open.last?.name)
        stop(parser, MarkupProblem(sentence: sentence, place: place))
    }

    private func stop(_ parser: XMLParser, _ found: MarkupProblem) {
        guard problem == nil else { return }
        problem = found
        parser.abortParsing()
    }

    private func append(_ string: String) {
        guard problem == nil, !open.isEmpty else { return }
        // The parser hands out text in pieces of some hundred characters; it is hung on the tree once, when it ends.
        text += string
    }

    private func endText() {
        guard !text.isEmpty, !open.isEmpty else { return }
        open[open.count - 1].children.append(.text(text))
        text = ""
    }

    private static func known(_ name: String, in scope: [String: String], isAttribute: Bool) -> String {
        let parts = name.split(separator: ":", maxSplits: 1)
        let prefix = parts.count == 2 ? String(parts[0]) : ""
        let local = String(parts.last ?? "")
        // An attribute without a prefix belongs to its element, whatever the default namespace.
        if isAttribute, prefix.isEmpty { return local }
        guard let namespace = scope[prefix] else { return name }
        guard let known = knownPrefixes[namespace] else { return prefix.isEmpty ? local : name }
        return "\(known):\(local)"
    }
}
