import DeciderCore
import Engine
import Martlet
import MartletTesting
import Testing

@testable import Martlet

/// Code with a change, which shows how far it is.
struct ChangedProgram: Workflow {
    static let definition = WorkflowDefinition("SequenceProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        try context.publish("begun")
        return try await context.run(Fetch.self, context.version("change", 1...2))
    }
}

@Suite("An execution that the code cannot follow waits for code that can", .timeLimit(.minutes(10)))
struct HoldTests {
    /// The names of the markers and timers that hold an execution, in order.
    private func notes(_ events: [HistoryEvent]) -> [String] {
        events.compactMap { event in
            switch event.attributes {
            case .markerRecorded(let attributes): attributes.markerName
            case .timerStarted(let attributes): "\(attributes.timerId) \(attributes.startToFireTimeout)"
            default: nil
            }
        }
    }

    /// An execution of SequenceProgram whose first activity is done.
    private func started(_ house: House) async throws -> WorkflowExecution {
        let execution = try await house.starter.start(SequenceProgram.self, 1, workflowId: "one")
        try await house.decideAnew()
        try await house.work(result: "1")
        return execution
    }

    @Test func `the reason stands in the history once, and tries come at growing intervals`() async throws {
        try await House.run { house in
            let execution = try await started(house)
            for seconds in [1, 2, 4] {
                // Each try is that of another decider: what is known stands in the history.
                try await house.decideAnew([RenamedProgram.self], identity: "after \(seconds)")
                house.cluster.clock.advance(by: .seconds(seconds))
            }
            let events = try await house.history(of: execution)
            #expect(
                notes(events) == [OwnName.heldMarker, "martlet.hold-1 1", "martlet.hold-2 2", "martlet.hold-3 4"]
            )
            let details = events.compactMap { event in
                if case .markerRecorded(let attributes) = event.attributes { attributes.details } else { nil }
            }
            let text = try #require(details.first)
            #expect(text.contains("event 5: the history has ActivityTaskScheduled Fetch-1 (Fetch 1)"), "\(text)")
            #expect(text.hasSuffix("\nDecider: after 1"), "\(text)")
        }
    }

    @Test func `code that can follow goes on where it was, and replays`() async throws {
        try await House.run { house in
            let execution = try await started(house)
            for seconds in [1, 2] {
                try await house.decideAnew([RenamedProgram.self])
                house.cluster.clock.advance(by: .seconds(seconds))
            }
            let mended = house.handler()
            for result in ["2", "3"] {
                try await house.decide(mended)
                try await house.work(result: result)
            }
            try await house.decide(mended)
            await mended.end()
            let events = try await house.history(of: execution)
            #expect(events.last.flatMap { ExecutionOutcome(execution: execution, event: $0) }?.result == "3")
            let report = Replayer(workflows: House.workflows).replay(events, of: execution, domain: House.domain)
            #expect(report.verdict == .replays, "\(report)")
        }
    }

    @Test func `after code that could follow the tries begin anew`() async throws {
        try await House.run { house in
            let execution = try await started(house)
            try await house.decideAnew([RenamedProgram.self])
            house.cluster.clock.advance(by: .seconds(1))
            try await house.decideAnew()
            try await house.work(result: "2")
            try await house.decideAnew([RenamedProgram.self])
            let events = try await house.history(of: execution)
            #expect(notes(events) == [OwnName.heldMarker, "martlet.hold-1 1", "martlet.hold-1 1"])
        }
    }

    @Test func `an event that comes meanwhile calls for a try, and for no second timer`() async throws {
        try await House.run { house in
            let execution = try await started(house)
            try await house.decideAnew([RenamedProgram.self])
            for _ in 0..<3 {
                try await house.cluster.engine.signalWorkflowExecution(
                    SignalWorkflowExecutionInput(domain: House.domain, signalName: "hello", workflowId: "one")
                )
                try await house.decideAnew([RenamedProgram.self])
            }
            #expect(
                notes(try await house.history(of: execution)) == [
                    OwnName.heldMarker, "martlet.hold-1 1", OwnName.heldMarker, OwnName.heldMarker, OwnName.heldMarker,
                ]
            )
            try await house.cluster.engine.signalWorkflowExecution(
                SignalWorkflowExecutionInput(domain: House.domain, signalName: "hello", workflowId: "one")
            )
            let mended = house.handler()
            try await house.decide(mended)
            try await house.work(result: "2")
            try await house.decide(mended)
            await mended.end()
            let events = try await house.history(of: execution)
            let report = Replayer(workflows: House.workflows).replay(events, of: execution, domain: House.domain)
            #expect(report.verdict == .replays, "\(report)")
            #expect(events.last?.eventType == .activityTaskScheduled)
        }
    }

    @Test func `a workflow that this decider does not know waits for one that does`() async throws {
        try await House.run { house in
            let outcomes = Log<DecisionProgress.Outcome>()
            let old = Decider.Configuration(backoff: House.quick, onDecision: { outcomes.add($0.outcome) })
            let execution = try await house.starter.start(SequenceProgram.self, 1, workflowId: "one")
            try await house.decideAnew([RetryProgram.self], old)
            #expect(outcomes.all == [.held(reason: "This decider knows no workflow SequenceProgram version 1")])
            house.cluster.clock.advance(by: .seconds(1))
            let new = house.handler()
            try await house.decide(new)
            try await house.work(result: "2")
            try await house.decide(new)
            await new.end()
            let events = try await house.history(of: execution)
            let report = Replayer(workflows: House.workflows).replay(events, of: execution, domain: House.domain)
            #expect(report.verdict == .replays, "\(report)")
        }
    }

    @Test(arguments: [1, 3])
    func `an execution that was held when it was new is new all the same`(_ tries: Int) async throws {
        try await House.run { house in
            let execution = try await house.starter.start(SequenceProgram.self, 1, workflowId: "one")
            for number in 0..<tries {
                try await house.decideAnew([RetryProgram.self])
                house.cluster.clock.advance(by: .seconds(1 << number))
            }
            try await house.decideAnew([ChangedProgram.self])
            guard case .activityTaskScheduled(let attributes) = try await house.history(of: execution).last?.attributes
            else {
                Issue.record("no activity was scheduled")
                return
            }
            #expect(attributes.input == "2", "a new execution takes the newest version")
            #expect(try await house.starter.published(String.self, of: execution) == "begun")
            try await house.work(result: "7")
            try await house.decideAnew([ChangedProgram.self])
            let outcome = try await house.starter.wait(for: execution, interval: .milliseconds(1))
            #expect(outcome.result == "7")
        }
    }

    @Test func `misuse fails the execution all the same`() async throws {
        try await House.run { house in
            let registrar = Registrar(
                service: house.cluster.engine,
                domain: House.domain,
                retentionDays: "7",
                defaultTaskList: House.taskList,
                logger: House.quiet
            )
            _ = try await registrar.register(workflows: [TaskSleepProgram.self], activities: [])
            let execution = try await house.starter.start(TaskSleepProgram.self, 1, workflowId: "one")
            try await house.decideAnew([TaskSleepProgram.self])
            let outcome = try await house.starter.wait(for: execution, interval: .milliseconds(1))
            #expect(outcome.closeStatus == .failed)
        }
    }
}

@Suite("What a history tells of the tries to follow it")
struct HoldRecordTests {
    private let trouble = DecisionTrouble(sentence: "it is wrong", advice: "mend it")

    private func held(_ count: Int) -> HistoryBuilder {
        var history = HistoryBuilder.started()
        for number in 1...count {
            history.decided()
            history.timerStarted("martlet.hold-\(number)", seconds: 1)
            history.timerFired("martlet.hold-\(number)")
            history.decisionTaskScheduled()
        }
        history.decisionTaskStarted()
        return history
    }

    @Test func `waits double up to ten minutes`() {
        let waits = (1...12).map { HoldRecord(held($0).events).waitSeconds(limit: 25_000) }
        #expect(waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600])
        #expect(HoldRecord(HistoryBuilder.started().events).waitSeconds(limit: 25_000) == 1)
    }

    @Test(
        arguments: [
            // The first day's, in a history with room.
            (0, 10, 1), (1, 10, 2), (9, 10_000, 512), (10, 20_000, 600), (149, 20_000, 600),
            // A day has passed: a year of them fits into the 20,000 and 10,000 events that are left.
            (150, 5_000, 7_884), (150, 15_000, 15_768),
            // Little room.
            (3, 20_001, 8), (12, 20_001, 4_096), (20, 20_001, 31_542), (20, 24_000, 157_680),
            // None: no more than a year, and a timer takes no more than eight digits.
            (150, 24_999, 31_536_000), (150, 25_000, 31_536_000), (1_000_000, 1_000_000, 31_536_000),
        ]
    )
    func `tries come further apart when there are many, or the history is long`(
        _ tries: Int,
        _ events: Int,
        _ seconds: Int
    ) {
        #expect(HoldRecord.waitSeconds(tries: tries, events: events, limit: 25_000) == seconds)
    }

    @Test(arguments: [10, 12_500, 20_000, 24_500])
    func `a history has room for a year of tries`(_ first: Int) {
        var (tries, events, seconds) = (0, first, 0)
        while seconds < 31_536_000, events < 25_000 {
            seconds += HoldRecord.waitSeconds(tries: tries, events: events, limit: 25_000)
            (tries, events) = (tries + 1, events + 5)
        }
        #expect(events < 25_000)
    }

    @Test func `a reason that stands there already is not said at length again`() throws {
        var history = HistoryBuilder.started()
        history.decided()
        guard
            case .recordMarker(let marker)? = HoldRecord(history.events).decisions(
                trouble,
                identity: "a",
                limit: 25_000
            ).first
        else {
            Issue.record("there is no marker")
            return
        }
        #expect(marker.details == "it is wrong\nmend it\nDecider: a")
        for _ in 0..<2 {
            history.markerRecorded(OwnName.heldMarker, details: marker.details)
            history.timerStarted("martlet.hold-1", seconds: 1)
            history.signaled("hello")
            history.decisionTaskScheduled()
            history.decided()
            history.markerRecorded(OwnName.heldMarker, details: "As before\nDecider: b")
            let record = HoldRecord(history.events)
            #expect(record.reason == "it is wrong\nmend it")
            let again = RecordMarkerDecisionAttributes(
                details: "As before\nDecider: c",
                markerName: OwnName.heldMarker
            )
            #expect(record.decisions(trouble, identity: "c", limit: 25_000) == [.recordMarker(again)])
            let other = DecisionTrouble(sentence: "it is otherwise wrong", advice: nil)
            guard case .recordMarker(let news)? = record.decisions(other, identity: "c", limit: 25_000).first else {
                Issue.record("there is no marker")
                return
            }
            #expect(news.details == "it is otherwise wrong\nDecider: c")
        }
    }

    @Test func `a reason is news until it stands there, whoever wrote it`() {
        var history = HistoryBuilder.started()
        #expect(HoldRecord(history.events).isNews(trouble))
        history.decided()
        history.markerRecorded(OwnName.heldMarker, details: "it is wrong\nmend it\nDecider: somebody else")
        history.timerStarted("martlet.hold-1", seconds: 1)
        let record = HoldRecord(history.events)
        #expect(!record.isNews(trouble))
        #expect(record.isNews(DecisionTrouble(sentence: "it is otherwise wrong", advice: nil)))
    }

    @Test func `a timer of an earlier hold that still runs is no timer of this one`() {
        var history = HistoryBuilder.started()
        history.decided()
        history.markerRecorded(OwnName.heldMarker, details: "it is wrong\nmend it\nDecider: a")
        history.timerStarted("martlet.hold-1", seconds: 7_884)
        for _ in 0..<2 {
            // Code that can follow decides, for something came meanwhile; later a decider cannot.
            history.signaled("hello")
            history.decisionTaskScheduled()
            history.decided()
        }
        history.decisionTaskScheduled()
        let next = StartTimerDecisionAttributes(startToFireTimeout: "1", timerId: "martlet.hold-2")
        #expect(HoldRecord(history.events).decisions(trouble, identity: "a", limit: 25_000) == [.startTimer(next)])
        history.decided()
        history.timerStarted("martlet.hold-2", seconds: 1)
        #expect(HoldRecord(history.events).isTimerRunning)
        history.timerFired("martlet.hold-1")
        #expect(HoldRecord(history.events).isTimerRunning)
        history.timerFired("martlet.hold-2")
        let record = HoldRecord(history.events)
        #expect(!record.isTimerRunning)
        #expect(record.count == 1)
    }

    @Test func `a refused timer is told, for then the answer must wait here`() {
        var history = HistoryBuilder.started()
        history.decided()
        history.timerNotStarted("martlet.hold-1", cause: .timerCreationRateExceeded)
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        let record = HoldRecord(history.events)
        #expect(record.isTimerRefused)
        #expect(record.count == 1)
        #expect(!record.isTimerRunning)
    }

    @Test func `a reason that is far too long is cut`() {
        let long = DecisionTrouble(sentence: String(repeating: "x", count: 100_000), advice: nil)
        guard case .recordMarker(let marker) = HoldRecord([]).decisions(long, identity: "a", limit: 25_000).first else {
            Issue.record("there is no marker")
            return
        }
        #expect((marker.details?.utf16.count ?? 0) < 10_000)
    }
}
