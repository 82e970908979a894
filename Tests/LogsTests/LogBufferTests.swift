import Logging
import SWFModel
import Testing

@testable import Logs

@Suite struct LogBufferTests {
    @Test func `what comes when the buffer is full is lost, and told behind what waited`() {
        var buffer = LogBuffer(LogBuffer.Limit(lines: 2, bytes: 1_000_000))
        for number in 1...5 { buffer.add(line(number)) }
        #expect(buffer.lost == 3)
        #expect(buffer.take(atMost: 1) == LogBuffer.Batch(entries: [line(1)], lost: nil))
        #expect(
            buffer.take(atMost: 10)
                == LogBuffer.Batch(entries: [line(2)], lost: LogBuffer.Lost(count: 3, last: line(5).moment))
        )
        #expect(buffer.take(atMost: 10) == nil)
        buffer.add(line(6))
        #expect(buffer.take(atMost: 10) == LogBuffer.Batch(entries: [line(6)], lost: nil))
        #expect(buffer.lost == 3)
    }

    @Test func `large lines fill it before their number does`() {
        var buffer = LogBuffer(LogBuffer.Limit(lines: 1000, bytes: 10_000))
        for number in 1...10 { buffer.add(line(number, String(repeating: "x", count: 3000))) }
        #expect(buffer.lost == 7)
        #expect(buffer.take(atMost: 10)?.entries.count == 3)
        buffer.add(line(11))
        #expect(buffer.take(atMost: 10)?.entries == [line(11)])
    }

    @Test func `lines that could not be written are told with the next ones, and again when that was lost`() {
        var buffer = LogBuffer(LogBuffer.Limit(lines: 10, bytes: 10_000))
        buffer.lose(4, last: line(4).moment)
        #expect(buffer.take(atMost: 10) == nil)
        buffer.add(line(5))
        let told = LogBuffer.Lost(count: 4, last: line(4).moment)
        #expect(buffer.take(atMost: 10) == LogBuffer.Batch(entries: [line(5)], lost: told))
        buffer.lose(1, last: line(5).moment)
        buffer.tellAgain(told)
        buffer.add(line(6))
        let both = LogBuffer.Lost(count: 5, last: line(5).moment)
        #expect(buffer.take(atMost: 10) == LogBuffer.Batch(entries: [line(6)], lost: both))
        #expect(buffer.lost == 5)
    }
}

/// A line that says its number.
func line(_ number: Int, _ text: String = "") -> LogEntry {
    LogEntry(
        moment: Timestamp(milliseconds: number),
        level: .info,
        label: "test",
        message: "line \(number)\(text)"
    )
}
