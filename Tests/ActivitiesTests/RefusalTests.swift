import Foundation
import Martlet
import Testing

@testable import Activities

/// What an editor reads when an article is not published. Every one of these is permanent: another attempt would say the
/// same.
@Suite("Refusals")
struct RefusalTests {
    private func reason(
        _ name: String,
        _ bytes: [UInt8],
        limits: ArchiveLimits = ArchiveLimits()
    ) async throws -> String? {
        let bench = try Bench()
        return try await reason(bench, path: bench.write(name, bytes), limits)
    }

    private func reason(_ bench: Bench, path: String, _ limits: ArchiveLimits = ArchiveLimits()) async throws -> String?
    {
        do {
            let context = bench.context()
            let article = try await UnpackArticle(settings: bench.settings, limits: limits)
                .run(Submission(path: path), context: context)
            _ = try await CheckArticle(settings: bench.settings).run(article, context: context)
            return nil
        } catch let failure as PermanentFailure {
            #expect(failure.reason.utf16.count <= 240)
            #expect(try bench.outputFiles().keys.contains { !$0.hasPrefix(".work/") } == false)
            return failure.reason
        }
    }

    private let good = Array(SampleArticle().xml.utf8)

    @Test("a file that is not there, a folder, or no path")
    func noFile() async throws {
        let bench = try Bench()
        #expect(try await reason(bench, path: "/nowhere/a.xml") == "There is no file at /nowhere/a.xml.")
        #expect(
            try await reason(bench, path: bench.output) == "output is a folder; a JATS XML file or a zip is expected."
        )
        #expect(try await reason(bench, path: "/dev/null") == "null is no regular file.")
        #expect(try await reason(bench, path: "  ") == "The input names no file: {\"path\": \"…\"} is expected.")
    }

    @Test("XML that is none, is no article, or is cut off")
    func noArticle() async throws {
        #expect(try await reason("a.xml", []) == "a.xml: The file is empty.")
        #expect(
            try await reason("a.xml", Array("<book/>".utf8))
                == "a.xml: The XML is no JATS article: its root element is <book>. (line 1, column 6)"
        )
        let cutOff = try await reason("a.xml", Array(good.dropLast(20)))
        #expect(cutOff == "a.xml: A tag is not closed by \">\" inside <ba>. (line 8, column 57)")
        #expect(try await reason("a.pdf", Array("%PDF-1.4 binary".utf8))?.hasPrefix("a.pdf: ") == true)
    }

    @Test("a package without an article, with two, or with a broken one")
    func packages() async throws {
        let none = try ArchiveBuilder.zip([.file("a.txt"), .file("b.pdf")])
        #expect(try await reason("a.zip", none) == "a.zip: The package holds no XML file.")
        let supplementOnly = try ArchiveBuilder.zip([.file("data.xml", "<data/>")])
        #expect(
            try await reason("a.zip", supplementOnly)
                == "a.zip: data.xml: The XML is no JATS article: its root element is <data>. (line 1, column 6)"
        )
        let two = try ArchiveBuilder.zip([
            ArchiveBuilder.Entry(name: "a.xml", bytes: good), ArchiveBuilder.Entry(name: "b.xml", bytes: good),
        ])
        #expect(
            try await reason("a.zip", two) == "a.zip: The package holds 2 articles, and one is expected: a.xml, b.xml."
        )
        let broken = try ArchiveBuilder.zip([.file("a.xml", "<article>")])
        #expect(try await reason("a.zip", broken)?.hasPrefix("a.zip: The file ends") == true)
        let withData = try ArchiveBuilder.zip([
            ArchiveBuilder.Entry(name: "test-00007-v1.xml", bytes: good), .file("data.xml", "<data/>"),
        ])
        #expect(try await reason("test-00007-v1.zip", withData) == nil)
    }

    @Test("a missing figure is named with its place")
    func missingFigure() async throws {
        var sample = SampleArticle()
        sample.body = "<fig><label>Figure 1</label><graphic xlink:href='test-00007-fig1-v1'/></fig>"
        let bytes = try ArchiveBuilder.zip([.file("test-00007-v1.xml", sample.xml), .file("other.tif")])
        #expect(
            try await reason("test-00007-v1.zip", bytes)
                == "test-00007-v1.zip has 1 problem: The file test-00007-fig1-v1 is not in the package."
        )
    }

    @Test("hostile and broken archives")
    func archives() async throws {
        let outside = try ArchiveBuilder.zip([
            .file("../../evil.txt"), ArchiveBuilder.Entry(name: "a.xml", bytes: good),
        ])
        #expect(
            try await reason("a.zip", outside)
                == "a.zip: The archive has a file that would be written outside of its folder: ../../evil.txt."
        )
        let bomb = try ArchiveBuilder.zip([
            ArchiveBuilder.Entry(name: "a.xml", bytes: [UInt8](repeating: 0x20, count: 100_000))
        ])
        #expect(
            try await reason("a.zip", bomb, limits: ArchiveLimits(bytesPerFile: 50_000))
                == "a.zip: The archive would unpack to more than 50000 bytes in a.xml."
        )
        let whole = try ArchiveBuilder.zip([ArchiveBuilder.Entry(name: "a.xml", bytes: good)])
        #expect(try await reason("a.zip", Array(whole.prefix(300)))?.hasPrefix("a.zip: The archive is broken") == true)
    }

    @Test(
        "names of any length and kind stay within a failure's reason",
        arguments: [
            (String(repeating: "n", count: 150) + ".xml", "column 6)"),
            (String(repeating: "n", count: 240), "200 bytes."),
            (String(repeating: "é", count: 110), "200 bytes."), (".xml", "200 bytes."), ("a\\b.xml", "200 bytes."),
        ]
    )
    func oddNames(_ name: String, _ end: String) async throws {
        #expect(try await reason(name, Array("<book/>".utf8))?.hasSuffix(end) == true)
    }
}
