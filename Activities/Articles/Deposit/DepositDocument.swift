/// The deposit of an article with a DOI registration agency, in the structure of Crossref's deposit schema 5.3.1: head,
/// journal, and a journal article with titles, contributors, abstract, date, number, licence, address and references, in
/// the schema's order.
struct DepositDocument {
    /// The article; it has passed ``ArticleCheck``.
    let article: Article
    /// Its id and version.
    let reference: ArticleReference
    /// Who deposits, and where readers find the article.
    let settings: ActivitySettings

    /// The document.
    ///
    /// - Parameter timestamp: 14 digits, `20121213174500`. The agency takes a deposit for newer than another of the same DOI
    ///   when this number is larger.
    func xml(timestamp: String) -> String {
        var writer = XMLWriter()
        writer.element(
            "doi_batch",
            [
                "version": "5.3.1", "xmlns": "http://www.crossref.org/schema/5.3.1",
                "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
                "xmlns:jats": "http://www.ncbi.nlm.nih.gov/JATS1",
                "xmlns:ai": "http://www.crossref.org/AccessIndicators.xsd",
                "xsi:schemaLocation":
                    "http://www.crossref.org/schema/5.3.1 http://www.crossref.org/schemas/crossref5.3.1.xsd",
            ]
        ) { writer in
            head(&writer, timestamp)
            writer.element("body") { writer in
                writer.element("journal") { writer in
                    journal(&writer)
                    journalArticle(&writer)
                }
            }
        }
        return writer.xml
    }

    /// The time stamp of a deposit made by ``xml(timestamp:)``; nil when there is none in the text.
    static func timestamp(in xml: String) -> String? {
        guard let start = xml.firstRange(of: "<timestamp>"), let end = xml.firstRange(of: "</timestamp>"),
            start.upperBound < end.lowerBound
        else { return nil }
        let digits = xml[start.upperBound..<end.lowerBound]
        return digits.count == 14 && digits.allSatisfy(\.isNumber) ? String(digits) : nil
    }

    private func head(_ writer: inout XMLWriter, _ timestamp: String) {
        writer.element("head") { writer in
            writer.text("doi_batch_id", "\(reference.id)-v\(reference.version)-\(timestamp)")
            writer.text("timestamp", timestamp)
            writer.element("depositor") { writer in
                writer.text("depositor_name", settings.depositorName)
                writer.text("email_address", settings.depositorEmail)
            }
            writer.text("registrant", article.journal.publisher ?? settings.depositorName)
        }
    }

    private func journal(_ writer: inout XMLWriter) {
        writer.element("journal_metadata", ["language": languageCode]) { writer in
            writer.text("full_title", article.journal.title)
            writer.text("issn", article.journal.issn, ["media_type": "electronic"])
        }
        guard article.journal.volume != nil || article.journal.issue != nil else { return }
        writer.element("journal_issue") { writer in
            date(&writer, "publication_date")
            if let volume = article.journal.volume {
                writer.element("journal_volume") { $0.text("volume", volume) }
            }
            writer.text("issue", article.journal.issue)
        }
    }

    private func journalArticle(_ writer: inout XMLWriter) {
        writer.element(
            "journal_article",
            ["publication_type": "full_text", "language": languageCode, "reference_distribution_opts": "any"]
        ) { writer in
            writer.element("titles") { writer in
                guard let title = article.title?.without(["fn", "xref"]) else { return }
                writer.markup(
                    "title",
                    title,
                    naming: ["italic": "i", "bold": "b", "sub": "sub", "sup": "sup", "underline": "u"]
                )
            }
            DepositContributors(article: article).write(to: &writer)
            abstract(&writer)
            date(&writer, "publication_date")
            if let accepted = article.milestones.first(where: { $0.name == "accepted" })?.date {
                date(&writer, "acceptance_date", accepted)
            }
            if let number = article.elocationId {
                writer.element("publisher_item") { writer in
                    writer.text("item_number", number, ["item_number_type": "article_number"])
                }
            }
            licence(&writer)
            writer.element("doi_data") { writer in
                writer.text("doi", article.doi.flatMap { DigitalObjectIdentifier($0.value) }?.name)
                writer.text("resource", "\(settings.siteAddress)/\(reference.id)/v\(reference.version)/")
            }
            references(&writer)
        }
    }

    private func abstract(_ writer: inout XMLWriter) {
        guard let abstract = article.abstracts.first(where: { $0["abstract-type"] == nil }) else { return }
        let paragraphs = abstract.descendants("p").filter { !$0.text.isEmpty }
        guard !paragraphs.isEmpty else { return }
        let faces = ["italic": "jats:italic", "bold": "jats:bold", "sub": "jats:sub", "sup": "jats:sup"]
        writer.element("jats:abstract") { writer in
            for paragraph in paragraphs { writer.markup("jats:p", paragraph, naming: faces) }
        }
    }

    private func licence(_ writer: inout XMLWriter) {
        guard let url = article.licence?.url else { return }
        writer.element("ai:program", ["name": "AccessIndicators"]) { writer in
            writer.text("ai:license_ref", url, ["applies_to": "vor", "start_date": article.date?.iso])
        }
    }

    private func references(_ writer: inout XMLWriter) {
        let references = article.root.first("back")?.descendants("ref") ?? []
        guard !references.isEmpty else { return }
        writer.element("citation_list") { writer in
            for (index, reference) in references.enumerated() {
                DepositCitation(reference, key: reference["id"] ?? "ref\(index + 1)").write(to: &writer)
            }
        }
    }

    private func date(_ writer: inout XMLWriter, _ name: String, _ other: ArticleDate? = nil) {
        guard let date = other ?? article.date else { return }
        writer.element(name, ["media_type": "online"]) { writer in
            writer.text("month", date.twoDigitMonth)
            writer.text("day", date.twoDigitDay)
            writer.text("year", String(date.year))
        }
    }

    /// The schema knows languages by two letters.
    private var languageCode: String { String(article.language.lowercased().prefix(2)) }
}
