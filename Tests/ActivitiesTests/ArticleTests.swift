import Testing

@testable import Activities

@Suite("Reading an article's front matter")
struct ArticleTests {
    @Test("everything that is stated is read")
    func everything() throws {
        var sample = SampleArticle()
        sample.journal += """
            <issn publication-format="print">1111-1111</issn><issn publication-format="electronic">2222-2222</issn>
            <publisher><publisher-name>A Press</publisher-name></publisher>
            """
        sample.authors = """
            <contrib-group>
            <contrib contrib-type="author" corresp="yes"><name-alternatives><name><surname>Doe</surname>
            <given-names>Jane Q.</given-names><suffix>Jr</suffix></name></name-alternatives>
            <contrib-id contrib-id-type="orcid">http://orcid.org/0000-0002-1825-0097</contrib-id>
            <xref ref-type="aff" rid="a1 a2"/></contrib>
            <contrib contrib-type="author"><collab>The Group<contrib-group><contrib><name><surname>Member</surname></name>
            </contrib></contrib-group></collab></contrib>
            <aff id="a1"><label>1</label><institution content-type="dept">Dept</institution> , <institution>Uni</institution>,
            <addr-line><named-content content-type="city">Town</named-content></addr-line>, <country>Land</country>;
            <email>x@example.org</email></aff>
            </contrib-group>
            <contrib-group content-type="section"><contrib><name><surname>Ed</surname><given-names>Itor</given-names></name>
            </contrib></contrib-group>
            """
        let article = try sample.article()
        #expect(article.journal.issn == "2222-2222")
        #expect(article.journal.publisher == "A Press")
        #expect(article.authors.map(\.displayName) == ["Jane Q. Doe Jr", "The Group"])
        #expect(article.authors[0].citationName == "Doe JQ Jr")
        #expect(article.authors[0].isCorresponding)
        #expect(article.authors[0].affiliationIds == ["a1", "a2"])
        #expect(article.contributors.last?.role == "editor")
        #expect(article.affiliations.map(\.text) == ["Dept, Uni, Town, Land"])
        #expect(article.affiliations[0].institutions == ["Dept", "Uni"])
        #expect(article.affiliations[0].location == "Town, Land")
        #expect(article.date?.iso == "2012-12-13")
        #expect(article.licence?.url == "https://creativecommons.org/licenses/by/4.0/")
    }

    @Test(
        "the date is that of publication, however it is marked",
        arguments: [
            (
                "<pub-date pub-type='collection'><year>2011</year></pub-date><pub-date date-type='pub'><day>1</day><month>2</month><year>2012</year></pub-date>",
                "2012-02-01"
            ),
            ("<pub-date pub-type='epub'><day>01</day><month>02</month><year>2012</year></pub-date>", "2012-02-01"),
            ("<pub-date date-type='publication' iso-8601-date='2012-02-01'><year>2012</year></pub-date>", "2012-02-01"),
            (
                "<pub-date date-type='pub' publication-format='print'><day>9</day><month>9</month><year>2013</year></pub-date><pub-date date-type='pub' publication-format='electronic'><day>1</day><month>2</month><year>2012</year></pub-date>",
                "2012-02-01"
            ),
            ("<pub-date><day>1</day><month>February</month><year>2012</year></pub-date>", "2012-02-01"),
        ]
    )
    func dates(_ xml: String, _ date: String) throws {
        var sample = SampleArticle()
        sample.date = xml
        #expect(try sample.article().date?.iso == date)
    }

    @Test(
        "only days of the calendar are dates",
        arguments: [
            (2012, 2, 29, true), (2011, 2, 29, false), (1900, 2, 29, false), (2000, 2, 29, true), (2012, 13, 1, false),
            (2012, 0, 1, false), (2012, 4, 31, false), (2012, 12, 31, true), (12, 1, 1, false),
        ]
    )
    func calendar(_ year: Int, _ month: Int, _ day: Int, _ isDate: Bool) {
        #expect((ArticleDate(year: year, month: month, day: day) != nil) == isDate)
    }

    @Test(
        "an ORCID iD is checked to its last digit",
        arguments: [
            ("0000-0002-1825-0097", true), ("https://orcid.org/0000-0002-1825-0097", true),
            ("http://orcid.org/0000-0002-9079-593X", true), ("0000-0002-9079-593x", true),
            ("0000-0002-1825-0098", false),
            ("0000000218250097", false), ("", false), ("0000-0002-1825-009", false), ("é000-0002-1825-0097", false),
        ]
    )
    func orcid(_ text: String, _ isValid: Bool) {
        #expect((ORCID(text) != nil) == isValid)
    }

    @Test(
        "a DOI has a prefix, a slash and a name",
        arguments: [
            ("10.7554/eLife.00353", "10.7554/eLife.00353"), ("https://doi.org/10.5555/x", "10.5555/x"),
            ("http://dx.doi.org/10.5555/x", "10.5555/x"), ("doi:10.5555/x", "10.5555/x"),
            ("10.1000.10/123456", "10.1000.10/123456"), ("10.5555/", nil), ("10.55/x", nil), ("11.5555/x", nil),
            ("10.5555", nil), ("10.5555/a b", nil), ("10.abcd/x", nil), ("", nil),
        ]
    )
    func doi(_ text: String, _ name: String?) {
        #expect(DigitalObjectIdentifier(text)?.name == name)
    }

    @Test("a DOI with odd characters becomes an address that means the same")
    func oddDOI() {
        #expect(
            DigitalObjectIdentifier("10.1002/(SICI)1096<1::AID>3.0.CO;2-#é")?.url
                == "https://doi.org/10.1002/(SICI)1096%3C1::AID%3E3.0.CO;2-%23%C3%A9"
        )
    }
}
