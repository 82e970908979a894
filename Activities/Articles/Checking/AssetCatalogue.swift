/// The files that came with an article, and which of them a reference means.
struct AssetCatalogue: Sendable {
    /// The names in alphabetical order.
    let names: [String]

    init(_ names: [String]) { self.names = names.sorted() }

    /// The file that a reference means: the one of that name; else, for a reference without an ending as in
    /// `elife-00353-fig1-v1`, the one whose name without its ending it is (one that browsers show before one that they
    /// do not); else either, capitals and small letters taken alike.
    func file(for reference: String) -> String? {
        let wanted = reference.split(separator: "/").last.map(String.init) ?? reference
        return match(wanted) { $0 } ?? match(wanted) { $0.lowercased() }
    }

    private func match(_ wanted: String, _ folded: (String) -> String) -> String? {
        let wanted = folded(wanted)
        if let exact = names.first(where: { folded($0) == wanted }) { return exact }
        let stems = names.filter { folded(Self.stem($0)) == wanted && !$0.lowercased().hasSuffix(".xml") }
        return stems.first { MediaType(fileName: $0).isShownByBrowsers } ?? stems.first
    }

    private static func stem(_ name: String) -> String {
        name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }
}
