import Logging
import Logs
import SWFModel
import Testing

@testable import CommandSupport
@testable import Insight

@Suite struct LogLineTests {
    @Test func `a JSON line has numbers where the key says time`() {
        let line = LogLine.json(
            LogEntry(
                moment: Timestamp(milliseconds: 1_772_330_520_500),
                level: .info,
                label: "martlet.worker",
                message: "done \"x\"\n",
                facts: [
                    LogFact("activityId", "Ping-1"), LogFact("attempt", "2"), LogFact("run_time", "1.25"),
                    LogFact("scheduled_timestamp", "soon"), LogFact("workflowId", "7"), LogFact("level", "mine"),
                ]
            )
        )
        #expect(
            line
                == #"{"log_timestamp":1772330520.500,"level":"info","logger":"martlet.worker","message":"done \"x\"\n","#
                + #""activityId":"Ping-1","attempt":2,"run_time":1.25,"scheduled_timestamp":"soon","workflowId":"7"}"#
        )
    }

    @Test func `a line for people stays one line, without what stands in every line`() {
        let entry = LogEntry(
            moment: Timestamp(milliseconds: 0),
            level: .warning,
            label: "x",
            message: "a\nb",
            facts: [LogFact("k", "v\u{1B}[0m"), LogFact("stream", "host-worker")]
        )
        #expect(
            LogLine.text(entry, time: "02:02:00.500", hidden: LogSource.keys) == "02:02:00.500 WARNING  a b k=v [0m"
        )
    }

    @Test func `a long text is cut, and the line is JSON all the same`() throws {
        let entry = LogEntry(
            moment: Timestamp(milliseconds: 1_772_330_520_500),
            level: .info,
            label: "x",
            message: String(repeating: "\"", count: 100_000)
        )
        let line = LogLine.json(entry)
        #expect(line.utf8.count < 3 * LogLine.limit)
        let record = LogRecord(line, process: "worker", before: Timestamp(milliseconds: 0))
        #expect(record.entry?.message.count == LogLine.limit + 1)
    }
}
