/// Recognises a text that stands in an example to be replaced, and was not.
enum LeftoverPlaceholder {
    /// Words that nobody uses as a real value.
    private static let words = [
        "CHANGE_ME", "CHANGEME", "CHANGE-ME", "REPLACE_ME", "REPLACEME", "FILL_ME_IN", "YOUR_", "XXXX",
    ]

    /// Whether the text is, or holds, a leftover placeholder: `<anything>`, `${ANYTHING}`, `CHANGE_ME` and the like.
    ///
    /// - Parameter marks: Whether marks count as well as words; not where a text may be mark-up.
    static func isLeft(in text: String, marks: Bool = true) -> Bool {
        if marks, holds(text, open: "<", close: ">") || holds(text, open: "${", close: "}") { return true }
        let upper = text.uppercased()
        return words.contains { upper.contains($0) }
    }

    private static func holds(_ text: String, open: String, close: String) -> Bool {
        guard let start = text.firstRange(of: open) else { return false }
        return text[start.upperBound...].contains(close)
    }
}
