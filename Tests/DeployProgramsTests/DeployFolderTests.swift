import CommandSupport
import Deploys
import Foundation
import SWFModel
import Testing

@testable import DeployPrograms

/// Where programs run from, and what is written down of deploys.
@Suite struct DeployFolderTests {
    private static let now = Timestamp(milliseconds: 1_700_000_000_000)

    /// A folder with eight programs, and one for releases.
    private func withFolders<Value>(
        _ body: (_ built: String, _ releases: ReleaseFolder) throws -> Value
    ) throws -> Value {
        let path = NSTemporaryDirectory() + "/martlet-deploy-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        let built = "\(path)/built"
        try FileManager.default.createDirectory(atPath: built, withIntermediateDirectories: true)
        for program in Release.programNames { try write("1", to: program, in: built) }
        return try body(built, ReleaseFolder(path: "\(path)/releases"))
    }

    private func write(_ text: String, to program: String, in folder: String) throws {
        let path = "\(folder)/\(program)"
        // As a compiler does: another file under the same name.
        try? FileManager.default.removeItem(atPath: path)
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o755]
        #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: attributes))
    }

    private func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `programs are copied whole, and put in place by a link`() throws {
        try withFolders { built, releases in
            #expect(releases.currentName() == nil)
            let release = try releases.stage(from: built, name: "a", commit: "1a2b3c4", now: Self.now)
            #expect(releases.release("a") == release)
            #expect(releases.currentName() == nil)
            try releases.replace(with: "a")
            #expect(releases.currentName() == "a")
            try write("2", to: "worker", in: built)
            #expect(text("\(releases.current)/worker") == "1")
        }
    }

    @Test func `a program that did not change stays the same file, so that its processes go on`() throws {
        try withFolders { built, releases in
            _ = try releases.stage(from: built, name: "a", commit: nil, now: Self.now)
            try releases.replace(with: "a")
            try write("2", to: "worker", in: built)
            try write("1", to: "server", in: built)
            _ = try releases.stage(from: built, name: "b", commit: nil, now: Self.now)
            #expect(releases.differing("b", from: "a") == ["worker"])
            #expect(releases.differing("a", from: nil) == Release.programNames)
            try releases.replace(with: "b")
            #expect(text("\(releases.current)/worker") == "2")
            #expect(text("\(releases.folder(of: "a"))/worker") == "1")
        }
    }

    @Test func `a set with a program missing is not made`() throws {
        try withFolders { built, releases in
            try FileManager.default.removeItem(atPath: "\(built)/cron")
            #expect(throws: Complaint(.usage, "There is no program cron in \(built).")) {
                _ = try releases.stage(from: built, name: "a", commit: nil, now: Self.now)
            }
            #expect(releases.names() == [])
            #expect(try FileManager.default.contentsOfDirectory(atPath: releases.path) == [])
        }
    }

    @Test func `what is half done and what is old is taken away, and what is needed stays`() throws {
        try withFolders { built, releases in
            for name in ["a", "b", "c", "d"] {
                _ = try releases.stage(from: built, name: name, commit: nil, now: Self.now)
            }
            try FileManager.default.createDirectory(
                atPath: "\(releases.path)/.e.new",
                withIntermediateDirectories: true
            )
            try releases.replace(with: "d")
            releases.tidy(keeping: ["a", "d"])
            #expect(releases.names() == ["a", "d"])
            #expect(!FileManager.default.fileExists(atPath: "\(releases.path)/.e.new"))
            #expect(releases.currentName() == "d")
        }
    }

    @Test func `a link to a release that is gone is none`() throws {
        try withFolders { built, releases in
            _ = try releases.stage(from: built, name: "a", commit: nil, now: Self.now)
            try releases.replace(with: "b")
            #expect(releases.currentName() == nil)
        }
    }

    @Test func `one deploy at a time has the lock, and gives it back`() throws {
        try withFolders { _, releases in
            let isFreeMeanwhile = try holding(releases) { try isFree(releases) }
            #expect(isFreeMeanwhile == false)
            #expect(try isFree(releases))
        }
    }

    /// What the body says while the lock is held.
    private func holding(_ releases: ReleaseFolder, _ body: () throws -> Bool) throws -> Bool? {
        guard let lock = try DeployLock.take(in: releases.path) else { return nil }
        let said = try body()
        _ = consume lock
        return said
    }

    private func isFree(_ releases: ReleaseFolder) throws -> Bool {
        let lock = try DeployLock.take(in: releases.path)
        return lock != nil
    }

    private func record(_ release: String) -> DeployRecord {
        DeployRecord(
            started: Self.now,
            ended: Self.now,
            identity: "host:7:martlet",
            from: nil,
            to: release,
            commit: nil,
            steps: [],
            outcome: DeployOutcome(.deployed, "so it is")
        )
    }

    @Test func `the ledger keeps what it has, whatever half a line a full disk left in it`() throws {
        try withFolders { built, releases in
            _ = try releases.stage(from: built, name: "a", commit: nil, now: Self.now)
            let ledger = DeployLedger(path: releases.path)
            try ledger.append(record("a"))
            let file = try #require(FileHandle(forWritingAtPath: "\(releases.path)/deploys.jsonl"))
            try file.seekToEnd()
            try file.write(contentsOf: Data("{\"identity\":".utf8))
            try file.close()
            try ledger.append(record("b"))
            #expect(ledger.records() == [record("a"), record("b")])
        }
    }

    @Test func `the journal is there until its deploy is written down`() throws {
        try withFolders { built, releases in
            _ = try releases.stage(from: built, name: "a", commit: nil, now: Self.now)
            let ledger = DeployLedger(path: releases.path)
            #expect(ledger.journal() == nil)
            let journal = DeployJournal(identity: "host:7:martlet", started: Self.now, step: .tests, from: nil)
            try ledger.write(journal)
            #expect(ledger.journal() == journal)
            try ledger.append(record("a"))
            #expect(ledger.journal() == nil)
        }
    }

    @Test(arguments: [("00:15", true), ("24:00", false), ("0:5", true), ("soon", false), ("2026-03-01T00:15Z", true)])
    func `a moment is a time of today, or a date with a time`(text: String, isOne: Bool) {
        let moment = ClockText.moment(text, on: Self.now)
        #expect((moment != nil) == isOne)
        if let moment, text.count == 5 { #expect(ClockText.text(moment, on: Self.now) == text) }
    }
}
