import MartletTesting
import SWFModel
import Testing

/// The tools that other tests stand on.
@Suite struct TestingToolTests {
    @Test func `the random numbers of a seed are those of SplitMix64`() {
        var random = SeededRandom(seed: 0)
        #expect(
            (0..<3).map { _ in random.next() } == [
                0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F,
            ]
        )
    }

    @Test func `a trace is one line an event, brief or full`() {
        let event = HistoryEvent(
            eventId: 5,
            eventTimestamp: Fixtures.start,
            attributes: .activityTaskScheduled(
                .init(
                    activityId: "a",
                    activityType: Fixtures.activityType,
                    control: nil,
                    decisionTaskCompletedEventId: 4,
                    heartbeatTimeout: "NONE",
                    input: "in",
                    scheduleToCloseTimeout: "1",
                    scheduleToStartTimeout: "2",
                    startToCloseTimeout: "3",
                    taskList: TaskList(name: "work")
                )
            )
        )
        #expect(
            HistoryTrace.text([event, event])
                == String(repeating: "5 ActivityTaskScheduled activityId=a decision=4 taskList=work\n", count: 2)
                .dropLast()
        )
        #expect(
            HistoryTrace.line(event, detail: .full)
                == "5 ActivityTaskScheduled activityId=a activityType=Render/1 decision=4 heartbeatTimeout=NONE "
                + "input=in scheduleToCloseTimeout=1 scheduleToStartTimeout=2 startToCloseTimeout=3 taskList=work"
        )
    }
}
