/// Text from outside, made fit for one line of a terminal.
public enum PlainText {
    /// The text with control characters replaced by a space: neither line breaks nor escape sequences come through.
    public static func oneLine(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            // These turn the reading direction round, and with it the meaning of the rest of the line.
            let turns = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
            result.append(isControl || turns ? " " : scalar)
        }
        return String(result)
    }

    /// The text on one line, cut to a number of characters; a cut shows.
    public static func short(_ text: String, _ limit: Int = 100) -> String {
        let line = oneLine(text)
        return line.count <= limit ? line : line.prefix(max(0, limit - 1)) + "…"
    }
}
