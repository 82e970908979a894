import Foundation
import HistoryReading
import MartletTesting
import SWFModel
import SWFWire
import Testing

@Suite struct StepListTests {
    private static let start = Timestamp(milliseconds: 1_700_000_000_000)

    /// Renders a page in a second attempt, while a timer runs: events 1 to 13, a second apart.
    private static var history: HistoryBuilder {
        var history = HistoryBuilder.started("Publish", input: #"{"user":"u1"}"#, at: start)
        history.decided()
        history.timerStarted("embargo", seconds: 3600)
        history.activityScheduled("Render-1", type: "Render")
        history.activityStarted("Render-1")
        history.activityFailed("Render-1", reason: "disk full")
        history.decided()
        history.activityScheduled("Render-1-try2", type: "Render")
        history.activityStarted("Render-1-try2")
        return history
    }

    @Test func `each thing that was asked for has its times and what came of it`() throws {
        let steps = StepList(Self.history.events).all
        #expect(steps.map(\.id) == ["default", "embargo", "Render-1", "default", "Render-1-try2"])
        let failed = try #require(steps.first { $0.id == "Render-1" })
        #expect(failed.outcome == .failed)
        #expect(failed.reason == "disk full")
        #expect(failed.waitTime == .seconds(1))
        #expect(failed.runTime == .seconds(1))
        #expect(failed.identity == "test")
        #expect(failed.taskList == "default")
    }

    @Test func `what is open is what nothing came of`() throws {
        let open = StepList(Self.history.events).open
        #expect(open.map(\.id) == ["embargo", "Render-1-try2"])
        #expect(open[0].end == open[0].scheduled + .seconds(3600))
        #expect(open[1].runTime == nil)
    }

    @Test func `an end whose beginning is missing is left out`() {
        let tail = Self.history.events.suffix(1)
        #expect(StepList(tail).all == [])
        #expect(ExecutionStory(tail).eventCount == 1)
    }

    @Test func `the story says how it began, what it was told and how it ended`() {
        var history = Self.history
        history.signaled("approval")
        history.signaled("approval")
        history.cancelRequested()
        history.decided()
        history.failed(reason: "no", details: "really")
        let story = ExecutionStory(history.events)
        #expect(story.type == WorkflowType(name: "Publish", version: "1"))
        #expect(story.started == Self.start)
        #expect(story.input == #"{"user":"u1"}"#)
        #expect(story.signals.map(\.name) == ["approval"])
        #expect(story.signals.first?.count == 2)
        #expect(story.cancelRequested != nil)
        #expect(story.closeStatus == .failed)
        #expect(story.closeReason == "no")
        #expect(story.closeDetails == "really")
        #expect(story.closed == history.events.last?.eventTimestamp)
    }

    @Test func `decision tasks that time out one after the other are counted until one is answered`() {
        var history = HistoryBuilder.started()
        for _ in 0..<3 {
            history.decisionTaskStarted()
            history.decisionTaskTimedOut()
            history.decisionTaskScheduled()
        }
        #expect(ExecutionStory(history.events).decisionTimeouts == 3)
        history.decided()
        #expect(ExecutionStory(history.events).decisionTimeouts == 0)
    }

    struct Recorded: Decodable {
        var events: [HistoryEvent]
    }

    static let files: [URL] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/histories")
        let found = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        let files = found.filter { $0.pathExtension == "json" }
        if files.isEmpty { print("Left out: histories recorded from Amazon SWF, for want of ../shared/histories") }
        return files.sorted { $0.lastPathComponent < $1.lastPathComponent }
    }()

    @Test(arguments: files)
    func `a history recorded from Amazon SWF leaves no step open once it is closed`(file: URL) throws {
        let events = try AWSJSON.decode(Recorded.self, from: [UInt8](Data(contentsOf: file))).events
        let story = ExecutionStory(events)
        #expect(story.eventCount == events.count)
        #expect(!story.steps.all.isEmpty)
        for step in story.steps.all {
            if let wait = step.waitTime { #expect(wait >= .zero) }
            if let run = step.runTime { #expect(run >= .zero) }
        }
        if story.closeStatus == .completed {
            #expect(story.steps.open.filter { $0.kind == .activity } == [])
        }
    }
}
