import Foundation
import Martlet
import Testing

@testable import Activities

/// The activities of PublishArticle one after the other, as a worker runs them.
@Suite("Publishing an article")
struct PublishingTests {
    private func package(_ sample: SampleArticle, _ more: [ArchiveBuilder.Entry]) throws -> [UInt8] {
        try ArchiveBuilder.zip([.file("test-00007-v1.xml", sample.xml)] + more)
    }

    @Test("an XML file alone is published with page, deposit, manifest and receipt")
    func alone() async throws {
        let bench = try Bench()
        let receipt = try await bench.publish(bench.write("test-00007-v3.xml", SampleArticle().xml))
        #expect(receipt.page == "00007/v3/index.html")
        #expect(receipt.doi == "10.5555/test.00007")
        #expect(receipt.title == "A title")
        let files = try bench.outputFiles().keys.sorted()
        #expect(
            files == [
                "00007/.lock", "00007/receipt-v3.json", "00007/v3/assets/test-00007-v3.xml", "00007/v3/deposit.xml",
                "00007/v3/index.html", "00007/v3/manifest.json",
            ]
        )
        #expect(try bench.published("00007/receipt-v3.json").contains("\"change\" : \"created\""))
    }

    @Test("a package is published with its files, each in the manifest with its use and checksum")
    func package() async throws {
        let bench = try Bench()
        var sample = SampleArticle()
        sample.more = "<self-uri content-type='pdf' xlink:href='p.pdf'/>"
        sample.body = "<fig id='f'><graphic xlink:href='fig1'/></fig>"
        let path = try bench.write(
            "test-00007-vor-v1-20260101.zip",
            package(sample, [.file("fig1.svg", "<svg/>"), .file("p.pdf", "%PDF"), .file("extra.txt", "x")])
        )
        let receipt = try await bench.publish(path)
        let manifest = try AssetManifest(json: Array(bench.published("00007/v1/manifest.json").utf8))
        #expect(manifest.assets.map(\.name) == ["extra.txt", "fig1.svg", "p.pdf", "test-00007-v1.xml"])
        #expect(manifest.assets.map(\.use) == ["other", "figure", "pdf", "article"])
        #expect(manifest.assets[1].mediaType == "image/svg+xml")
        #expect(manifest.assets[1].sha256 == Checksum.of("<svg/>".utf8))
        #expect(manifest.assets[1].size == 6)
        #expect(receipt.files == 7)
        #expect(try bench.published("00007/v1/index.html").contains("src=\"assets/fig1.svg\""))
    }

    @Test("publishing the same again changes nothing, not even a time")
    func again() async throws {
        let bench = try Bench()
        let path = try bench.write("test-00007-v1.xml", SampleArticle().xml)
        let first = try await bench.publish(path, run: "run-1")
        let files = try bench.outputFiles()
        let second = try await bench.publish(path, run: "run-2")
        #expect(second.change == .unchanged)
        #expect(second.digest == first.digest)
        #expect(second.published == first.published)
        #expect(second.runId == "run-1")
        #expect(try bench.outputFiles() == files)
    }

    @Test("a corrected article replaces the publication, with a deposit that is newer")
    func corrected() async throws {
        let bench = try Bench()
        var sample = SampleArticle()
        _ = try await bench.publish(bench.write("test-00007-v1.xml", sample.xml))
        sample.body = "<p>Other text.</p>"
        let receipt = try await bench.publish(bench.write("test-00007-v1.xml", sample.xml), run: "run-2")
        #expect(receipt.change == .replaced)
        #expect(receipt.runId == "run-2")
        #expect(try bench.published("00007/v1/index.html").contains("Other text."))
        // The deposit says nothing of the body, so it is the same one.
        sample.title = "<title-group><article-title>Another title</article-title></title-group>"
        let before = DepositDocument.timestamp(in: try bench.published("00007/v1/deposit.xml"))
        let path = try bench.write("test-00007-v1.xml", sample.xml)
        let context = bench.context(run: "run-3")
        let article = try await UnpackArticle(settings: bench.settings).run(Submission(path: path), context: context)
        let later = Date().addingTimeInterval(3_600)
        let deposit = try await WriteDeposit(settings: bench.settings) { later }.run(article, context: context)
        let after = DepositDocument.timestamp(in: try bench.published(deposit.path))
        #expect(try #require(after) > #require(before))
    }

    @Test("every activity may be repeated, and gives the same")
    func repeated() async throws {
        let bench = try Bench()
        let path = try bench.write("test-00007-v1.zip", package(SampleArticle(), []))
        let context = bench.context()
        let settings = bench.settings
        let unpack = UnpackArticle(settings: settings)
        let article = try await unpack.run(Submission(path: path), context: context)
        // The second attempt goes on from what the first finished, even when the file has gone meanwhile.
        try FileManager.default.removeItem(atPath: path)
        #expect(try await unpack.run(Submission(path: path), context: bench.context(attempt: 2)) == article)
        let page = try await RenderPage(settings: settings).run(article, context: context)
        #expect(try await RenderPage(settings: settings).run(article, context: context) == page)
        let manifest = try await MakeManifest(settings: settings).run(article, context: context)
        #expect(try await MakeManifest(settings: settings).run(article, context: context) == manifest)
        let deposit = try await WriteDeposit(settings: settings).run(article, context: context)
        let input = PublishFiles.Input(article: article, page: page, deposit: deposit, manifest: manifest)
        #expect(try await PublishFiles(settings: settings).run(input, context: context).change == .created)
        #expect(try await PublishFiles(settings: settings).run(input, context: context).change == .unchanged)
        _ = try await CleanWorkFolder(settings: settings).run(Nothing(), context: context)
        _ = try await CleanWorkFolder(settings: settings).run(Nothing(), context: context)
    }

    @Test("an unpacking that died in the middle is done again")
    func halfUnpacked() async throws {
        let bench = try Bench()
        let half = "\(bench.output)/.work/run-1/.source-dead"
        try DurableFiles.createFolder(half)
        try "half".write(toFile: "\(half)/test-00007-v1.xml", atomically: false, encoding: .utf8)
        let receipt = try await bench.publish(bench.write("test-00007-v1.xml", SampleArticle().xml))
        #expect(receipt.change == .created)
        #expect(try bench.outputFiles().keys.contains { $0.hasPrefix(".work/") } == false)
    }

    @Test("intermediate files that changed or went are a clear failure, not a wrong publication")
    func tampered() async throws {
        let bench = try Bench()
        let path = try bench.write("test-00007-v1.xml", SampleArticle().xml)
        let article = try await UnpackArticle(settings: bench.settings).run(
            Submission(path: path),
            context: bench.context()
        )
        try "<article/>".write(toFile: "\(bench.output)/\(article.xml.path)", atomically: true, encoding: .utf8)
        let changed = await #expect(throws: PermanentFailure.self) {
            _ = try await RenderPage(settings: bench.settings).run(article, context: bench.context())
        }
        #expect(changed?.reason == "test-00007-v1.xml is not what it was when it was checked; start the job again.")
        let otherRun = await #expect(throws: PermanentFailure.self) {
            _ = try await RenderPage(settings: bench.settings).run(article, context: bench.context(run: "run-2"))
        }
        #expect(otherRun?.reason == "test-00007-v1.xml is no file of this run.")
        _ = try await CleanWorkFolder(settings: bench.settings).run(Nothing(), context: bench.context())
        let gone = await #expect(throws: PermanentFailure.self) {
            _ = try await RenderPage(settings: bench.settings).run(article, context: bench.context())
        }
        #expect(gone?.reason == "test-00007-v1.xml is no longer in the work folder of this run; start the job again.")
    }

    @Test("run ids of Amazon SWF, which hold slashes, name a folder as well")
    func runIds() async throws {
        let bench = try Bench()
        let run = "12ah+IEeaG98J+2Y/mMPhY98/0POIVMhfin3kFzilMUbQ="
        let article = try await UnpackArticle(settings: bench.settings).run(
            Submission(path: bench.write("test-00007-v1.xml", SampleArticle().xml)),
            context: bench.context(run: run)
        )
        let folder = try #require(article.xml.path.split(separator: "/").dropFirst().first)
        #expect(folder.hasPrefix("run-"))
        #expect(WorkFolder(bench.settings, runId: "../..").path.split(separator: "/").count == 2)
        #expect(WorkFolder(bench.settings, runId: "../..").path.contains("..") == false)
    }

    @Test("what executions left that were terminated is removed after two days")
    func forgotten() async throws {
        let bench = try Bench()
        for (name, age) in [("old", 200_000.0), ("young", 100_000.0)] {
            let folder = "\(bench.output)/.work/\(name)"
            try DurableFiles.createFolder(folder)
            try FileManager.default.setAttributes(
                [.modificationDate: Date().addingTimeInterval(-age)],
                ofItemAtPath: folder
            )
        }
        _ = try await bench.publish(bench.write("test-00007-v1.xml", SampleArticle().xml))
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(bench.output)/.work") == ["young"])
    }
}
