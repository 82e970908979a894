import Foundation
import Testing

/// What a newcomer meets first.
@Suite struct EntranceTests {
    @Test(arguments: ["scripts/run.sh demo", "scripts/test.sh", "AWS_ENDPOINT_URL_SWF"])
    func `the README names the commands`(command: String) throws {
        let readme = try #require(SourceTree.file("README.md"), "there is no README.md")
        #expect(readme.lines.contains { $0.contains(command) })
    }

    @Test(arguments: ["setup", "build", "run", "demo", "test", "run_hosts", "render_cloudinit"])
    func `the scripts can be run`(name: String) {
        let path = SourceTree.root.appending(path: "scripts/\(name).sh").path
        #expect(FileManager.default.isExecutableFile(atPath: path))
    }

    @Test func `the names of the user's card stand at the top`() {
        for name in [
            "Package.swift", "Sources", "Tests", "Workflows", "Activities", "starter", "cron", "settings.example.json",
        ] {
            #expect(FileManager.default.fileExists(atPath: SourceTree.root.appending(path: name).path), "\(name)")
        }
    }
}
