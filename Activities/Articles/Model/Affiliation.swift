/// Where a contributor works.
struct Affiliation: Sendable, Equatable {
    /// The id by which contributors refer to it.
    var id: String?
    /// The number or sign before it.
    var label: String?
    /// The whole line, as it is printed.
    var text: String
    /// The institutions, the largest last, as JATS orders them.
    var institutions: [String]
    /// City, region and country, as far as stated.
    var location: String?

    /// Reads an `aff`.
    init(_ element: MarkupElement) {
        id = element["id"]
        label = element.first("label")?.text.nonEmpty
        let plain = element.without(["label", "email", "institution-id", "ext-link", "xref", "fn"])
        var line = plain.text.replacing(" ,", with: ",")
        while let last = line.last, last == "," || last == ";" || last == " " { line.removeLast() }
        text = line
        institutions = plain.descendants("institution").compactMap { $0.text.nonEmpty }
        let parts = plain.descendants {
            ["city", "state", "country"].contains($0.name) || $0["content-type"] == "city"
        }
        location = parts.compactMap { $0.text.nonEmpty }.joined(separator: ", ").nonEmpty
    }
}
