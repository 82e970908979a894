import SWFModel

extension TextRule {
    /// Whether the text, which is not empty, is as the rule wants it.
    func admits(_ document: JSONDocument, _ node: Int) -> Bool {
        switch self {
        case .name: Self.isName(document.text(node))
        case .trimmedName: Self.isTrimmedName(document.text(node))
        case .duration(let noneAllowed, let range):
            Self.isDuration(document.text(node), noneAllowed: noneAllowed, range: range)
        case .days(let most): Self.isDuration(document.text(node), noneAllowed: true, range: 0...max(0, most))
        case .priority: Int32(document.text(node)) != nil
        }
    }

    /// What the rule asks for, after "Member must". The service's own words are not known.
    var constraint: String {
        switch self {
        case .name: "not contain a control character or any of : / | and not be 'arn'"
        case .trimmedName:
            "not contain a control character or any of : / |, not begin or end with white space, and not be 'arn'"
        case .duration(let noneAllowed, let range):
            "be a whole number of seconds" + (range.map { " from \($0.lowerBound) to \($0.upperBound)" } ?? "")
                + (noneAllowed ? " or NONE" : "")
        case .days(let most): "be a whole number of days from 0 to \(most) or NONE"
        case .priority: "be a whole number from \(Int32.min) to \(Int32.max)"
        }
    }

    private static func isName(_ text: String) -> Bool {
        if text == "arn" { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case ":", "/", "|", "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": false
            default: true
            }
        }
    }

    private static func isTrimmedName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return true }
        return !first.properties.isWhitespace && !last.properties.isWhitespace && isName(text)
    }

    private static func isDuration(_ text: String, noneAllowed: Bool, range: ClosedRange<Int>?) -> Bool {
        if text == "NONE" { return noneAllowed }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        guard let range else { return true }
        return Int(text).map(range.contains) ?? false
    }
}
