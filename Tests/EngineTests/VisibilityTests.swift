import MartletTesting
import SWFModel
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// swf-spec.md 2.4.25 and 2.4.34 to 2.4.37.
@Suite struct VisibilityTests {
    private static let always = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))

    /// Nine executions, a second apart: w0…w8. Every third is terminated a minute later.
    private func rig() async throws -> EngineByHand {
        let rig = try await EngineByHand()
        for index in 0..<9 {
            _ = try await rig.engine.startWorkflowExecution(
                .init(
                    domain: Session.domain,
                    tagList: index.isMultiple(of: 2) ? ["even"] : ["odd", "t\(index)"],
                    workflowId: "w\(index)",
                    workflowType: Session.workflowType
                )
            )
            rig.clock.advance(by: .seconds(1))
        }
        rig.clock.advance(by: .seconds(51))
        // They close in the other order than they started.
        for index in [6, 3, 0] {
            try await rig.session.terminate("w\(index)")
            rig.clock.advance(by: .seconds(1))
        }
        return rig
    }

    private func names(_ page: WorkflowExecutionInfos) -> [String] { page.executionInfos.map(\.execution.workflowId) }

    @Test func `open executions are listed newest first, or oldest first`() async throws {
        let rig = try await rig()
        for (reverse, expected) in [
            (nil, ["w8", "w7", "w5", "w4", "w2", "w1"]), (true, ["w1", "w2", "w4", "w5", "w7", "w8"]),
        ] as [(Bool?, [String])] {
            let page = try await rig.engine.listOpenWorkflowExecutions(
                .init(domain: Session.domain, reverseOrder: reverse, startTimeFilter: Self.always)
            )
            #expect(names(page) == expected)
            #expect(page.nextPageToken == nil)
        }
    }

    @Test func `closed executions are ordered by the time that is asked for`() async throws {
        let rig = try await rig()
        let byClose = try await rig.engine.listClosedWorkflowExecutions(
            .init(closeTimeFilter: Self.always, domain: Session.domain)
        )
        #expect(names(byClose) == ["w0", "w3", "w6"])
        let byStart = try await rig.engine.listClosedWorkflowExecutions(
            .init(domain: Session.domain, startTimeFilter: Self.always)
        )
        #expect(names(byStart) == ["w6", "w3", "w0"])
        let info = try #require(byStart.executionInfos.first)
        #expect(info.closeStatus == .terminated)
        #expect(info.executionStatus == .closed)
        #expect(info.tagList == ["even"])
        #expect(info.cancelRequested == false)
    }

    @Test(arguments: 1...4)
    func `pages of a list joined are the list`(size: Int) async throws {
        let rig = try await rig()
        var joined: [String] = []
        var token: String?
        repeat {
            let page = try await rig.engine.listOpenWorkflowExecutions(
                .init(
                    domain: Session.domain,
                    maximumPageSize: size,
                    nextPageToken: token,
                    startTimeFilter: Self.always
                )
            )
            joined += names(page)
            token = page.nextPageToken
            #expect((token == nil) == (joined.count == 6), "no token comes with the last page")
            // What starts between two pages does not shift them.
            if joined.count < 6 { _ = try await rig.session.start("late\(joined.count)") }
        } while token != nil
        #expect(joined == ["w8", "w7", "w5", "w4", "w2", "w1"])
    }

    @Test func `each filter finds its own`() async throws {
        let rig = try await rig()
        func open(
            _ execution: String? = nil,
            type: WorkflowTypeFilter? = nil,
            tag: String? = nil
        ) async throws -> [String] {
            let list = try await rig.engine.listOpenWorkflowExecutions(
                .init(
                    domain: Session.domain,
                    executionFilter: execution.map { WorkflowExecutionFilter(workflowId: $0) },
                    startTimeFilter: Self.always,
                    tagFilter: tag.map { TagFilter(tag: $0) },
                    typeFilter: type
                )
            )
            let count = try await rig.engine.countOpenWorkflowExecutions(
                .init(
                    domain: Session.domain,
                    executionFilter: execution.map { WorkflowExecutionFilter(workflowId: $0) },
                    startTimeFilter: Self.always,
                    tagFilter: tag.map { TagFilter(tag: $0) },
                    typeFilter: type
                )
            )
            #expect(count == WorkflowExecutionCount(count: list.executionInfos.count, truncated: false))
            return names(list)
        }
        #expect(try await open("w4") == ["w4"])
        #expect(try await open("w3") == [], "it is closed")
        #expect(try await open(tag: "even") == ["w8", "w4", "w2"])
        #expect(try await open(tag: "t7") == ["w7"])
        #expect(try await open(tag: "t") == [])
        #expect(try await open(type: .init(name: "Pipeline")).count == 6)
        #expect(try await open(type: .init(name: "Pipeline", version: "")).count == 6, "an empty version is none")
        #expect(try await open(type: .init(name: "Pipeline", version: "2")) == [])
        for (status, expected) in [(CloseStatus.terminated, ["w6", "w3", "w0"]), (.completed, [])] {
            let list = try await rig.engine.listClosedWorkflowExecutions(
                .init(
                    closeStatusFilter: CloseStatusFilter(status: status),
                    domain: Session.domain,
                    startTimeFilter: Self.always
                )
            )
            #expect(names(list) == expected)
        }
    }

    @Test func `the ends of a time range belong to it`() async throws {
        let rig = try await rig()
        let start = Timestamp(milliseconds: 1_790_000_000_000)
        let page = try await rig.engine.listOpenWorkflowExecutions(
            .init(
                domain: Session.domain,
                startTimeFilter: ExecutionTimeFilter(
                    latestDate: start + .seconds(5),
                    oldestDate: start + .seconds(2)
                )
            )
        )
        #expect(names(page) == ["w5", "w4", "w2"])
    }

    @Test func `requests that say too much or too little are refused in the service's words`() async throws {
        let rig = try await rig()
        let domain = Session.domain
        let type = WorkflowTypeFilter(name: "Pipeline")
        let status = CloseStatusFilter(status: .failed)
        let both = ListClosedWorkflowExecutionsInput(
            closeTimeFilter: Self.always,
            domain: domain,
            startTimeFilter: Self.always
        )
        let neither = ListClosedWorkflowExecutionsInput(domain: domain)
        let filters = ListClosedWorkflowExecutionsInput(
            closeStatusFilter: status,
            domain: domain,
            startTimeFilter: Self.always,
            typeFilter: type
        )
        let cases = [
            (both, "Cannot specify both a startTimeFilter and a closeTimeFilter"),
            (neither, "Must specify time filter"),
            (
                filters,
                "Cannot specify more than one exclusive filters in the same query: "
                    + "[WorkflowTypeFilter, CloseStatusFilter]"
            ),
        ]
        for (input, message) in cases {
            let list = await fault { _ = try await rig.engine.listClosedWorkflowExecutions(input) }
            #expect(list == Fault(.validation, message))
            let count = await fault {
                _ = try await rig.engine.countClosedWorkflowExecutions(
                    .init(
                        closeStatusFilter: input.closeStatusFilter,
                        closeTimeFilter: input.closeTimeFilter,
                        domain: input.domain,
                        startTimeFilter: input.startTimeFilter,
                        typeFilter: input.typeFilter
                    )
                )
            }
            #expect(count == list)
        }
    }

    /// The filters of which a request may have one, by the names that the refusal calls them.
    private enum Filter: String, CaseIterable {
        case execution = "WorkflowExecutionFilter"
        case type = "WorkflowTypeFilter"
        case tag = "TagFilter"
        case close = "CloseStatusFilter"
    }

    @Test(arguments: 0..<16)
    func `of the exclusive filters a request may have one, and the refusal names those it has`(bits: Int) async throws {
        let rig = try await rig()
        let filters = Filter.allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element)
        let execution = filters.contains(.execution) ? WorkflowExecutionFilter(workflowId: "w0") : nil
        let type = filters.contains(.type) ? WorkflowTypeFilter(name: "Pipeline") : nil
        let tag = filters.contains(.tag) ? TagFilter(tag: "even") : nil
        let close = filters.contains(.close) ? CloseStatusFilter(status: .terminated) : nil
        let domain = Session.domain
        func refusal(_ body: () async throws -> Int) async throws -> Fault? {
            do { _ = try await body() } catch let fault as Fault { return fault }
            return nil
        }
        let names = filters.map(\.rawValue).joined(separator: ", ")
        let message = "Cannot specify more than one exclusive filters in the same query: [\(names)]"
        let expected = filters.count > 1 ? Fault(.validation, message) : nil
        for byClose in [false, true] {
            let start = byClose ? nil : Self.always
            let end = byClose ? Self.always : nil
            var list = ListClosedWorkflowExecutionsInput(
                closeTimeFilter: end,
                domain: domain,
                startTimeFilter: start
            )
            list.executionFilter = execution
            list.typeFilter = type
            list.tagFilter = tag
            list.closeStatusFilter = close
            var count = CountClosedWorkflowExecutionsInput(
                closeTimeFilter: end,
                domain: domain,
                startTimeFilter: start
            )
            count.executionFilter = execution
            count.typeFilter = type
            count.tagFilter = tag
            count.closeStatusFilter = close
            let (listInput, countInput) = (list, count)
            let listed = try await refusal {
                try await rig.engine.listClosedWorkflowExecutions(listInput).executionInfos.count
            }
            let counted = try await refusal { try await rig.engine.countClosedWorkflowExecutions(countInput).count }
            #expect(listed == expected)
            #expect(counted == expected)
            guard expected == nil else { continue }
            // w0, w3 and w6 are closed; of these w0 and w6 are even.
            let found = filters.first.map { $0 == .execution ? 1 : $0 == .tag ? 2 : 3 } ?? 3
            #expect(try await rig.engine.listClosedWorkflowExecutions(listInput).executionInfos.count == found)
            let answer = try await rig.engine.countClosedWorkflowExecutions(countInput)
            #expect(answer == WorkflowExecutionCount(count: found, truncated: false))
        }
        guard close == nil else { return }
        var list = ListOpenWorkflowExecutionsInput(domain: domain, startTimeFilter: Self.always)
        list.executionFilter = execution
        list.typeFilter = type
        list.tagFilter = tag
        var count = CountOpenWorkflowExecutionsInput(domain: domain, startTimeFilter: Self.always)
        count.executionFilter = execution
        count.typeFilter = type
        count.tagFilter = tag
        let (listInput, countInput) = (list, count)
        #expect(
            try await refusal { try await rig.engine.listOpenWorkflowExecutions(listInput).executionInfos.count }
                == expected
        )
        #expect(try await refusal { try await rig.engine.countOpenWorkflowExecutions(countInput).count } == expected)
    }

    @Test func `a range that ends before it begins holds nothing, and an unknown domain is unknown`() async throws {
        let rig = try await rig()
        let start = Timestamp(milliseconds: 1_790_000_000_000)
        let inverted = ExecutionTimeFilter(latestDate: start, oldestDate: start + .seconds(5))
        let domain = Session.domain
        let engine = rig.engine
        #expect(
            try await engine.listOpenWorkflowExecutions(.init(domain: domain, startTimeFilter: inverted))
                .executionInfos.isEmpty
        )
        #expect(
            try await engine.countClosedWorkflowExecutions(.init(closeTimeFilter: inverted, domain: domain)).count == 0
        )
        let refusals = [
            await fault {
                _ = try await engine.listOpenWorkflowExecutions(.init(domain: "X", startTimeFilter: Self.always))
            },
            await fault {
                _ = try await engine.listClosedWorkflowExecutions(.init(domain: "X", startTimeFilter: Self.always))
            },
            await fault {
                _ = try await engine.countOpenWorkflowExecutions(.init(domain: "X", startTimeFilter: Self.always))
            },
            await fault {
                _ = try await engine.countClosedWorkflowExecutions(.init(closeTimeFilter: Self.always, domain: "X"))
            },
        ]
        #expect(refusals == Array(repeating: Fault(.unknownResource, "Unknown domain: X"), count: 4))
    }

    @Test func `an execution is described as it is`() async throws {
        let rig = try await EngineByHand()
        let run = try await rig.engine.startWorkflowExecution(
            .init(
                childPolicy: .abandon,
                domain: Session.domain,
                executionStartToCloseTimeout: "99",
                input: "in",
                tagList: ["a", "b"],
                taskList: TaskList(name: "mine"),
                taskPriority: "5",
                workflowId: "w",
                workflowType: Session.workflowType
            )
        )
        let execution = WorkflowExecution(runId: run.runId ?? "", workflowId: "w")
        let first = try await rig.describe(execution)
        #expect(
            first.executionConfiguration
                == WorkflowExecutionConfiguration(
                    childPolicy: .abandon,
                    executionStartToCloseTimeout: "99",
                    taskList: TaskList(name: "mine"),
                    taskPriority: "5",
                    taskStartToCloseTimeout: "30"
                )
        )
        #expect(first.openCounts.openDecisionTasks == 1)
        #expect(first.latestActivityTaskTimestamp == nil)
        #expect(first.latestExecutionContext == nil)
        #expect(first.executionInfo.tagList == ["a", "b"])
        #expect(first.executionInfo.closeTimestamp == nil)

        let poll = PollForDecisionTaskInput(domain: Session.domain, taskList: TaskList(name: "mine"))
        let task = try #require(try await rig.engine.pollForDecisionTask(poll))
        rig.clock.advance(by: .seconds(1))
        try await rig.session.answer(
            task,
            [
                rig.session.schedule("a"), rig.session.schedule("b"),
                .startTimer(.init(startToFireTimeout: "9", timerId: "t")),
            ],
            executionContext: "context"
        )
        try await rig.session.cancel("w")
        let second = try await rig.describe(execution)
        #expect(
            second.openCounts
                == WorkflowExecutionOpenCounts(
                    openActivityTasks: 2,
                    openChildWorkflowExecutions: 0,
                    openDecisionTasks: 1,
                    openLambdaFunctions: 0,
                    openTimers: 1
                )
        )
        #expect(second.latestExecutionContext == "context")
        #expect(second.latestActivityTaskTimestamp == rig.clock.now)
        #expect(second.executionInfo.cancelRequested == true)

        try await rig.session.terminate("w")
        for rig in [rig, try await rig.reopened()] {
            let closed = try await rig.describe(execution)
            #expect(closed.openCounts.openActivityTasks == 2, "the counts stay as they were at the close")
            #expect(closed.openCounts.openTimers == 1)
            #expect(closed.openCounts.openDecisionTasks == 0, "but the decision task is dropped with the close")
            #expect(closed.executionInfo.closeStatus == .terminated)
            #expect(closed.executionInfo.closeTimestamp == rig.clock.now)
            #expect(closed.executionInfo.cancelRequested == false)
        }
    }

    @Test func `a run that is not there is named in the refusal`() async throws {
        let rig = try await EngineByHand()
        let execution = try await rig.session.start("w")
        let other = WorkflowExecution(runId: "nobody", workflowId: "w")
        let refusal = await fault { _ = try await rig.describe(other) }
        #expect(
            refusal
                == Fault(.unknownResource, "Unknown execution: WorkflowExecution=[workflowId=w, runId=nobody]")
        )
        #expect(await fault { _ = try await rig.session.history(other) } == refusal)
        #expect(await fault { try await rig.session.signal("w", "s", runId: "nobody") } == refusal)
        #expect(await fault { try await rig.session.cancel("w", runId: "nobody") } == refusal)
        #expect(await fault { try await rig.session.terminate("w", runId: "nobody") } == refusal)
        try await rig.session.terminate("w")
        #expect(
            await fault { try await rig.session.signal("w", "s") }
                == Fault(.unknownResource, "Unknown execution, workflowId = w")
        )
        #expect(
            await fault { try await rig.session.signal("w", "s", runId: execution.runId) }
                == Fault(
                    .unknownResource,
                    "Unknown execution: WorkflowExecution=[workflowId=w, runId=\(execution.runId)]"
                )
        )
    }
}
