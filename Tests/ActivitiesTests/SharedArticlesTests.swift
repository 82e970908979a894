import Foundation
import Martlet
import Testing

@testable import Activities

/// Real articles, published through the activities. Without the folder ../shared/articles nothing here runs, and a sentence
/// says so.
@Suite("Real articles", .enabled(if: Places.sharedArticles != nil))
struct SharedArticlesTests {
    @Test(
        "a complete article is published",
        arguments: [
            ("elife-00353-v1.xml", "00353/v1", 4),
            ("elife-00353-vor-v1-20121213000000.zip", "00353/v1", 6),
            ("elife-15747-v2.xml", "15747/v2", 4),
            ("elife-18753-v1.xml", "18753/v1", 4),
            ("elife-29353-v1.xml", "29353/v1", 4),
        ]
    )
    func published(_ name: String, _ folder: String, _ files: Int) async throws {
        let bench = try Bench()
        let receipt = try await bench.publish("\(Places.sharedArticles ?? "")/\(name)")
        #expect(receipt.page == "\(folder)/index.html")
        #expect(receipt.files == files)
        #expect(receipt.change == .created)

        let page = try bench.published("\(folder)/index.html")
        #expect(PageCheck.problems(page) == [])
        let deposit = try MarkupReader.read(Array(bench.published("\(folder)/deposit.xml").utf8))
        #expect(deposit.name == "doi_batch")
        #expect(deposit.descendants("doi_data").first?.first("doi")?.text == receipt.doi)
        let left = try bench.outputFiles().keys.filter { $0.hasPrefix(".work") || $0.contains("/.new-") }
        #expect(left.isEmpty)
        if let keep = ProcessInfo.processInfo.environment["KEEP_PAGES"] {
            try? FileManager.default.removeItem(atPath: "\(keep)/\(name)")
            try FileManager.default.copyItem(atPath: "\(bench.output)/\(folder)", toPath: "\(keep)/\(name)")
        }
    }

    @Test("an article whose date lacks day and month fails with that reason")
    func badDate() async throws {
        let bench = try Bench()
        let path = "\(Places.sharedArticles ?? "")/elife-00353-v1_bad_pub_date.xml"
        let failure = await #expect(throws: PermanentFailure.self) { _ = try await bench.publish(path) }
        #expect(
            failure?.reason
                == "elife-00353-v1_bad_pub_date.xml has 1 problem: The publication date has no day and no month."
        )
        #expect(failure?.details?.contains("article-meta/pub-date, line 1") == true)
        #expect(try bench.outputFiles().keys.contains { $0.hasPrefix("00353") } == false)
    }

    @Test(
        "no word of an article is lost on its page",
        arguments: ["elife-00353-v1.xml", "elife-15747-v2.xml", "elife-18753-v1.xml"]
    )
    func words(_ name: String) async throws {
        let path = "\(Places.sharedArticles ?? "")/\(name)"
        let root = try MarkupReader.read(Array(Data(contentsOf: URL(fileURLWithPath: path))))
        let html = ArticlePage(article: Article(root), version: 1, files: []).html()
        let shown = Set(PageCheck.text(html).split { !$0.isLetter && !$0.isNumber })
        let parts = [root.first("body"), root.first("back")] + root.all("sub-article").map { $0.first("body") }
        let words = parts.compactMap(\.self).map { $0.without(["object-id", "mml:math", "ref"]) }
            .flatMap(texts).flatMap { $0.split { !$0.isLetter && !$0.isNumber } }
        #expect(words.count > 300)
        #expect(words.filter { !shown.contains($0) }.prefix(10) == [])
    }

    private func texts(_ element: MarkupElement) -> [String] {
        element.children.flatMap { child in
            switch child {
            case .text(let text): [text]
            case .element(let element): texts(element)
            }
        }
    }
}
