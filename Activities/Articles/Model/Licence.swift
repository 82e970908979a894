/// Under which terms the article may be used.
struct Licence: Sendable, Equatable {
    /// The licence's web address; nil when the file names none.
    var url: String?
    /// The paragraphs of the licence, as JATS.
    var paragraphs: [MarkupElement]
    /// Where the licence stands.
    var place: MarkupPlace

    /// Reads a `license`: its address is `xlink:href`, `ali:license_ref`, or the first link in its text.
    init(_ element: MarkupElement) {
        let stated =
            element["xlink:href"] ?? element.descendants("ali:license_ref").first?.text.nonEmpty
            ?? element.descendants("ext-link").compactMap { $0["xlink:href"] }.first
        url = stated.flatMap(WebAddress.safe)
        paragraphs = element.all("license-p") + element.all("p")
        place = element.place
    }
}
