/// A place in a text, for people: lines and columns count from 1.
struct JSONPosition: Hashable, Sendable {
    /// The line.
    var line: Int
    /// The column, in Unicode scalars.
    var column: Int
}
