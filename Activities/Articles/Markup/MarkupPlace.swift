/// Where something stands in an XML file, as a person can find it in an editor.
struct MarkupPlace: Sendable, Hashable, CustomStringConvertible {
    /// The line, counted from 1.
    var line: Int
    /// The column, counted from 1. It is the end of the start tag: the parser knows the place only when it has read it.
    var column: Int

    var description: String { "line \(line), column \(column)" }
}
