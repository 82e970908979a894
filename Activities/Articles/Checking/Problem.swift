/// One thing that keeps an article from being published, in the words that a production editor needs.
struct Problem: Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, as a sentence.
    var sentence: String
    /// The element it concerns, as a path of names.
    var element: String
    /// Where that is in the file; nil when the element is missing.
    var place: MarkupPlace?

    init(_ sentence: String, at element: String, _ place: MarkupPlace? = nil) {
        self.sentence = sentence
        self.element = element
        self.place = place
    }

    var description: String {
        let position = place.map { ", \($0)" } ?? ""
        return "\(sentence) [\(element)\(position)]"
    }
}
