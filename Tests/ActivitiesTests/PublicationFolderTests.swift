import Foundation
import Martlet
import Synchronization
import Testing

@testable import Activities

/// A reader of the output folder sees no publication, the old one or the new one, and never a mix, wherever a process dies.
@Suite("Putting a publication in its place")
struct PublicationFolderTests {
    private struct Crash: Error {}

    private func items(_ bench: Bench, _ mark: String, files: Int = 3) throws -> [PublicationFolder.Item] {
        try (0..<files).map { index in
            let name =
                index == 0 ? "index.html" : "assets/\(mark == "new" && index == 2 ? "other" : "file\(index)").txt"
            let text = "\(mark) \(index)"
            let source = try bench.write("\(mark)-\(index)", text)
            return PublicationFolder.Item(
                name: name,
                source: source,
                sha256: Checksum.of(text.utf8),
                size: text.utf8.count
            )
        }
    }

    private func publish(
        _ bench: Bench,
        _ items: [PublicationFolder.Item],
        onStep: @escaping @Sendable (PublicationStep) throws -> Void = { _ in }
    ) async throws -> Publication {
        try await PublicationFolder(output: bench.output, id: "00007", version: 1, onStep: onStep)
            .publish(items, bench.context())
    }

    /// What stands in the publication's place: its files by name, nil when there is no folder.
    private func seen(_ bench: Bench) throws -> [String: String]? {
        let files = try bench.outputFiles().filter { $0.key.hasPrefix("00007/v1/") }
        guard FileManager.default.fileExists(atPath: "\(bench.output)/00007/v1") else { return nil }
        return Dictionary(
            uniqueKeysWithValues: files.map { (String($0.key.dropFirst(9)), String(decoding: $0.value, as: UTF8.self)) }
        )
    }

    private let old = ["index.html": "old 0", "assets/file1.txt": "old 1", "assets/file2.txt": "old 2"]
    private let new = ["index.html": "new 0", "assets/file1.txt": "new 1", "assets/other.txt": "new 2"]

    @Test("it is created, left alone when nothing is new, and replaced when something is")
    func changes() async throws {
        let bench = try Bench()
        let first = try await publish(bench, items(bench, "old"))
        #expect(first.change == .created)
        #expect(first.folder == "00007/v1")
        #expect(first.files == 3)
        #expect(first.bytes == 15)
        #expect(try seen(bench) == old)
        let inode = try inode(bench)

        let second = try await publish(bench, items(bench, "old"))
        #expect(second.change == .unchanged)
        #expect(second.digest == first.digest)
        #expect(try self.inode(bench) == inode)

        let third = try await publish(bench, items(bench, "new"))
        #expect(third.change == .replaced)
        #expect(third.digest != first.digest)
        #expect(try seen(bench) == new)
        #expect(try leftovers(bench) == [])
    }

    @Test(
        "a file that was changed, added or removed by hand is put right",
        arguments: ["change", "add", "remove", "link"]
    )
    func repaired(_ damage: String) async throws {
        let bench = try Bench()
        _ = try await publish(bench, items(bench, "old"))
        let place = "\(bench.output)/00007/v1"
        switch damage {
        case "change": try "old X".write(toFile: "\(place)/index.html", atomically: false, encoding: .utf8)
        case "add": try "x".write(toFile: "\(place)/assets/x", atomically: false, encoding: .utf8)
        case "remove": try FileManager.default.removeItem(atPath: "\(place)/assets/file1.txt")
        default:
            try FileManager.default.removeItem(atPath: "\(place)/index.html")
            try FileManager.default.createSymbolicLink(
                atPath: "\(place)/index.html",
                withDestinationPath: "\(bench.folder)/old-0"
            )
        }
        #expect(try await publish(bench, items(bench, "old")).change == .replaced)
        #expect(try seen(bench) == old)
    }

    @Test(
        "a process that dies at any step leaves the old publication or the new one",
        arguments: PublicationStep.allCases
    )
    func interrupted(_ step: PublicationStep) async throws {
        for copied in 1...(step == .fileCopied ? 3 : 1) {
            for isReplacing in [false, true] {
                let bench = try Bench()
                if isReplacing { _ = try await publish(bench, items(bench, "old")) }
                if step == .removed, !isReplacing { continue }
                let count = Mutex(0)
                await #expect(throws: Crash.self) {
                    _ = try await publish(bench, items(bench, "new")) { reached in
                        guard reached == step else { return }
                        let times = count.withLock { value in
                            value += 1
                            return value
                        }
                        if times == copied { throw Crash() }
                    }
                }
                let isPlaced = step == .placed || step == .removed
                #expect(try seen(bench) == (isPlaced ? new : isReplacing ? old : nil))

                let again = try await publish(bench, items(bench, "new"))
                #expect(again.change == (isPlaced ? .unchanged : isReplacing ? .replaced : .created))
                #expect(try seen(bench) == new)
                #expect(try leftovers(bench) == [])
            }
        }
    }

    @Test("a file that is not what was checked is not published")
    func changedSource() async throws {
        let bench = try Bench()
        let items = try items(bench, "new")
        _ = try bench.write("new-1", "other")
        let failure = await #expect(throws: PermanentFailure.self) { _ = try await publish(bench, items) }
        #expect(failure?.reason == "assets/file1.txt is not what it was when it was checked; start the job again.")
        #expect(try seen(bench) == nil)
    }

    @Test("runs that publish the same version at once leave one of the two, whole")
    func together() async throws {
        let bench = try Bench()
        let (olds, news) = (try items(bench, "old", files: 3), try items(bench, "new", files: 3))
        let output = bench.output
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<12 {
                let items = index % 2 == 0 ? olds : news
                group.addTask {
                    let folder = PublicationFolder(output: output, id: "00007", version: 1)
                    _ = try await folder.publish(items, ActivityContext())
                }
            }
            try await group.waitForAll()
        }
        let content = try seen(bench)
        #expect(content == old || content == new)
        #expect(try leftovers(bench) == [])
    }

    @Test("an attempt that is canceled while it waits for the lock publishes nothing")
    func canceledWait() async throws {
        let bench = try Bench()
        try DurableFiles.createFolder("\(bench.output)/00007")
        let items = try items(bench, "new")
        let canceled = ActivityContext(onHeartbeat: { _ in true })
        _ = try await FolderLock.hold("\(bench.output)/00007", bench.context()) {
            await #expect(throws: CancellationError.self) {
                _ = try await PublicationFolder(output: bench.output, id: "00007", version: 1).publish(items, canceled)
            }
        }
        #expect(try seen(bench) == nil)
    }

    private func inode(_ bench: Bench) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(bench.output)/00007/v1")
        return attributes[.systemFileNumber] as? Int ?? 0
    }

    private func leftovers(_ bench: Bench) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(bench.output)/00007").filter {
            $0 != "v1" && $0 != ".lock"
        }
    }
}
