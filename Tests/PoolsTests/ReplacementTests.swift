import Foundation
import Testing

@testable import Pools

@Suite struct ReplacementTests {
    /// What is seen at each second, and what the watch says to it.
    private func transcript(_ seen: [Int?], refusing: Int? = nil) -> [Int?] {
        var watch = ReplacementWatch(running: 1, settle: .seconds(2))
        return seen.enumerated().map { second, seen in
            let found = watch.looked(seen, at: .seconds(second))
            if let found, found == refusing { watch.refuse(found) }
            return found
        }
    }

    @Test func `another file counts when it has stayed as it is for a while`() {
        #expect(transcript([1, 1, 2, 2, 2, 2]) == [nil, nil, nil, nil, 2, 2])
    }

    @Test func `a file that is still being written does not count`() {
        #expect(transcript([1, 2, 3, 4, 5, 5, 5]) == [nil, nil, nil, nil, nil, nil, 5])
    }

    @Test func `a file that is gone for a moment is no replacement, and begins anew`() {
        #expect(transcript([2, nil, 2, 2, 2]) == [nil, nil, nil, nil, 2])
    }

    @Test func `a file that was put back is none`() {
        #expect(transcript([2, 2, 1, 1, 1]) == [nil, nil, nil, nil, nil])
    }

    @Test func `one that was refused is not named again, but the next is`() {
        #expect(transcript([2, 2, 2, 2, 3, 3, 3], refusing: 2) == [nil, nil, 2, nil, nil, nil, 3])
    }

    @Test func `every change of a program file makes another fingerprint`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = ProgramFile(path: folder.appending(path: "program").path)
        #expect(file.fingerprint == nil)
        try Data("one".utf8).write(to: URL(filePath: file.path))
        let first = try #require(file.fingerprint)
        #expect(file.fingerprint == first)
        #expect(first.short.count == 8)
        try Data("three".utf8).write(to: folder.appending(path: "new"))
        try FileManager.default.removeItem(atPath: file.path)
        try FileManager.default.moveItem(at: folder.appending(path: "new"), to: URL(filePath: file.path))
        let second = try #require(file.fingerprint)
        #expect(second != first)
        #expect(second.short != first.short)
        #expect(ProgramFile(path: folder.path).fingerprint == nil, "a folder is no program")
    }

    @Test func `the birth of a process is read whatever its name holds`() {
        let text = "17 (a) b (c)) S 1 17 17 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 9 0 4711 99 100"
        #expect(KernelProcess.birth(inStat: text) == 4711)
        #expect(KernelProcess.birth(inStat: "17 (a) S 1") == nil)
        #expect(KernelProcess.birth(inStat: "") == nil)
    }
}
