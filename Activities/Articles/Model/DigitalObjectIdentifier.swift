/// A DOI, checked for its shape: `10.` with a registrant number, a slash and a name.
struct DigitalObjectIdentifier: Sendable, Hashable {
    /// As in `10.7554/eLife.00353`.
    let name: String

    /// Reads a DOI with or without `doi:` or its web address. Nil when it has another shape.
    init?(_ stated: String) {
        var text = stated.trimmed[...]
        for prefix in ["https://", "http://", "dx.", "doi.org/", "doi:"] where text.lowercased().hasPrefix(prefix) {
            text = text.dropFirst(prefix.count)
        }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].hasPrefix("10."), !parts[1].isEmpty else { return nil }
        let registrant = parts[0].dropFirst(3).split(separator: ".", omittingEmptySubsequences: false)
        guard registrant.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let first = registrant.first, (4...9).contains(first.count),
            !text.contains(where: { $0.isWhitespace || $0.isNewline }),
            text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
        else { return nil }
        name = String(text)
    }

    /// The DOI as a web address.
    var url: String { "https://doi.org/" + WebAddress.encodingPath(name) }
}
