import MartletTesting
import SWFModel
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// swf-spec.md 2.2, 2.4.26 and 2.4.27.
@Suite struct PagingTests {
    /// An execution with that many signals, of which some share a commit with other events.
    private func signaled(_ count: Int, on rig: EngineByHand) async throws -> WorkflowExecution {
        let execution = try await rig.session.start("w")
        for index in 0..<count { try await rig.session.signal("w", "s\(index)") }
        return execution
    }

    @Test(arguments: [1, 2, 3, 7, 16, 17, 18, 19, 1000, 0])
    func `pages of a history joined are the history, in both orders`(size: Int) async throws {
        let rig = try await EngineByHand()
        let execution = try await signaled(15, on: rig)
        let task = try await rig.session.decisionTask()
        try await rig.session.decide(
            task,
            [.recordMarker(.init(markerName: "m")), rig.session.schedule("a"), rig.session.schedule("b")]
        )
        let whole = try await rig.session.history(execution)
        #expect(whole.map(\.eventId) == Array(1...22))
        for rig in [rig, try await rig.reopened()] {
            for reverse in [false, true] {
                var joined: [HistoryEvent] = []
                var token: String?
                repeat {
                    let page = try await rig.engine.getWorkflowExecutionHistory(
                        .init(
                            domain: Session.domain,
                            execution: execution,
                            maximumPageSize: size,
                            nextPageToken: token,
                            reverseOrder: reverse
                        )
                    )
                    joined += page.events
                    token = page.nextPageToken
                    let isLast = joined.count == whole.count
                    #expect(page.events.count == (size == 0 ? 22 : min(size, 22)) || isLast)
                    #expect((token == nil) == isLast, "no token comes with the last page, even a full one")
                } while token != nil && joined.count < 100
                #expect(joined == (reverse ? whole.reversed() : whole))
            }
        }
    }

    @Test func `a page holds a thousand events at most, and more may not be asked for`() async throws {
        let rig = try await EngineByHand()
        let execution = try await signaled(1_100, on: rig)
        let first = try await rig.engine.getWorkflowExecutionHistory(
            .init(domain: Session.domain, execution: execution)
        )
        #expect(first.events.count == 1_000)
        #expect(first.nextPageToken != nil)
        #expect(try await rig.session.pagedHistory(execution).map(\.eventId) == Array(1...1_102))
        for size in [1_001, -1] {
            let refusal = await fault {
                _ = try await rig.engine.getWorkflowExecutionHistory(
                    .init(domain: Session.domain, execution: execution, maximumPageSize: size)
                )
            }
            let bound = size > 0 ? "less than or equal to 1000" : "greater than or equal to 0"
            #expect(
                refusal
                    == Fault(
                        .validation,
                        "1 validation error detected: Value '\(size)' at 'maximumPageSize' failed to satisfy "
                            + "constraint: Member must have value \(bound)"
                    )
            )
        }
    }

    /// Fetches every page of one decision task.
    private func pages(
        _ rig: EngineByHand,
        size: Int,
        reverse: Bool = false,
        startAtPrevious: Bool = false,
        between: () async throws -> Void = {}
    ) async throws -> [DecisionTask] {
        var pages: [DecisionTask] = []
        repeat {
            let page = try await rig.engine.pollForDecisionTask(
                .init(
                    domain: Session.domain,
                    identity: "decider",
                    maximumPageSize: size,
                    nextPageToken: pages.last?.nextPageToken,
                    reverseOrder: reverse,
                    startAtPreviousStartedEvent: startAtPrevious,
                    taskList: Session.taskList
                )
            )
            pages.append(try #require(page))
            try await between()
        } while pages.last?.nextPageToken != nil && pages.count < 100
        return pages
    }

    @Test(arguments: [1, 4, 100], [false, true])
    func `every page of a decision task is the same task`(size: Int, reverse: Bool) async throws {
        let rig = try await EngineByHand()
        let execution = try await signaled(9, on: rig)
        // The history goes on while the pages are fetched; the task does not.
        let pages = try await pages(rig, size: size, reverse: reverse) { try await rig.session.signal("w", "later") }
        let first = try #require(pages.first)
        for page in pages {
            #expect(page.taskToken == first.taskToken)
            #expect(page.startedEventId == 12)
            #expect(page.previousStartedEventId == 0)
            #expect(page.workflowExecution == execution)
            #expect(page.workflowType == Session.workflowType)
        }
        let ids = pages.flatMap { $0.events.map(\.eventId) }
        #expect(ids == (reverse ? Array((1...12).reversed()) : Array(1...12)))
        let history = try await rig.session.pagedHistory(execution)
        #expect(history.count { $0.eventType == .decisionTaskStarted } == 1, "a page claims nothing")
        try await rig.session.answer(first)
    }

    @Test(arguments: [2, 100], [false, true])
    func `a poll may begin at the previous started event`(size: Int, reverse: Bool) async throws {
        let rig = try await EngineByHand()
        _ = try await signaled(3, on: rig)
        let whole = try await pages(rig, size: size, reverse: reverse, startAtPrevious: true)
        #expect(whole.flatMap(\.events).count == 6, "a first task has no previous one")
        #expect(whole[0].previousStartedEventId == 0)
        try await rig.session.answer(whole[0])
        for index in 0..<3 { try await rig.session.signal("w", "t\(index)") }
        let pages = try await pages(rig, size: size, reverse: reverse, startAtPrevious: true)
        let ids = pages.flatMap { $0.events.map(\.eventId) }
        #expect(pages.allSatisfy { $0.previousStartedEventId == 6 && $0.startedEventId == 12 })
        #expect(ids == (reverse ? Array((6...12).reversed()) : Array(6...12)))
    }

    @Test func `a decision task that timed out is no previous one`() async throws {
        let rig = try await EngineByHand()
        _ = try await rig.session.start("w")
        _ = try await rig.session.decisionTask()
        try await rig.advance(by: .seconds(30))
        let second = try await pages(rig, size: 100, startAtPrevious: true)[0]
        #expect(second.previousStartedEventId == 0)
        #expect(second.events.map(\.eventId) == Array(1...6))
    }

    @Test func `the pages of a decision task end with the task`() async throws {
        let rig = try await EngineByHand()
        let execution = try await signaled(5, on: rig)
        let first = try #require(
            try await rig.engine.pollForDecisionTask(
                .init(domain: Session.domain, maximumPageSize: 2, taskList: Session.taskList)
            )
        )
        try await rig.session.answer(first)
        @Sendable func next() async throws {
            _ = try await rig.engine.pollForDecisionTask(
                .init(
                    domain: Session.domain,
                    nextPageToken: first.nextPageToken,
                    taskList: Session.taskList
                )
            )
        }
        #expect(await fault(next) == Fault(.unknownResource, "Unknown decision task, scheduledEventId = 2"))
        try await rig.session.terminate("w")
        let refusal = await fault(next)
        #expect(refusal?.code == .unknownResource, "\(execution)")
    }

    @Test func `an empty page token is no token`() async throws {
        let rig = try await EngineByHand()
        let execution = try await rig.session.start("w")
        let history = try await rig.engine.getWorkflowExecutionHistory(
            .init(domain: Session.domain, execution: execution, nextPageToken: "")
        )
        #expect(history.events.count == 2)
        #expect(
            try await rig.engine.pollForDecisionTask(
                .init(domain: Session.domain, nextPageToken: "", taskList: Session.taskList)
            ) != nil
        )
    }
}
