/// Why an archive is not unpacked, as a sentence for a production editor.
struct ArchiveProblem: Error, Equatable, CustomStringConvertible {
    /// The sentence.
    var description: String

    init(_ sentence: String) { description = sentence }
}
