import Testing

@testable import Activities

@Suite("An article's id and version")
struct ArticleIdentityTests {
    @Test(
        "what a file name says",
        arguments: [
            ("elife-00353-v1.xml", "00353", 1),
            ("elife-00353-v1_bad_pub_date.xml", "00353", 1),
            ("elife-00353-vor-v1-20121213000000.zip", "00353", 1),
            ("elife-15747-v2.xml", "15747", 2),
            ("elife-00353-poa-v12.zip", "00353", 12),
            ("elife-00353.xml", "00353", nil),
            ("elife-00353-vor.zip", "00353", nil),
            ("elife-00353-v0.xml", "00353", nil),
            ("elife-00353-v1a.xml", "00353", nil),
            ("article.xml", nil, nil),
            ("paper-v3", nil, 3),
            ("00353.xml", nil, nil),
            ("", nil, nil),
            (".xml", nil, nil),
            ("x-99999999999999999999999-v99999999999.xml", "99999999999999999999999", nil),
        ]
    )
    func names(_ name: String, _ number: String?, _ version: Int?) {
        let parts = NameParts(name)
        #expect(parts.number == number)
        #expect(parts.version == version)
    }

    private func identity(_ ids: String, _ names: String...) throws -> ArticleIdentity {
        var sample = SampleArticle()
        sample.ids = ids
        return ArticleIdentity(try sample.article(), fileNames: names)
    }

    private let own = "<article-id pub-id-type=\"publisher-id\">00353</article-id>"
    private let doi = "<article-id pub-id-type=\"doi\">10.5555/journal.77</article-id>"

    @Test("the article's own id comes first, then the name's number, then the DOI's end")
    func order() throws {
        #expect(try identity(own + doi, "elife-00353-v1.xml").id == "00353")
        #expect(try identity(doi, "elife-00400-v1.xml").id == "00400")
        #expect(try identity(doi, "article.xml").id == "77")
        #expect(try identity("", "article.xml").problems.count == 1)
    }

    @Test("a name without a version means version 1, and the package's name counts before the file's")
    func versions() throws {
        #expect(try identity(own, "elife-00353.xml").version == 1)
        #expect(try identity(own, "elife-00353-vor-v3.zip", "elife-00353.xml").version == 3)
        #expect(try identity(own, "article.zip", "elife-00353-v4.xml").version == 4)
    }

    @Test("a file that is named for another article or version is a problem")
    func mismatches() throws {
        let other = try identity(own, "elife-15747-v1.xml")
        #expect(
            other.problems.map(\.sentence) == [
                "The file is named for article 15747 (elife-15747-v1.xml), but the XML says that it is article 00353."
            ]
        )
        #expect(try identity(own, "elife-353-v1.xml").problems.isEmpty)
        let versions = try identity(own, "elife-00353-v2.zip", "elife-00353-v1.xml")
        #expect(versions.problems.map(\.sentence) == ["The package is named version 2, the XML file in it version 1."])
    }

    @Test(
        "an id that cannot be a folder is a problem",
        arguments: ["..", ".work", "a/b", "a b", "../../etc", "-a", "é", "a\u{0}b", String(repeating: "a", count: 101)]
    )
    func folders(_ id: String) {
        #expect(!ArticleIdentity.isUsable(id))
    }
}
