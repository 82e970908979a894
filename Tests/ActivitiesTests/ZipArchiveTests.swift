import Foundation
import Testing

@testable import Activities

@Suite("Unpacking a zip file")
struct ZipArchiveTests {
    private typealias Entry = ArchiveBuilder.Entry

    private func unpack(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) async throws -> [String: String] {
        let bench = try Bench()
        let archive = try bench.write("a.zip", bytes)
        let folder = "\(bench.folder)/into/here"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer {
            // Whatever happened, nothing was written outside of the folder.
            #expect((try? FileManager.default.contentsOfDirectory(atPath: "\(bench.folder)/into")) == ["here"])
            #expect(
                (try? FileManager.default.contentsOfDirectory(atPath: bench.folder))?.sorted() == [
                    "a.zip", "into", "output",
                ]
            )
        }
        var files: [String: String] = [:]
        for name in try await ZipArchive.unpack(archive, into: folder, limits: limits) {
            files[name] = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        }
        return files
    }

    private func refusal(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) async throws -> String? {
        do {
            _ = try await unpack(bytes, limits: limits)
            return nil
        } catch let problem as ArchiveProblem {
            return problem.description
        }
    }

    @Test("files come out flat, folders and the leavings of systems do not")
    func plain() async throws {
        let files = try await unpack(
            ArchiveBuilder.zip([
                .file("article/a.xml", "<a/>"), .file("article/figures/f.tif", ""),
                Entry(name: "article/", kind: 0o040_000),
                .file("__MACOSX/article/._a.xml"), .file("article/.DS_Store"), .file("größe.txt", "é"),
            ])
        )
        #expect(files == ["a.xml": "<a/>", "f.tif": "", "größe.txt": "é"])
    }

    @Test(
        "a name that leads outside is refused",
        arguments: [
            "../evil.txt", "a/../../evil.txt", "/tmp/evil.txt", "..", "a/..", "../", "a\\..\\evil.txt",
            "a\nb", "a/.hidden",
        ]
    )
    func outside(_ name: String) async throws {
        let kind: UInt32 = name.hasSuffix("/") ? 0o040_000 : 0o100_000
        let sentence = try await refusal(ArchiveBuilder.zip([Entry(name: name, bytes: Array("x".utf8), kind: kind)]))
        #expect(sentence?.hasPrefix("The archive has a file ") == true)
    }

    @Test("a symbolic link is refused")
    func symbolicLink() async throws {
        let bytes = try ArchiveBuilder.zip([
            Entry(name: "a.xml", kind: 0o120_000, link: "/etc/passwd"), .file("a.xml/b"),
        ])
        #expect(try await refusal(bytes) == "The archive has an entry that is a link or device, not a file: a.xml.")
    }

    @Test("two files of one name are refused, capitals or not")
    func twice() async throws {
        let bytes = try ArchiveBuilder.zip([.file("x/a.xml"), .file("y/A.XML")])
        #expect(try await refusal(bytes) == "The archive has two files named A.XML.")
    }

    @Test("what grows too large is refused")
    func bombs() async throws {
        let bomb = try ArchiveBuilder.zip([Entry(name: "a", bytes: [UInt8](repeating: 0, count: 5_000_000))])
        #expect(bomb.count < 50_000)
        #expect(
            try await refusal(bomb, limits: ArchiveLimits(bytesPerFile: 1_000_000))
                == "The archive would unpack to more than 1000000 bytes in a."
        )
        #expect(
            try await refusal(bomb, limits: ArchiveLimits(bytesInAll: 4_000_000))
                == "The archive would unpack to more than 4000000 bytes in all."
        )
        let many = try ArchiveBuilder.zip((0..<20).map { .file("\($0)") })
        #expect(try await refusal(many, limits: ArchiveLimits(entries: 19)) == "The archive has more than 19 entries.")
        #expect(try await unpack(many, limits: ArchiveLimits(entries: 20)).count == 20)
    }

    @Test("an encrypted file is refused")
    func encrypted() async throws {
        var bytes = try ArchiveBuilder.zip([.file("a.xml", "<a/>")])
        // Bit 0 of the flags says that an entry is encrypted: at 6 in the local header, at 8 in the central directory.
        for (mark, offset) in [([0x50, 0x4B, 3, 4] as [UInt8], 6), ([0x50, 0x4B, 1, 2], 8)] {
            let start = try #require(bytes.firstRange(of: mark)).lowerBound
            bytes[start + offset] |= 1
        }
        #expect(try await refusal(bytes) == "The archive is encrypted (a.xml); send it without a password.")
    }

    @Test("a broken archive is refused, wherever it is cut", arguments: [4, 20, 60, 1_000, 2_000])
    func broken(_ length: Int) async throws {
        let noise = (0..<4_000).map { UInt8(truncatingIfNeeded: ($0 &* 7_919) >> 3 ^ $0) }
        let whole = try ArchiveBuilder.zip([Entry(name: "a.bin", bytes: noise)])
        try #require(whole.count > length + 100)
        let sentence = try await refusal(Array(whole.prefix(length)))
        #expect(sentence?.hasPrefix("The archive is broken") == true || sentence == "The archive is empty.")
    }

    @Test("a byte changed on the way is found by the checksum")
    func corrupted() async throws {
        let noise = (0..<4_000).map { UInt8(truncatingIfNeeded: ($0 &* 7_919) >> 3 ^ $0) }
        var bytes = try ArchiveBuilder.zip([Entry(name: "a.bin", bytes: noise)])
        bytes[1_000] ^= 0x55
        #expect(try await refusal(bytes)?.hasPrefix("The archive is broken in a.bin") == true)
    }

    @Test("an archive without files is empty")
    func empty() async throws {
        #expect(try await refusal([0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)) == "The archive is empty.")
    }
}
