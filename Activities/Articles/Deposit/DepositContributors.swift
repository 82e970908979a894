/// The contributors of a deposit: authors first, then editors, in the order of the article.
struct DepositContributors {
    let article: Article

    /// Writes the element `contributors`.
    func write(to writer: inout XMLWriter) {
        let editors = article.contributors.filter { !$0.role.hasPrefix("author") && $0.role.contains("editor") }
        let all = (article.authors.map { ($0, "author") } + editors.map { ($0, "editor") })
            .filter { !$0.0.displayName.isEmpty }
        guard !all.isEmpty else { return }
        writer.element("contributors") { writer in
            var isFirst = ["author": true, "editor": true]
            for (contributor, role) in all {
                let sequence = isFirst[role] == true ? "first" : "additional"
                isFirst[role] = false
                write(contributor, role, sequence, to: &writer)
            }
        }
    }

    private func write(_ contributor: Contributor, _ role: String, _ sequence: String, to writer: inout XMLWriter) {
        let attributes: KeyValuePairs<String, String?> = ["contributor_role": role, "sequence": sequence]
        guard let surname = contributor.surname else {
            return writer.text("organization", contributor.group, attributes)
        }
        writer.element("person_name", attributes) { writer in
            writer.text("given_name", contributor.givenNames)
            writer.text("surname", surname)
            writer.text("suffix", contributor.suffix)
            let shared = contributor.affiliationIds.compactMap { id in article.affiliations.first { $0.id == id } }
            let affiliations = (shared + contributor.ownAffiliations).filter { !$0.text.isEmpty }
            if !affiliations.isEmpty {
                writer.element("affiliations") { writer in
                    for affiliation in affiliations { write(affiliation, to: &writer) }
                }
            }
            writer.text("ORCID", contributor.orcid.flatMap(ORCID.init)?.url, ["authenticated": "false"])
        }
    }

    private func write(_ affiliation: Affiliation, to writer: inout XMLWriter) {
        writer.element("institution") { writer in
            writer.text("institution_name", affiliation.institutions.last ?? affiliation.text)
            writer.text("institution_place", affiliation.location)
            let departments = affiliation.institutions.dropLast().joined(separator: ", ")
            writer.text("institution_department", departments.nonEmpty)
        }
    }
}
