import Foundation
import Testing

@testable import Activities

@Suite("The deposit of an article")
struct DepositTests {
    private func deposit(
        _ sample: SampleArticle,
        timestamp: String = "20261121000000"
    ) throws -> (String, MarkupElement) {
        let reference = ArticleReference(
            id: "00007",
            version: 2,
            fileName: "test-00007-v2.xml",
            isPackage: false,
            xml: FileReference(path: "x", sha256: "", size: 0)
        )
        let settings = ActivitySettings(outputFolder: "/nowhere", siteAddress: "https://example.org/a")
        let xml = DepositDocument(article: try sample.article(), reference: reference, settings: settings)
            .xml(timestamp: timestamp)
        return (xml, try MarkupReader.read(Array(xml.utf8)))
    }

    @Test("the parts of a journal article stand in the order of the schema")
    func order() throws {
        var sample = SampleArticle()
        sample.more = """
            <volume>3</volume><elocation-id>e7</elocation-id><history><date date-type="accepted"><day>1</day><month>2</month>
            <year>2012</year></date></history><abstract><p>Short.</p></abstract>
            """
        sample.back = "<ref-list><ref id='b1'><mixed-citation>Free text.</mixed-citation></ref></ref-list>"
        let (_, root) = try deposit(sample)
        #expect(root.elements.map(\.name) == ["head", "body"])
        let article = root.descendants("journal_article").first
        #expect(
            article?.elements.map(\.name) == [
                "titles", "contributors", "jats:abstract", "publication_date", "acceptance_date", "publisher_item",
                "ai:program",
                "doi_data", "citation_list",
            ]
        )
        #expect(root.at("body", "journal", "journal_metadata", "full_title")?.text == "Journal of Tests")
        #expect(root.at("head", "doi_batch_id")?.text == "00007-v2-20261121000000")
        #expect(article?.at("publication_date", "day")?.text == "13")
        #expect(article?.at("doi_data", "doi")?.text == "10.5555/test.00007")
        #expect(article?.at("doi_data", "resource")?.text == "https://example.org/a/00007/v2/")
        #expect(article?.descendants("ai:license_ref").first?.text == "https://creativecommons.org/licenses/by/4.0/")
        #expect(article?.descendants("unstructured_citation").first?.text == "Free text.")
    }

    @Test("contributors have their names, places and ORCID iDs; groups are organizations")
    func contributors() throws {
        var sample = SampleArticle()
        sample.authors = """
            <contrib-group><contrib contrib-type="author"><name><surname>Doe &amp; Co</surname><given-names>J</given-names></name>
            <contrib-id contrib-id-type="orcid">0000-0002-1825-0097</contrib-id><xref ref-type="aff" rid="a"/></contrib>
            <contrib contrib-type="author"><collab>The Group</collab></contrib>
            <contrib contrib-type="editor"><name><surname>Ed</surname></name></contrib>
            <aff id="a"><institution>Dept</institution>, <institution>Uni</institution>, <country>Land</country></aff>
            </contrib-group>
            """
        let (_, root) = try deposit(sample)
        let contributors = root.descendants("contributors").first?.elements ?? []
        #expect(contributors.map(\.name) == ["person_name", "organization", "person_name"])
        #expect(contributors.map { $0["sequence"] } == ["first", "additional", "first"])
        #expect(contributors[0].elements.map(\.name) == ["given_name", "surname", "affiliations", "ORCID"])
        #expect(contributors[0].first("surname")?.text == "Doe & Co")
        #expect(contributors[0].first("ORCID")?.text == "https://orcid.org/0000-0002-1825-0097")
        #expect(contributors[0].descendants("institution_name").first?.text == "Uni")
        #expect(contributors[2]["contributor_role"] == "editor")
    }

    @Test("what an article says stays text, whatever it is")
    func escaping() throws {
        var sample = SampleArticle()
        sample.title =
            "<title-group><article-title>A &lt;b&gt; &amp; <italic>c</italic><xref>1</xref></article-title></title-group>"
        let (xml, root) = try deposit(sample)
        #expect(xml.contains("<title>A &lt;b&gt; &amp; <i>c</i></title>"))
        #expect(root.descendants("title").first?.text == "A <b> & c")
    }

    @Test("the time stamp can be read back")
    func timestamp() throws {
        let (xml, _) = try deposit(SampleArticle(), timestamp: "20261121030405")
        #expect(DepositDocument.timestamp(in: xml) == "20261121030405")
        #expect(DepositDocument.timestamp(in: "<timestamp>x</timestamp>") == nil)
        #expect(DepositDocument.timestamp(in: "</timestamp><timestamp>") == nil)
        #expect(UniversalTime.digits(Date(timeIntervalSince1970: 1_355_420_700)) == "20121213174500")
        #expect(UniversalTime.text(Date(timeIntervalSince1970: 1_355_420_700)) == "2012-12-13T17:45:00Z")
    }
}
