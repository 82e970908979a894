import Foundation
import SWFModel
import Synchronization
import Testing

@testable import Logs

/// Writers over real pipes and files; nothing waits but for what it is told.
@Suite struct LogWriterTests {
    /// A new folder that is gone afterwards.
    static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "logs-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }

    static func lines(_ path: String) -> [String] {
        let data = FileManager.default.contents(atPath: path) ?? Data()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `a pipe that nobody reads holds up nobody, and the lost lines are counted and told`() throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let sink = StreamSink(name: "the pipe", descriptor: ends[1]) { $0.message }
        let writer = LogWriter(sink, lines: 100)
        let clock = ContinuousClock()
        // Far more than the pipe and the buffer hold.
        let took = clock.measure {
            for number in 1...20_000 { writer.submit(line(number, String(repeating: "x", count: 50))) }
        }
        #expect(took < .seconds(5))
        #expect(!writer.drain(within: .milliseconds(50)))
        #expect(writer.lost > 10_000)
        // Somebody reads at last: what waited comes, and how many lines were lost.
        let text = Mutex("")
        let isRead = DispatchSemaphore(value: 0)
        let readEnd = ends[0]
        Thread.detachNewThread {
            var room = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = Foundation.read(readEnd, &room, room.count)
                guard count > 0 else { break }
                text.withLock { $0 += String(decoding: room[..<count], as: UTF8.self) }
            }
            isRead.signal()
        }
        #expect(writer.drain(within: .seconds(20)))
        close(ends[1])
        #expect(isRead.wait(timeout: .now() + 20) == .success)
        close(ends[0])
        let lines = text.withLock { $0 }.split(separator: "\n")
        let told = lines.filter { $0.contains("lines of the log were lost") }
        #expect(told.reduce(0) { $0 + (Int($1.prefix { $0.isNumber }) ?? 0) } == writer.lost)
        #expect(lines.count - told.count + writer.lost == 20_000)
    }

    @Test func `a pipe whose reader is gone loses lines, says so once, and holds up nobody`() {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        close(ends[0])
        let troubles = Mutex<[String]>([])
        let writer = LogWriter(StreamSink(name: "the pipe", descriptor: ends[1]) { $0.message }) { trouble in
            troubles.withLock { $0.append(trouble) }
        }
        for number in 1...1000 { writer.submit(line(number)) }
        #expect(writer.drain(within: .seconds(10)))
        #expect(writer.lost == 1000)
        #expect(troubles.withLock { $0 } == ["the pipe takes no lines: Broken pipe"])
        close(ends[1])
    }

    @Test func `lines wait for a file whose folder cannot be made yet, in their order`() throws {
        try Self.withFolder { folder in
            // A file stands where the folder should be.
            let blocked = "\(folder)/logs"
            try Data().write(to: URL(filePath: blocked))
            let path = "\(blocked)/x.log"
            let troubled = DispatchSemaphore(value: 0)
            let sink = RotatingFile(path: path, bytes: 1_000_000, count: 2) { $0.message }
            let writer = LogWriter(sink, pause: .milliseconds(10)) { _ in troubled.signal() }
            for number in 1...50 { writer.submit(line(number)) }
            #expect(troubled.wait(timeout: .now() + 10) == .success)
            try FileManager.default.removeItem(atPath: blocked)
            #expect(writer.drain(within: .seconds(10)))
            #expect(Self.lines(path) == (1...50).map { "line \($0)" })
            #expect(writer.lost == 0)
        }
    }

    @Test func `a full disk loses no line that fits into the buffer, and tears none`() throws {
        // /dev/full takes nothing, as a full disk does.
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        var sink = StreamSink(name: "the disk", descriptor: full) { $0.message }
        let entries = (1...3).map { line($0) }
        let delivery = sink.write(entries[...])
        #expect(delivery == LogDelivery(settled: 0, problem: "No space left on device"))
        var lines = LineBytes(isAfterCut: false)
        let added = entries.map { lines.add($0.message) }
        #expect(added == [true, true, true])
        #expect(lines.taken(0) == (0, false))
        #expect(lines.taken(7) == (1, false))
        #expect(lines.taken(9) == (1, true))
        #expect(lines.taken(21) == (3, false))
        var after = LineBytes(isAfterCut: true)
        _ = after.add("line 2")
        #expect(String(decoding: after.bytes, as: UTF8.self) == "\nline 2\n")
        #expect(after.taken(0) == (0, true))
        #expect(after.taken(1) == (0, false))
    }

    @Test func `several writers of one file rotate it, and no line is lost or torn`() throws {
        try Self.withFolder { folder in
            let path = "\(folder)/many.log"
            let count = 3000
            let writers = (1...4).map { writer in
                LogWriter(
                    RotatingFile(path: path, bytes: 20_000, count: 1000) { "\(writer) \($0.message)" },
                    lines: 100_000
                )
            }
            for number in 1...count { for writer in writers { writer.submit(line(number)) } }
            for writer in writers { #expect(writer.drain(within: .seconds(60))) }
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            // How often it is renamed depends on how much each writer has to write at once.
            #expect(files.count > 1)
            let all = files.flatMap { Self.lines("\(folder)/\($0)") }
            let wanted = (1...4).flatMap { writer in (1...count).map { "\(writer) line \($0)" } }
            #expect(all.count == wanted.count)
            #expect(Set(all) == Set(wanted))
        }
    }

    @Test func `a file that was renamed or taken away is left for a new one`() throws {
        try Self.withFolder { folder in
            let path = "\(folder)/x.log"
            var sink = RotatingFile(path: path, bytes: 1_000_000, count: 2) { $0.message }
            let delivery1 = sink.write([line(1)][...])
            #expect(delivery1 == LogDelivery(settled: 1))
            #expect(rename(path, "\(path).by-hand") == 0)
            let delivery2 = sink.write([line(2)][...])
            #expect(delivery2 == LogDelivery(settled: 1))
            #expect(unlink(path) == 0)
            let delivery3 = sink.write([line(3)][...])
            #expect(delivery3 == LogDelivery(settled: 1))
            #expect(Self.lines("\(path).by-hand") == ["line 1"])
            #expect(Self.lines(path) == ["line 3"])
        }
    }

    @Test func `a process that is stopped while it writes delays the rotation, and nothing else`() throws {
        try Self.withFolder { folder in
            let path = "\(folder)/x.log"
            var sink = RotatingFile(path: path, bytes: 10, count: 2) { $0.message }
            let delivery4 = sink.write([line(1)][...])
            #expect(delivery4 == LogDelivery(settled: 1))
            // As another process that was stopped between its lock and its write.
            let other = open(path, O_WRONLY | O_APPEND)
            #expect(flock(other, LOCK_SH) == 0)
            let delivery5 = sink.write([line(2)][...])
            #expect(delivery5 == LogDelivery(settled: 1))
            #expect(!FileManager.default.fileExists(atPath: "\(path).1"))
            #expect(write(other, "late\n", 5) == 5)
            close(other)
            let delivery6 = sink.write([line(3)][...])
            #expect(delivery6 == LogDelivery(settled: 1))
            #expect(Self.lines("\(path).1") == ["line 1", "line 2", "late", "line 3"])
        }
    }

    @Test func `syslog over UDP gets each line, and a daemon that is not there loses them`() throws {
        let receiver = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(receiver) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(receiver, $0, size) + getsockname(receiver, $0, &size)
            }
        }
        #expect(bound == 0)
        let form = SyslogLine(form: .rfc5424, facility: 3, host: "h", program: "p", pid: 1)
        var sink = SyslogSink(.udp(host: "127.0.0.1", port: Int(UInt16(bigEndian: address.sin_port))), line: form) {
            $0.message
        }
        let delivery7 = sink.write([line(1), line(2)][...])
        #expect(delivery7 == LogDelivery(settled: 2))
        var room = [UInt8](repeating: 0, count: 1000)
        for number in 1...2 {
            let count = recv(receiver, &room, room.count, 0)
            #expect(String(decoding: room[..<max(0, count)], as: UTF8.self).hasSuffix(" h p 1 - - line \(number)"))
        }
        var nobody = SyslogSink(.local(path: "/tmp/no-such-syslog-\(UUID().uuidString)"), line: form) { $0.message }
        let delivery = nobody.write([line(1), line(2)][...])
        #expect((delivery.settled, delivery.lost) == (2, 2))
        #expect(delivery.problem != nil)
    }
}
