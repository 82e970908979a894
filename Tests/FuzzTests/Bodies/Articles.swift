import Foundation

@testable import Activities

extension FuzzTarget {
    /// The article parser, and everything that is made of what it reads: the check, the page, the deposit.
    static let article = FuzzTarget(name: "article", maximumLength: 4096) {
        ArticleSeeds.all
    } run: { bytes in
        try ArticleBody.check(bytes)
    }
}

/// What must hold of a file that somebody sends as an article.
enum ArticleBody {
    private static let files = [(name: "test-00007-fig1.png", size: 939_000), (name: "test-00007.pdf", size: 12)]
    private static let settings = ActivitySettings(outputFolder: "/var/martlet")

    static func check(_ bytes: [UInt8]) throws {
        let root: MarkupElement
        do {
            root = try MarkupReader.read(bytes)
        } catch {
            try expect(!error.sentence.isEmpty, "an article is refused without a reason")
            try expect(error.description.utf8.count < 1000, "a refusal has \(error.description.utf8.count) bytes")
            return
        }
        try expect(depth(root) <= MarkupReader.maximumDepth, "elements nest \(depth(root)) deep")
        let article = Article(root)
        try expect(Article(root).titleText == article.titleText, "the title is not always the same")
        try report(article)
        try page(article, bytes.count)
        try deposit(article)
    }

    private static func depth(_ element: MarkupElement) -> Int {
        1 + (element.elements.map(depth).max() ?? 0)
    }

    /// Problems are sentences that fit into a failure.
    private static func report(_ article: Article) throws(Finding) {
        for names in [["test-00007-v1.xml"], ["package-v2.zip", "x.xml"]] {
            let identity = ArticleIdentity(article, fileNames: names)
            for files in [nil, files] {
                let problems = ArticleCheck.problems(in: article, identity: identity, files: files)
                guard !problems.isEmpty else {
                    // What has no problems is published under this name.
                    try expect(ArticleIdentity.isUsable(identity.id), "an article is published as \(identity.id)")
                    try expect(article.date != nil, "an article without a date is published")
                    continue
                }
                let report = ProblemReport(fileName: names[0], problems: problems)
                try expect(report.reason.utf16.count <= 244, "a reason has \(report.reason.utf16.count) characters")
                try expect(
                    report.details.utf16.count <= 32_768,
                    "details have \(report.details.utf16.count) characters"
                )
            }
        }
    }

    /// The page is whole, harmless, and the same each time.
    private static func page(_ article: Article, _ length: Int) throws(Finding) {
        let page = ArticlePage(article: article, version: 1, files: files)
        let html = page.html()
        try expect(page.html() == html, "the same article gives two pages")
        let problems = PageReading.problems(html)
        try expect(problems.isEmpty, "the page is broken: \(problems.prefix(5).joined(separator: "; "))")
        // Text may stand on the page, in its head, in the contents and in a list of references.
        let bound = 16_384 + 64 * length
        try expect(html.utf8.count <= bound, "an article of \(length) bytes makes a page of \(html.utf8.count)")
    }

    /// The deposit is XML that says what it should, whatever the article says.
    private static func deposit(_ article: Article) throws {
        let xml = FileReference(path: "a/source/x.xml", sha256: String(repeating: "0", count: 64), size: 1)
        let reference = ArticleReference(id: "00007", version: 1, fileName: "x.xml", isPackage: false, xml: xml)
        let text = DepositDocument(article: article, reference: reference, settings: settings)
            .xml(timestamp: "20121213174500")
        do {
            let root = try MarkupReader.read(Array(text.utf8))
            try expect(root.name == "doi_batch", "the deposit is a <\(root.name)>")
            try expect(DepositDocument.timestamp(in: text) == "20121213174500", "the deposit has another time stamp")
        } catch let problem as MarkupProblem {
            throw Finding(description: "the deposit is no XML: \(problem)")
        }
    }
}
