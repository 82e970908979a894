/// A file that the article's XML refers to.
struct FileUse: Sendable, Equatable {
    /// What the file is to the article.
    enum Purpose: String, Sendable { case figure, pdf, media, supplement }

    /// The reference as written, for example `elife-00353-fig1-v1`.
    var reference: String
    /// What for.
    var purpose: Purpose
    /// The element that refers to it, with the label of the figure it belongs to.
    var element: String
    /// Where.
    var place: MarkupPlace

    /// The references of an article to files of its package, in the order of the file; those to other places (with a
    /// scheme) and those within the page are left out.
    static func all(in root: MarkupElement) -> [FileUse] {
        var uses: [FileUse] = []
        collect(root, within: nil, isSupplement: false, into: &uses)
        return uses
    }

    private static func collect(
        _ element: MarkupElement,
        within owner: String?,
        isSupplement: Bool,
        into uses: inout [FileUse]
    ) {
        let label = element.first("label")?.text.nonEmpty ?? element["id"]
        let owners: Set<String> = [
            "fig", "table-wrap", "disp-formula", "inline-formula", "supplementary-material", "media",
        ]
        let owner = owners.contains(element.name) ? label ?? owner : owner
        let isSupplement = isSupplement || element.name == "supplementary-material"
        if let reference = element["xlink:href"], !WebAddress.isExternal(reference), !reference.hasPrefix("#"),
            let purpose = purpose(of: element, isSupplement: isSupplement)
        {
            let name = owner.map { "\(element.name) of \($0)" } ?? element.name
            uses.append(FileUse(reference: reference, purpose: purpose, element: name, place: element.place))
        }
        for child in element.elements { collect(child, within: owner, isSupplement: isSupplement, into: &uses) }
    }

    private static func purpose(of element: MarkupElement, isSupplement: Bool) -> Purpose? {
        switch element.name {
        case "graphic", "inline-graphic": return .figure
        case "media": return isSupplement ? .supplement : .media
        case "supplementary-material", "inline-supplementary-material": return .supplement
        case "self-uri":
            let reference = element["xlink:href"]?.lowercased() ?? ""
            return element["content-type"] == "pdf" || reference.hasSuffix(".pdf") ? .pdf : nil
        // Some journals name a supplement by a plain link inside of it; one with a type (uri, doi) leads elsewhere.
        case "ext-link": return isSupplement && element["ext-link-type"] == nil ? .supplement : nil
        default: return nil
        }
    }
}
