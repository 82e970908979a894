extension StringProtocol {
    /// Without white space at the ends.
    var trimmed: String {
        var view = self[...]
        while let first = view.first, first.isWhitespace { view = view.dropFirst() }
        while let last = view.last, last.isWhitespace { view = view.dropLast() }
        return String(view)
    }

    /// Each run of white space one blank, none at the ends.
    var singleSpaced: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// At most so many characters; a cut text ends in an ellipsis.
    func clipped(to limit: Int) -> String {
        count <= limit ? String(self) : String(prefix(Swift.max(0, limit - 1))) + "…"
    }
}

extension String {
    /// Nil instead of the empty text.
    var nonEmpty: String? { isEmpty ? nil : self }
}
