import Testing

@testable import Activities

@Suite("What an article must have")
struct ArticleCheckTests {
    @Test("a complete article has no problem")
    func complete() throws {
        #expect(try SampleArticle().problems() == [])
    }

    /// One change to a complete article, and what an editor reads then.
    struct Case: Sendable, CustomStringConvertible {
        var description: String
        var change: @Sendable (inout SampleArticle) -> Void
        var sentence: String
    }

    static let cases = [
        Case(description: "no journal", change: { $0.journal = "" }, sentence: "The journal's title is missing."),
        Case(
            description: "no DOI",
            change: { $0.ids = "<article-id pub-id-type='publisher-id'>00007</article-id>" },
            sentence: "The DOI is missing."
        ),
        Case(
            description: "bad DOI",
            change: { $0.ids = $0.ids.replacing("10.5555/test.00007", with: "eLife.00007") },
            sentence: "The DOI “eLife.00007” is not one: it begins with 10., a number and a slash, and has no blanks."
        ),
        Case(description: "no title", change: { $0.title = "" }, sentence: "The title is missing."),
        Case(
            description: "empty title",
            change: { $0.title = "<title-group><article-title> <bold> </bold></article-title></title-group>" },
            sentence: "The title is empty."
        ),
        Case(
            description: "no author",
            change: { $0.authors = $0.authors.replacing("\"author\"", with: "\"editor\"") },
            sentence: "No author is named (contrib-type=\"author\")."
        ),
        Case(
            description: "no surname",
            change: { $0.authors = $0.authors.replacing("<surname>Doe</surname>", with: "") },
            sentence: "The author Jane Q has no surname."
        ),
        Case(
            description: "nameless author",
            change: {
                $0.authors = $0.authors.replacing(
                    "<contrib-group>",
                    with: "<contrib-group><contrib contrib-type='author'/>"
                )
            },
            sentence: "The author number 1 has no surname."
        ),
        Case(
            description: "bad ORCID",
            change: {
                $0.authors = $0.authors.replacing(
                    "<name>",
                    with: "<contrib-id contrib-id-type='orcid'>0000-0002-1825-0098</contrib-id><name>"
                )
            },
            sentence: "The ORCID iD of author Jane Q Doe, “0000-0002-1825-0098”, is not valid."
        ),
        Case(
            description: "missing affiliation",
            change: { $0.authors = $0.authors.replacing("</name>", with: "</name><xref ref-type='aff' rid='aff9'/>") },
            sentence: "The author Jane Q Doe refers to an affiliation “aff9” that is not there."
        ),
        Case(
            description: "no date",
            change: { $0.date = "" },
            sentence: "The publication date is missing (date-type=\"pub\")."
        ),
        Case(
            description: "year alone",
            change: { $0.date = "<pub-date date-type='pub'><year>2012</year></pub-date>" },
            sentence: "The publication date has no day and no month."
        ),
        Case(
            description: "no day",
            change: { $0.date = "<pub-date date-type='pub'><month>1</month><year>2012</year></pub-date>" },
            sentence: "The publication date has no day."
        ),
        Case(
            description: "empty date",
            change: { $0.date = "<pub-date date-type='pub'><day> </day></pub-date>" },
            sentence: "The publication date has no day, no month and no year."
        ),
        Case(
            description: "impossible date",
            change: {
                $0.date = "<pub-date date-type='pub'><day>31</day><month>06</month><year>2012</year></pub-date>"
            },
            sentence: "The publication date (day 31, month 06, year 2012) is no day of the calendar."
        ),
        Case(description: "no licence", change: { $0.licence = "" }, sentence: "The licence is missing."),
        Case(
            description: "licence without address",
            change: { $0.licence = "<permissions><license><license-p>Ask us.</license-p></license></permissions>" },
            sentence: "The licence names no web address (xlink:href)."
        ),
        Case(
            description: "licence with a script",
            change: { $0.licence = "<permissions><license xlink:href='javascript:x'/></permissions>" },
            sentence: "The licence names no web address (xlink:href)."
        ),
    ]

    @Test("one thing missing is one problem", arguments: cases)
    func one(_ example: Case) throws {
        var sample = SampleArticle()
        example.change(&sample)
        #expect(try sample.problems().map(\.sentence) == [example.sentence])
    }

    @Test("all problems are reported at once, with their places")
    func all() throws {
        var sample = SampleArticle()
        sample.title = ""
        sample.date = "\n<pub-date date-type='pub'><year>2012</year></pub-date>"
        sample.licence = ""
        let problems = try sample.problems()
        #expect(
            problems.map(\.element) == [
                "article-meta/title-group/article-title", "article-meta/pub-date", "article-meta/permissions/license",
            ]
        )
        let report = ProblemReport(fileName: "test-00007-v1.xml", problems: problems)
        #expect(
            report.reason
                == "test-00007-v1.xml has 3 problems: 1) The title is missing. 2) The publication date has no day and no month."
                + " 3) The licence is missing."
        )
        #expect(report.details.split(separator: "\n").count == 3)
        #expect(report.details.contains("[article-meta/pub-date, line "))
    }

    @Test("a reason stays within what a failure may have, whatever an article holds")
    func long() {
        let problems = (0..<500).map { Problem(String(repeating: "x", count: 200) + "\($0)", at: "a") }
        let report = ProblemReport(fileName: String(repeating: "f", count: 300), problems: problems)
        #expect(report.reason.utf16.count <= 240)
        #expect(report.details.utf16.count <= 32_768)
    }

    @Test("an article without front matter is one problem, not ten")
    func noFront() throws {
        let article = Article(try MarkupReader.read(Array("<article><body/></article>".utf8)))
        let identity = ArticleIdentity(article, fileNames: ["a.xml"])
        #expect(
            ArticleCheck.problems(in: article, identity: identity, files: nil).map(\.sentence)
                == ["The article has no front matter (front/article-meta)."]
        )
    }
}
