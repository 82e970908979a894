import CommandSupport
import SWFModel
import Testing

@testable import ServiceSupport

@Suite struct ProgressLinesTests {
    /// Events at the given milliseconds, numbered from 1.
    private func lines(_ events: [(at: Int, attributes: HistoryEvent.Attributes)]) -> [String] {
        var progress = ProgressLines()
        return events.enumerated().compactMap { index, event in
            let line = progress.line(
                for: HistoryEvent(
                    eventId: index + 1,
                    eventTimestamp: Timestamp(milliseconds: event.at),
                    attributes: event.attributes
                )
            )
            return line.map { "\(DurationWords.text($0.after))|\($0.text)" }
        }
    }

    private static let started = HistoryEvent.Attributes.workflowExecutionStarted(
        WorkflowExecutionStartedEventAttributes(
            childPolicy: .terminate,
            taskList: TaskList(name: "l"),
            workflowType: WorkflowType(name: "PublishArticle", version: "1")
        )
    )

    private static func scheduled(_ id: String) -> HistoryEvent.Attributes {
        .activityTaskScheduled(
            ActivityTaskScheduledEventAttributes(
                activityId: id,
                activityType: ActivityType(name: "RenderPage", version: "1"),
                decisionTaskCompletedEventId: 4,
                taskList: TaskList(name: "l")
            )
        )
    }

    @Test func `steps are told with durations, retries as attempts`() {
        let found = lines([
            (1000, Self.started),
            (1010, .decisionTaskScheduled(DecisionTaskScheduledEventAttributes(taskList: TaskList(name: "l")))),
            (1100, Self.scheduled("RenderPage-1")),
            (
                3100,
                .activityTaskStarted(ActivityTaskStartedEventAttributes(identity: "box:1:worker", scheduledEventId: 3))
            ),
            (
                3900,
                .activityTaskFailed(
                    ActivityTaskFailedEventAttributes(reason: "disk full", scheduledEventId: 3, startedEventId: 4)
                )
            ),
            (
                3900,
                .timerStarted(
                    TimerStartedEventAttributes(
                        decisionTaskCompletedEventId: 5,
                        startToFireTimeout: "2",
                        timerId: "RenderPage-1-wait1"
                    )
                )
            ),
            (5900, .timerFired(TimerFiredEventAttributes(startedEventId: 6, timerId: "RenderPage-1-wait1"))),
            (6000, Self.scheduled("RenderPage-1-try2")),
            (6100, .activityTaskStarted(ActivityTaskStartedEventAttributes(scheduledEventId: 8))),
            (
                6350,
                .activityTaskCompleted(ActivityTaskCompletedEventAttributes(scheduledEventId: 8, startedEventId: 9))
            ),
            (
                6400,
                .workflowExecutionCompleted(
                    WorkflowExecutionCompletedEventAttributes(decisionTaskCompletedEventId: 10)
                )
            ),
        ])
        #expect(
            found == [
                "0 ms|PublishArticle 1 started",
                "100 ms|RenderPage-1 scheduled",
                "2.1 s|RenderPage-1 started by box:1:worker after waiting 2 s",
                "2.9 s|RenderPage-1 failed after 800 ms: disk full",
                "2.9 s|RenderPage-1 is tried again in 2 s",
                "5 s|RenderPage-1 scheduled again, attempt 2",
                "5.1 s|RenderPage-1 started",
                "5.4 s|RenderPage-1 completed after 250 ms",
                "5.4 s|completed after 5.4 s",
            ]
        )
    }

    @Test func `timers of the workflow itself are told as timers`() {
        let started = TimerStartedEventAttributes(
            decisionTaskCompletedEventId: 1,
            startToFireTimeout: "3600",
            timerId: "embargo-wait"
        )
        let fired = TimerFiredEventAttributes(startedEventId: 2, timerId: "embargo-wait")
        #expect(
            lines([(0, Self.started), (1000, .timerStarted(started)), (3_601_000, .timerFired(fired))]) == [
                "0 ms|PublishArticle 1 started", "1 s|timer embargo-wait set for 1 h",
                "1 h|timer embargo-wait fired after 1 h",
            ]
        )
    }

    @Test func `a history that begins in the middle is told as far as it is known`() {
        let completed = ActivityTaskCompletedEventAttributes(scheduledEventId: 3, startedEventId: 4)
        #expect(lines([(1000, .activityTaskCompleted(completed))]) == [])
    }

    @Test(arguments: [
        ("RenderPage-3", "RenderPage-3", 1), ("RenderPage-3-try2", "RenderPage-3", 2), ("try3", "try3", 1),
        ("a-tryx", "a-tryx", 1), ("", "", 1),
    ])
    func `an activity id names its attempt`(id: String, name: String, attempt: Int) {
        #expect(ProgressLines.attempt(id) == (name, attempt))
    }
}
