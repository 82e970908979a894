/// One reference of a deposit.
struct DepositCitation {
    private let citation: Citation?
    private let text: String
    private let key: String

    /// Reads a `ref`. One without tagged parts is deposited as its text.
    init(_ reference: MarkupElement, key: String) {
        let content = reference.first("citation-alternatives") ?? reference
        citation = (content.first("element-citation") ?? content.first("mixed-citation")).map(Citation.init)
        text = reference.without(["label"]).text
        self.key = key
    }

    /// Writes the element `citation`, its parts in the schema's order.
    func write(to writer: inout XMLWriter) {
        writer.element("citation", ["key": key]) { writer in
            guard let citation, citation.source != nil || citation.title != nil else {
                writer.text("doi", citation?.doi?.name)
                writer.text("unstructured_citation", text)
                return
            }
            let isJournal = citation.type == "journal" || citation.type == nil
            let source = citation.source?.text.nonEmpty
            if isJournal { writer.text("journal_title", source) }
            writer.text("author", citation.people.first)
            writer.text("volume", citation.volume)
            writer.text("issue", citation.issue)
            writer.text("first_page", citation.firstPage)
            writer.text("cYear", citation.year.map { String($0.prefix(4)) })
            writer.text("doi", citation.doi?.name)
            if !isJournal { writer.text("volume_title", source) }
            writer.text("article_title", citation.title?.text.nonEmpty)
        }
    }
}
