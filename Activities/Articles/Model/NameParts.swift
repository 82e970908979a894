/// What a file name such as `elife-00353-vor-v1-20121213000000.zip` says of the article.
struct NameParts: Sendable, Equatable {
    /// The name itself.
    var name: String
    /// The article's number, zeros kept: the first part after a hyphen that is all digits; nil when there is none.
    var number: String?
    /// The version: digits after a `v` that begins a part; nil when there is none.
    var version: Int?

    /// - Parameter name: a file name without folders.
    init(_ name: String) {
        self.name = name
        // The ending goes; a dot inside a name stays, as in elife-00353.1-v1.xml.
        let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
        let parts = stem.split(separator: "-")
        number = parts.dropFirst().first { part in part.utf8.allSatisfy { (48...57).contains($0) } }.map(String.init)
        version =
            parts.dropFirst().compactMap { part -> Int? in
                guard part.first == "v" || part.first == "V" else { return nil }
                let digits = part.dropFirst().prefix { $0.isASCII && $0.isNumber }
                // In elife-00353-v1_bad.xml the version ends at the underscore; "vor" and "v1alpha" are none.
                guard !digits.isEmpty, digits.count <= 6,
                    part.dropFirst(digits.count + 1).first.map({ !$0.isLetter && !$0.isNumber }) ?? true
                else { return nil }
                return Int(digits).flatMap { $0 > 0 ? $0 : nil }
            }.first
    }
}
