import CommandSupport
import Deploys
import Foundation
import Testing

@testable import DeployPrograms

/// Commands of the machine that a deploy runs: git, and programs that are tried out.
@Suite struct OutsideCommandTests {
    private func withFolder<Value>(_ body: (_ path: String) async throws -> Value) async throws -> Value {
        let path = NSTemporaryDirectory() + "/martlet-commands-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(path)
    }

    private func run(
        _ script: String,
        in folder: String? = nil,
        limit: Duration = .seconds(60)
    ) async throws -> OutsideCommand.Ended {
        await OutsideCommand(command: ["sh", "-c", script], folder: folder, limit: limit).run()
    }

    @Test(arguments: [
        ("exit 0", "ended with 0"), ("echo no >&2; exit 3", "ended with 3: no"),
        ("echo first; echo last; exit 1", "ended with 1: first / last"), ("kill -9 $$", "was ended by signal 9"),
    ])
    func `how a command ended is said with its last words`(script: String, words: String) async throws {
        #expect(try await run(script).words.hasPrefix(words.prefix(20)))
    }

    @Test func `a command that takes too long is killed, with what it started`() async throws {
        let ended = try await run("sleep 600 & sleep 600", limit: .milliseconds(100))
        #expect(ended.code == nil)
        #expect(ended.words.hasPrefix("took longer than 100 ms"))
    }

    @Test func `a command that is not there says so`() async throws {
        let ended = await OutsideCommand(command: ["/nowhere/program"], limit: .seconds(10)).run()
        #expect(!ended.isDone)
        #expect(ended.words.hasPrefix("could not be run"))
    }

    @Test func `what it writes goes into a file, whose last line is told`() async throws {
        try await withFolder { path in
            let log = "\(path)/log"
            let command = OutsideCommand(command: ["sh", "-c", "echo one; echo two >&2; exit 1"], limit: .seconds(60))
            let ended = await command.run(log: log)
            #expect(ended.code == 1)
            #expect(ended.lastWords == "one / two")
            #expect(LogTail.whole(log).line() == "two")
            #expect(LogTail.whole("\(path)/none").line() == nil)
        }
    }

    /// A repository, and a clone of it that follows it.
    private func withClone<Value>(
        _ body: (_ origin: String, _ clone: String) async throws -> Value
    ) async throws -> Value {
        try await withFolder { path in
            let (origin, clone) = ("\(path)/origin", "\(path)/clone")
            try await git("init -q -b main \(origin)", in: path)
            try await commit("one", in: origin)
            try await git("clone -q \(origin) \(clone)", in: path)
            return try await body(origin, clone)
        }
    }

    private func git(_ arguments: String, in folder: String) async throws {
        let name = "-c user.name=tester -c user.email=tester@example.org -c commit.gpgsign=false"
        let ended = try await run("git \(name) \(arguments)", in: folder)
        try #require(ended.isDone, "git \(arguments) \(ended.words)")
    }

    private func commit(_ name: String, in folder: String) async throws {
        let ended = try await run("echo \(name) > \(name)", in: folder)
        #expect(ended.isDone)
        try await git("add -A", in: folder)
        try await git("commit -q -m 'add \(name)'", in: folder)
    }

    @Test func `the commits of the upstream are seen, and taken forward`() async throws {
        try await withClone { origin, clone in
            let repository = Repository(path: clone)
            #expect(try await repository.state(fetches: true).behind == 0)
            try await commit("two", in: origin)
            let state = try await repository.state(fetches: true)
            #expect((state.branch, state.upstream, state.ahead, state.behind) == ("main", "origin/main", 0, 1))
            #expect(state.changed == [])
            let (commit, subjects) = try await repository.pull()
            #expect(subjects.map { String($0.dropFirst(commit.count + 1)) } == ["add two"])
            #expect(FileManager.default.fileExists(atPath: "\(clone)/two"))
        }
    }

    @Test func `branches that went apart are seen, and not brought together`() async throws {
        try await withClone { origin, clone in
            try await commit("two", in: origin)
            try await commit("other", in: clone)
            let state = try await Repository(path: clone).state(fetches: true)
            #expect((state.ahead, state.behind) == (1, 1))
            await #expect(throws: Complaint.self) { _ = try await Repository(path: clone).pull() }
            #expect(!FileManager.default.fileExists(atPath: "\(clone)/two"))
        }
    }

    @Test func `files that differ are named, and so is no branch`() async throws {
        try await withClone { _, clone in
            let ended = try await run("echo more >> one; echo new > new; git checkout -q --detach", in: clone)
            #expect(ended.isDone)
            let state = try await Repository(path: clone).state(fetches: false)
            #expect(state.changed == ["one", "new"])
            #expect(state.branch == nil)
        }
    }

    @Test func `an upstream that is gone, and a folder that is no repository, say so`() async throws {
        try await withClone { origin, clone in
            try FileManager.default.removeItem(atPath: origin)
            let state = try await Repository(path: clone).state(fetches: false)
            #expect(state.upstream == "origin/main")
            await #expect(throws: Complaint.self) { _ = try await Repository(path: clone).state(fetches: true) }
        }
        _ = try await withFolder { path in
            await #expect(throws: Complaint.self) { _ = try await Repository(path: path).state(fetches: false) }
        }
    }
}
