import Foundation
import Martlet
import Testing

@testable import Activities

/// The articles that come with the repository.
@Suite("The sample articles")
struct ExampleArticleTests {
    private let folder = "\(Places.examples)/martlet-00001-v1"
    private let zip = "\(Places.examples)/martlet-00001-v1.zip"

    @Test("the zip holds the files beside it, to the byte")
    func same() async throws {
        let bench = try Bench()
        let into = "\(bench.folder)/into"
        try DurableFiles.createFolder(into)
        let names = try await ZipArchive.unpack(zip, into: into)
        #expect(try names.sorted() == DurableFiles.names(in: folder))
        for name in names {
            #expect(
                try DurableFiles.content(of: "\(into)/\(name)") == DurableFiles.content(of: "\(folder)/\(name)"),
                "\(name) differs: run Examples/articles/make-example.py"
            )
        }
    }

    @Test("the sample is published, with figures that browsers show")
    func published() async throws {
        let bench = try Bench()
        let receipt = try await bench.publish(zip)
        #expect(receipt.page == "00001/v1/index.html")
        #expect(receipt.files == 7)
        let page = try bench.published(receipt.page)
        #expect(PageCheck.problems(page) == [])
        #expect(
            page.contains("<img src=\"assets/martlet-00001-fig1-v1.svg\" alt=\"Figure 1. Birds counted in each hour")
        )
        #expect(!page.contains("did not come with the article"))
        if let keep = ProcessInfo.processInfo.environment["KEEP_PAGES"] {
            try? FileManager.default.removeItem(atPath: "\(keep)/example")
            try FileManager.default.copyItem(atPath: "\(bench.output)/00001/v1", toPath: "\(keep)/example")
        }
    }

    @Test("the sample's XML alone is published without its figures")
    func alone() async throws {
        let bench = try Bench()
        let receipt = try await bench.publish("\(folder)/martlet-00001-v1.xml")
        #expect(receipt.files == 4)
        #expect(try bench.published(receipt.page).contains("did not come with the article"))
    }

    @Test("the bad sample says its four reasons at once")
    func bad() async throws {
        let bench = try Bench()
        let failure = await #expect(throws: PermanentFailure.self) {
            _ = try await bench.publish("\(Places.examples)/martlet-00002-v1.xml")
        }
        #expect(
            failure?.reason.hasPrefix("martlet-00002-v1.xml has 4 problems: 1) The DOI “martlet.00002” is not one")
                == true
        )
        #expect(failure?.details?.split(separator: "\n").count == 4)
    }
}
