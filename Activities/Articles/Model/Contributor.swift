/// Someone who made the article: a person or a group.
struct Contributor: Sendable, Equatable {
    /// JATS `contrib-type`, for example `author` or `editor`.
    var role: String
    /// A person's family name; nil for a group.
    var surname: String?
    /// A person's given names.
    var givenNames: String?
    /// Jr, III and the like.
    var suffix: String?
    /// The group's name; nil for a person.
    var group: String?
    /// The ORCID iD as the file states it, with or without its web address.
    var orcid: String?
    /// Whether this is a corresponding author.
    var isCorresponding: Bool
    /// The ids (`rid`) of the affiliations that stand outside of the contributor.
    var affiliationIds: [String]
    /// The affiliations that stand within the contributor.
    var ownAffiliations: [Affiliation]
    /// Where the contributor stands.
    var place: MarkupPlace

    /// The name as it is read aloud; empty when the file has none.
    var displayName: String {
        if let group { return group }
        return [givenNames, surname, suffix].compactMap(\.self).joined(separator: " ")
    }

    /// The name as it is cited: `Marder E`.
    var citationName: String {
        guard let surname else { return group ?? "" }
        let initials = (givenNames ?? "").split { $0.isWhitespace || $0 == "." }.compactMap(\.first).map(String.init)
        return [surname, initials.joined(), suffix ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Reads a `contrib`.
    init(_ element: MarkupElement, inheritedRole: String?) {
        role = element["contrib-type"] ?? inheritedRole ?? "author"
        isCorresponding =
            element["corresp"] == "yes" || element.all("xref").contains { $0["ref-type"] == "corresp" }
        let name = element.first("name") ?? element.at("name-alternatives", "name") ?? element.first("string-name")
        surname = name?.first("surname")?.text.nonEmpty
        givenNames = name?.first("given-names")?.text.nonEmpty
        suffix = name?.first("suffix")?.text.nonEmpty
        if let name, surname == nil, name.name == "string-name" { surname = name.text.nonEmpty }
        let collaboration = element.first("collab") ?? element.at("collab-alternatives", "collab")
        group = surname == nil ? collaboration?.without(["contrib-group", "aff", "email"]).text.nonEmpty : nil
        if element.first("anonymous") != nil { group = group ?? "Anonymous" }
        orcid = element.all("contrib-id").first { $0["contrib-id-type"]?.lowercased() == "orcid" }?.text.nonEmpty
        affiliationIds = element.all("xref").filter { $0["ref-type"] == "aff" }
            .flatMap { ($0["rid"] ?? "").split(separator: " ").map(String.init) }
        ownAffiliations = element.all("aff").map(Affiliation.init)
        place = element.place
    }
}
