import Foundation
import Logging
import NIOSSL
import Synchronization
import Testing

@testable import SWFServer

@Suite struct WatchedFilesTests {
    /// A file, a clock that a test moves, and what was logged.
    private final class Bench: Sendable {
        let folder: TemporaryFolder
        let path: String
        let log = Recorder(level: .info)
        private let time = Mutex(ContinuousClock.now)

        init(_ text: String, mode: Int = 0o600) throws {
            folder = try TemporaryFolder()
            path = try folder.write(text, to: "file", mode: mode)
        }

        /// What the file holds; a file that says "broken" cannot be used.
        func watch() throws -> WatchedFiles<String> {
            try WatchedFiles(
                [.secret(path, name: "test file", maximumBytes: 100)],
                interval: .seconds(1),
                uptime: { self.time.withLock { $0 } },
                logger: Logger(label: "test") { _ in self.log }
            ) { contents throws(FileProblem) in
                let text = String(decoding: contents[0], as: UTF8.self)
                guard text != "broken" else { throw FileProblem("It is broken.") }
                return text
            }
        }

        func wait(_ duration: Duration = .seconds(1)) {
            time.withLock { $0 += duration }
        }
    }

    @Test func `a file that has changed is read again, a moment later and once`() throws {
        let bench = try Bench("one")
        let file = try bench.watch()
        try bench.folder.write("two", to: "file")
        #expect(file.current == "one", "not before the time to look has come")
        bench.wait()
        #expect(file.current == "two")
        bench.wait()
        #expect(file.current == "two")
        #expect(bench.log.lines == ["the test file has changed and was read again [:]"])
    }

    @Test func `a file that was written in place is seen, also with its old size and time`() throws {
        let bench = try Bench("one")
        let file = try bench.watch()
        let times = try FileManager.default.attributesOfItem(atPath: bench.path)[.modificationDate]
        let handle = try FileHandle(forWritingTo: URL(filePath: bench.path))
        try handle.write(contentsOf: Data("two".utf8))
        try handle.close()
        try FileManager.default.setAttributes([.modificationDate: try #require(times)], ofItemAtPath: bench.path)
        bench.wait()
        #expect(file.current == "two")
    }

    @Test func `a broken file leaves what was read before in force, and is told of once`() throws {
        let bench = try Bench("one")
        let file = try bench.watch()
        try bench.folder.write("broken", to: "file")
        for _ in 0..<3 {
            bench.wait()
            #expect(file.current == "one")
        }
        #expect(
            bench.log.lines
                == [
                    "The test file \(bench.path) cannot be used. It is broken. What was read before stays in force. [:]"
                ]
        )
        try bench.folder.write("three", to: "file")
        bench.wait()
        #expect(file.current == "three")
        #expect(bench.log.lines.count == 2)
    }

    @Test func `a file that is gone, too open or too large leaves what was read before in force`() throws {
        let bench = try Bench("one")
        let file = try bench.watch()
        try FileManager.default.removeItem(atPath: bench.path)
        bench.wait()
        #expect(file.current == "one")
        bench.wait()
        #expect(file.current == "one")
        #expect(bench.log.lines.count == 1 && bench.log.lines[0].contains("cannot be opened"))
        try bench.folder.write("two", to: "file", mode: 0o644)
        bench.wait()
        #expect(file.current == "one")
        #expect(bench.log.lines.last?.contains("has the mode 0644") == true)
        // Only its mode is mended: that is a change too.
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: bench.path)
        bench.wait()
        #expect(file.current == "two")
        try bench.folder.write(String(repeating: "x", count: 101), to: "file")
        bench.wait()
        #expect(file.current == "two")
        #expect(bench.log.lines.last?.contains("more than 100 bytes") == true)
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o666, 0o700, 0o601, 0o1600])
    func `a secret that is open to more than its owner is refused with what to do`(mode: Int) throws {
        // The sticky bit lets nobody in.
        if mode == 0o1600 {
            #expect(try Bench("one", mode: mode).watch().current == "one")
            return
        }
        let bench = try Bench("one", mode: mode)
        let problem = #expect(throws: FileProblem.self) { try bench.watch() }
        #expect(
            problem?.description
                == "The test file \(bench.path) has the mode 0\(String(mode, radix: 8)), which lets in more than its "
                + "owner needs: chmod 600 \(bench.path)."
        )
    }

    @Test func `a folder is no file`() throws {
        let folder = try TemporaryFolder()
        let file = GuardedFile.secret(folder.path, name: "test file", maximumBytes: 1)
        let problem = #expect(throws: FileProblem.self) { try file.read() }
        #expect(problem?.description == "The test file \(folder.path) is no regular file.")
    }

    @Test func `a server does not start with files that it cannot use`() throws {
        let folder = try TemporaryFolder()
        let open = try folder.write(#"{"keys":[]}"#, to: "open.json", mode: 0o644)
        let broken = try folder.write("{", to: "broken.json")
        let good = try folder.write(#"{"keys":[]}"#, to: "good.json")
        func sentence(_ configuration: WireServer.Configuration) -> String? {
            do {
                try configuration.check()
                return nil
            } catch {
                #expect(error.code == .badFile)
                return error.message
            }
        }
        #expect(sentence(.init(credentialsFile: good)) == nil)
        #expect(sentence(.init(host: "0.0.0.0", credentialsFile: good)) == nil)
        #expect(sentence(.init(credentialsFile: open))?.contains("chmod 600") == true)
        #expect(
            sentence(.init(credentialsFile: broken))
                == "The credentials file \(broken) cannot be used. It is not JSON."
        )
        #expect(sentence(.init(credentialsFile: folder.path + "/none"))?.contains("cannot be opened") == true)
        #expect(sentence(.init(certificateFile: good))?.contains("belong together") == true)
        #expect(sentence(.init(privateKeyFile: good))?.contains("belong together") == true)
        #expect(
            sentence(.init(certificateFile: good, privateKeyFile: broken))?.contains(
                "The first must be the server's certificate"
            ) == true
        )
        let bare = try folder.write("x", to: "key.pem", mode: 0o644)
        #expect(sentence(.init(certificateFile: good, privateKeyFile: bare))?.contains("has the mode 0644") == true)
    }
}
