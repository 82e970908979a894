/// Why a file cannot be read as an article's XML. The text is for a production editor: what is wrong, and where.
struct MarkupProblem: Error, Equatable, CustomStringConvertible {
    /// The sentence, without the file's name.
    var sentence: String
    /// Where it was seen; nil when the whole file is meant.
    var place: MarkupPlace?

    var description: String {
        guard let place else { return sentence }
        return "\(sentence) (\(place))"
    }
}
