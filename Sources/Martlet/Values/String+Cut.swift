extension String {
    /// The text cut to so many UTF-16 code units, as the service counts, with an ellipsis where something was left out.
    func cut(to limit: Int) -> String {
        guard utf16.count > limit else { return self }
        var result = ""
        var count = 0
        for character in self {
            let width = character.utf16.count
            if count + width > limit - 1 { break }
            result.append(character)
            count += width
        }
        return result + "…"
    }
}
