/// A researcher's ORCID iD, checked.
struct ORCID: Sendable, Hashable {
    /// As in `0000-0002-1825-0097`.
    let digits: String

    /// The iD as a web address, the form in which it is to be shown and deposited.
    var url: String { "https://orcid.org/\(digits)" }

    /// Reads an iD with or without its web address. Nil when the shape or the check digit (ISO 7064 MOD 11-2) is wrong.
    init?(_ stated: String) {
        var text = stated.trimmed[...]
        for prefix in ["https://", "http://", "www.", "orcid.org/"] where text.lowercased().hasPrefix(prefix) {
            text = text.dropFirst(prefix.count)
        }
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.count == 4, groups.allSatisfy({ $0.utf8.count == 4 }) else { return nil }
        let characters = groups.joined().uppercased().utf8.map { $0 }
        var total = 0
        for byte in characters.dropLast() {
            guard (48...57).contains(byte) else { return nil }
            total = (total + Int(byte) - 48) * 2
        }
        let remainder = (12 - total % 11) % 11
        let check: UInt8 = remainder == 10 ? UInt8(ascii: "X") : UInt8(48 + remainder)
        guard characters.last == check else { return nil }
        digits = groups.joined(separator: "-").uppercased()
    }
}
