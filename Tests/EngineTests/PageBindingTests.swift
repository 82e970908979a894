import MartletTesting
import SWFModel
import Testing

@testable import Engine

/// A page token goes on with its own request: swf-spec.md 2.2 (all other arguments unchanged), swf-observed.md P4 and P5.
@Suite struct PageBindingTests {
    private static let invalid = Fault(.validation, "Invalid token")
    private static let since = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))

    /// An engine with a second domain that holds the same as the first.
    private func furnished() async throws -> EngineByHand {
        let rig = try await EngineByHand()
        try await rig.engine.registerDomain(.init(name: "Other", workflowExecutionRetentionPeriodInDays: "7"))
        for domain in [Session.domain, "Other"] {
            for name in ["A", "B", "C"] {
                try await rig.engine.registerWorkflowType(
                    .init(
                        defaultChildPolicy: .terminate,
                        defaultExecutionStartToCloseTimeout: "3600",
                        defaultTaskList: Session.taskList,
                        defaultTaskStartToCloseTimeout: "30",
                        domain: domain,
                        name: name,
                        version: "1"
                    )
                )
                try await rig.engine.registerActivityType(.init(domain: domain, name: name, version: "1"))
                let run = try await rig.engine.startWorkflowExecution(
                    .init(
                        domain: domain,
                        tagList: ["t"],
                        workflowId: name,
                        workflowType: WorkflowType(name: name, version: "1")
                    )
                )
                #expect(run.runId != nil)
                _ = try await rig.engine.startWorkflowExecution(
                    .init(
                        domain: domain,
                        tagList: ["t"],
                        workflowId: "closed-\(name)",
                        workflowType: WorkflowType(name: name, version: "1")
                    )
                )
                try await rig.engine.terminateWorkflowExecution(.init(domain: domain, workflowId: "closed-\(name)"))
            }
        }
        return rig
    }

    /// Asks for the first page of one entry, then for the next with each change: the unchanged request and one with another
    /// page size go on, every other is refused.
    private func check<Input: PagedInput>(
        _ first: Input,
        _ ask: (Input) async throws -> String?,
        changes: [(inout Input) -> Void]
    ) async throws {
        var input = first
        input.maximumPageSize = 1
        let token = try #require(try await ask(input))
        input.nextPageToken = token
        _ = try await ask(input)
        input.maximumPageSize = 7
        _ = try await ask(input)
        input.maximumPageSize = nil
        _ = try await ask(input)
        for (index, change) in changes.enumerated() {
            var changed = input
            change(&changed)
            let refusal = await #expect(throws: Fault.self) { _ = try await ask(changed) }
            #expect(refusal == Self.invalid, "\(Input.self), change \(index)")
        }
    }

    @Test func `a token of a list of open executions is good for its filters and its domain only`() async throws {
        let rig = try await furnished()
        try await check(
            ListOpenWorkflowExecutionsInput(domain: Session.domain, startTimeFilter: Self.since),
            { try await rig.engine.listOpenWorkflowExecutions($0).nextPageToken },
            changes: [
                { $0.domain = "Other" }, { $0.reverseOrder = true }, { $0.startTimeFilter.latestDate = rig.clock.now },
                { $0.startTimeFilter.oldestDate = Timestamp(milliseconds: 1) }, { $0.tagFilter = TagFilter(tag: "t") },
                { $0.typeFilter = WorkflowTypeFilter(name: "A") },
                { $0.executionFilter = WorkflowExecutionFilter(workflowId: "A") },
            ]
        )
    }

    @Test func `a token of a list of closed executions is good for its filters and its domain only`() async throws {
        let rig = try await furnished()
        try await check(
            ListClosedWorkflowExecutionsInput(domain: Session.domain, startTimeFilter: Self.since),
            { try await rig.engine.listClosedWorkflowExecutions($0).nextPageToken },
            changes: [
                { $0.domain = "Other" }, { $0.reverseOrder = true },
                { $0.closeStatusFilter = CloseStatusFilter(status: .terminated) },
                { $0.tagFilter = TagFilter(tag: "t") },
                {
                    $0.closeTimeFilter = $0.startTimeFilter
                    $0.startTimeFilter = nil
                },
            ]
        )
    }

    @Test func `a token of a list of types or domains is good for its own list only`() async throws {
        let rig = try await furnished()
        try await check(
            ListWorkflowTypesInput(domain: Session.domain, registrationStatus: .registered),
            { try await rig.engine.listWorkflowTypes($0).nextPageToken },
            changes: [
                { $0.domain = "Other" }, { $0.registrationStatus = .deprecated }, { $0.reverseOrder = true },
                { $0.name = "A" },
            ]
        )
        try await check(
            ListActivityTypesInput(domain: Session.domain, registrationStatus: .registered),
            { try await rig.engine.listActivityTypes($0).nextPageToken },
            changes: [{ $0.domain = "Other" }, { $0.registrationStatus = .deprecated }, { $0.name = "A" }]
        )
        try await check(
            ListDomainsInput(registrationStatus: .registered),
            { try await rig.engine.listDomains($0).nextPageToken },
            changes: [{ $0.registrationStatus = .deprecated }, { $0.reverseOrder = true }]
        )
        // Two lists with the same members, apart only by their action.
        let token = try #require(
            try await rig.engine.listWorkflowTypes(
                .init(domain: Session.domain, maximumPageSize: 1, registrationStatus: .registered)
            ).nextPageToken
        )
        let refusal = await #expect(throws: Fault.self) {
            try await rig.engine.listActivityTypes(
                .init(domain: Session.domain, nextPageToken: token, registrationStatus: .registered)
            )
        }
        #expect(refusal == Self.invalid)
    }

    @Test func `a token of a history is good for its execution and its order only`() async throws {
        let rig = try await furnished()
        let execution = try await rig.session.start("w")
        let other = try await rig.session.start("x")
        try await check(
            GetWorkflowExecutionHistoryInput(domain: Session.domain, execution: execution),
            { try await rig.engine.getWorkflowExecutionHistory($0).nextPageToken },
            changes: [{ $0.execution = other }, { $0.reverseOrder = true }]
        )
    }

    @Test func `a token of a decision task is good in its domain and list, whoever polls with it`() async throws {
        let rig = try await furnished()
        try await check(
            PollForDecisionTaskInput(domain: Session.domain, identity: "a", taskList: Session.taskList),
            { try await rig.engine.pollForDecisionTask($0)?.nextPageToken },
            changes: [
                { $0.domain = "Other" }, { $0.taskList = TaskList(name: "another") }, { $0.reverseOrder = true },
                { $0.startAtPreviousStartedEvent = true },
            ]
        )
        let first = try #require(
            try await rig.engine.pollForDecisionTask(
                .init(domain: Session.domain, identity: "a", maximumPageSize: 1, taskList: Session.taskList)
            )
        )
        let second = try await rig.engine.pollForDecisionTask(
            .init(domain: Session.domain, nextPageToken: first.nextPageToken, taskList: Session.taskList)
        )
        #expect(second?.taskToken == first.taskToken)
    }

    @Test func `a token of another account or region is none of ours`() throws {
        let secret = [UInt8](repeating: 7, count: 32)
        let here = Seal(secret: secret, account: "000000000000", region: "us-east-1")
        let again = Seal(secret: secret, account: "000000000000", region: "us-east-1")
        let sealed = here.seal([1, 2, 3])
        #expect(try again.open(sealed) == [1, 2, 3])
        for other in [
            Seal(secret: secret, account: "000000000001", region: "us-east-1"),
            Seal(secret: secret, account: "000000000000", region: "eu-west-1"),
            Seal(secret: [8] + secret.dropFirst(), account: "000000000000", region: "us-east-1"),
        ] {
            #expect(throws: Self.invalid) { try other.open(sealed) }
        }
    }

    @Test func `the longest names fit into a page token`() async throws {
        let rig = try await EngineByHand()
        let domain = String(repeating: "\u{FFFD}", count: 256)
        try await rig.engine.registerDomain(.init(name: domain, workflowExecutionRetentionPeriodInDays: "7"))
        for last in ["1", "2"] {
            try await rig.engine.registerActivityType(
                .init(domain: domain, name: String(domain.dropLast()) + last, version: String(domain.prefix(64)))
            )
        }
        let page = try await rig.engine.listActivityTypes(
            .init(domain: domain, maximumPageSize: 1, registrationStatus: .registered)
        )
        let token = try #require(page.nextPageToken)
        #expect(token.utf16.count <= 2048)
        let rest = try await rig.engine.listActivityTypes(
            .init(domain: domain, nextPageToken: token, registrationStatus: .registered)
        )
        #expect(rest.typeInfos.count == 1)
    }

    @Test func `the domain of a task is known by its token alone`() async throws {
        let rig = try await EngineByHand()
        _ = try await rig.session.start("w")
        let task = try await rig.session.decisionTask()
        #expect(rig.engine.domain(ofTaskToken: task.taskToken) == Session.domain)
        try await rig.session.terminate("w")
        #expect(rig.engine.domain(ofTaskToken: task.taskToken) == Session.domain)
        for token in ["", "AAAA", task.taskToken + "A", String(task.taskToken.dropLast())] {
            #expect(rig.engine.domain(ofTaskToken: token) == nil)
        }
        #expect(rig.engine.domain(ofResource: "arn:aws:swf:us-east-1:000000000000:/domain/x/y") == "x/y")
        #expect(rig.engine.domain(ofResource: "arn:aws:swf:us-east-1:000000000001:/domain/x") == nil)
    }
}
