/// Who paid for the work.
enum PageFunding {
    /// Writes a section for the `funding-group`s of an article; nothing when there are none.
    static func write(_ groups: [MarkupElement], to page: PageWriter) {
        let awards = groups.flatMap { $0.all("award-group") }
        let statements = groups.flatMap { $0.all("funding-statement") }
        guard !awards.isEmpty || !statements.isEmpty else { return }
        page.element("section", ["id": page.anchor("page-funding")]) {
            page.section {
                page.text("Funding")
            } _: {
                if !awards.isEmpty {
                    page.element("ul", [:]) {
                        for award in awards { write(award, to: page) }
                    }
                }
                for statement in statements {
                    page.element("p", [:]) { InlineMarkup.write(statement.children, to: page) }
                }
            }
        }
        page.line()
    }

    private static func write(_ award: MarkupElement, to page: PageWriter) {
        page.element("li", ["id": page.anchor(award["id"])]) {
            let sources = award.all("funding-source").compactMap { $0.without(["institution-id"]).text.nonEmpty }
            page.text(sources.joined(separator: ", "))
            let numbers = award.all("award-id").compactMap { $0.text.nonEmpty }
            if !numbers.isEmpty { page.text(" (\(numbers.joined(separator: ", ")))") }
            let people = award.descendants("principal-award-recipient").flatMap { $0.all("name") }.map { name in
                [name.first("given-names")?.text, name.first("surname")?.text].compactMap(\.self).joined(separator: " ")
            }
            if !people.isEmpty { page.text(": \(people.joined(separator: ", "))") }
        }
    }
}
