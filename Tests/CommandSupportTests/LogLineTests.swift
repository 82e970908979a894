import Martlet
import Testing

@testable import CommandSupport

@Suite struct LogLineTests {
    @Test func `a JSON line has numbers where the key says time`() {
        let line = LogLine.json(
            seconds: 1_772_330_520.5,
            level: .info,
            label: "martlet.worker",
            message: "done \"x\"\n",
            metadata: [
                ("activityId", "Ping-1"), ("attempt", "2"), ("run_time", "1.25"), ("scheduled_timestamp", "soon"),
                ("workflowId", "7"),
            ]
        )
        #expect(
            line
                == #"{"log_timestamp":1772330520.500,"level":"info","logger":"martlet.worker","message":"done \"x\"\n","#
                + #""activityId":"Ping-1","attempt":2,"run_time":1.25,"scheduled_timestamp":"soon","workflowId":"7"}"#
        )
    }

    @Test func `a line for people stays one line`() {
        let line = LogLine.text(time: "02:02:00.500", level: .warning, message: "a\nb", metadata: [("k", "v\u{1B}[0m")])
        #expect(line == "02:02:00.500 WARNING  a b k=v [0m")
    }
}
