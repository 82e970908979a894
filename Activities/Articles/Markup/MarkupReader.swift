import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Reads an article's XML into a tree with libxml2 (through FoundationXML), loading nothing from outside the file.
///
/// FoundationXML runs libxml2 in its recovering mode: it repairs, drops and goes on, and says "true" of a file cut off
/// in the middle. Here the first error ends the reading, and a document that does not end is an error.
enum MarkupReader {
    /// The largest file that is read, in bytes: 32 MiB, some hundred times the largest article seen.
    static let maximumBytes = 32 * 1_024 * 1_024
    /// The deepest nesting that is read. Articles stay below 40; renderers go down by recursion.
    static let maximumDepth = 200

    /// The root element of a file. Throws a ``MarkupProblem`` that says what is wrong, and where.
    static func read(_ bytes: [UInt8]) throws(MarkupProblem) -> MarkupElement {
        guard bytes.count <= maximumBytes else {
            throw MarkupProblem(
                sentence: "The XML file has \(bytes.count) bytes; \(maximumBytes) is the most that is read."
            )
        }
        let checked = try MarkupGuard.check(bytes)
        let builder = MarkupBuilder()
        let end = parse(checked, into: builder)
        if let problem = builder.problem { throw problem }
        guard let root = builder.root, builder.isClosed else {
            throw MarkupProblem(
                sentence: "The file ends in the middle of the document; it may be incomplete.",
                place: end
            )
        }
        return root
    }

    /// Runs the parser over bytes that ``MarkupGuard`` has let through, and says how far it came.
    @discardableResult
    static func parse(_ bytes: [UInt8], into builder: MarkupBuilder) -> MarkupPlace {
        let parser = XMLParser(data: Data(bytes))
        parser.shouldResolveExternalEntities = false
        parser.shouldProcessNamespaces = false
        parser.delegate = builder
        // Its answer is "true" of files that are cut off; the builder knows better.
        _ = parser.parse()
        return MarkupPlace(line: parser.lineNumber, column: parser.columnNumber)
    }
}
