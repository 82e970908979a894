import Engine
import MartletTesting
import SWFModel
import SWFWire
import Testing

@testable import SWFServer

/// Tasks on their way to a poll whose client goes away: none is left to its timeout that nobody has.
@Suite(.serialized, .timeLimit(.minutes(10))) struct DeliveryTests {
    private static let domain = "d"
    private static let list = TaskList(name: "default")
    private static let pollBody = #"{"domain":"d","identity":"gone","taskList":{"name":"default"}}"#

    /// Runs a service in which executions can be started, behind a server.
    private static func run(
        _ body: @escaping @Sendable (WorkflowEngine, LiveServer) async throws -> Void
    ) async throws {
        try await TestCluster.run { cluster in
            let engine = cluster.engine
            try await engine.registerDomain(.init(name: domain, workflowExecutionRetentionPeriodInDays: "1"))
            try await engine.registerWorkflowType(
                .init(
                    defaultChildPolicy: .terminate,
                    defaultExecutionStartToCloseTimeout: "3600",
                    defaultTaskList: list,
                    defaultTaskStartToCloseTimeout: "NONE",
                    domain: domain,
                    name: "W",
                    version: "1"
                )
            )
            try await withServer(engine) { server in try await body(engine, server) }
        }
    }

    private static func start(_ id: String, _ engine: WorkflowEngine) async throws -> WorkflowExecution {
        let run = try await engine.startWorkflowExecution(
            .init(domain: domain, workflowId: id, workflowType: WorkflowType(name: "W", version: "1"))
        )
        return WorkflowExecution(runId: run.runId ?? "", workflowId: id)
    }

    /// The task that the next poll gets; it comes by itself when it is handed back, and no clock moves.
    private static func next(_ engine: WorkflowEngine) async throws -> DecisionTask? {
        try await engine.pollForDecisionTask(.init(domain: domain, identity: "next", taskList: list))
    }

    @Test func `a task whose answer the client did not read before it died goes to the next poll at once`() async throws
    {
        try await Self.run { engine, server in
            let execution = try await Self.start("w", engine)
            let socket = try UnreadSocket(port: server.port)
            try socket.post("PollForDecisionTask", Self.pollBody)
            await socket.awaitAnswer()
            socket.close()
            let task = try await Self.next(engine)
            #expect(task?.workflowExecution == execution)
            #expect(task?.startedEventId == 6)
        }
    }

    @Test func `a task whose answer the client has read is its own, though it closes`() async throws {
        try await Self.run { engine, server in
            let execution = try await Self.start("read", engine)
            let reader = try UnreadSocket(port: server.port)
            try reader.post("PollForDecisionTask", Self.pollBody)
            await reader.awaitAnswer()
            #expect(reader.read().contains("taskToken"))
            reader.close()
            // By the time that a later one is handed back, the earlier end has been seen too.
            for round in 0..<10 {
                _ = try await Self.start("unread\(round)", engine)
                let socket = try UnreadSocket(port: server.port)
                try socket.post("PollForDecisionTask", Self.pollBody)
                await socket.awaitAnswer()
                socket.close()
                #expect(try await Self.next(engine)?.workflowExecution.workflowId == "unread\(round)")
            }
            let history = try await engine.getWorkflowExecutionHistory(.init(domain: Self.domain, execution: execution))
            #expect(history.events.last?.eventType == .decisionTaskStarted)
        }
    }

    /// The poll, the task and the end of the client come together, in every order that the machine makes of it.
    @Test func `no task is lost to a client that dies at any moment`() async throws {
        try await Self.run { engine, server in
            for round in 0..<300 {
                let socket = try UnreadSocket(port: server.port)
                try socket.post("PollForDecisionTask", Self.pollBody)
                for _ in 0..<(round % 40) { await Task.yield() }
                async let start = Self.start("w\(round)", engine)
                for _ in 0..<(round % 23) { await Task.yield() }
                socket.close()
                let execution = try await start
                let task = try await Self.next(engine)
                #expect(task?.workflowExecution == execution, "round \(round)")
            }
        }
    }

    @Test func `a task that comes when its client is known to be gone is handed back`() async throws {
        let parked = Signal()
        let service = StubService { operation in
            parked.send()
            // The task was given to the poll before it could be cancelled.
            while !Task.isCancelled { await Task.yield() }
            return operation.outputShape.map { Sample.json($0) }
        }
        try await withServer(service) { server in
            for (count, action) in ["PollForActivityTask", "PollForDecisionTask"].enumerated() {
                let client = try await server.connect()
                try await client.post(action, Self.pollBody)
                try await parked.wait(count: count + 1)
                try await client.close()
                try await service.onHandBack.wait(count: count + 1)
            }
        }
        let reason = "the connection of its poll ended before it had the task"
        #expect(service.handedBack.map(\.identity) == ["gone", "gone"])
        #expect(service.handedBack.map(\.reason) == [reason, reason])
        #expect(service.handedBack.allSatisfy { !$0.taskToken.isEmpty })
    }

    @Test func `a further page of a task is not a task on its way`() async throws {
        let service = StubService()
        let body = #"{"domain":"d","nextPageToken":"more","taskList":{"name":"default"}}"#
        for (text, isDelivery) in [(Self.pollBody, true), (body, false)] {
            let call = try await authorized(.pollForDecisionTask, text, for: service)
            #expect((try await Dispatcher.poll(call).delivery != nil) == isDelivery)
        }
        let empty = StubService { _ in nil }
        let call = try await authorized(.pollForActivityTask, Self.pollBody, for: empty)
        #expect(try await Dispatcher.poll(call).delivery == nil)
    }

    @Test(arguments: [
        // Established and close-wait, all acknowledged: the client had it all.
        (UInt8(1), UInt32(0), false), (8, 0, false),
        // Something was not acknowledged when the end came.
        (8, 1, true), (1, 3, true),
        // Broken off.
        (7, 0, true), (7, 2, true),
    ])
    func `the system tells whether an answer was taken`(state: UInt8, unacknowledged: UInt32, isLoss: Bool) {
        #expect(ConnectionEnd(state: state, unacknowledged: unacknowledged).isLoss == isLoss)
    }

    @Test func `a task is lost once, and not when the client has it`() throws {
        let delivery = try #require(Delivery(of: "token", to: nil, from: StubService()))
        var state = DeliveryState.none
        #expect(state.takeLost() == nil)
        state.confirm()
        state.write()
        #expect(!state.isBegun && !state.isWritten)

        state = .begun(delivery)
        // Pipelined requests: the next one may come before the answer.
        state.confirm()
        #expect(state.isBegun)
        #expect(state.takeLost()?.taskToken == "token")
        #expect(state.takeLost() == nil)

        state = .begun(delivery)
        state.write()
        #expect(state.isWritten)
        #expect(state.takeLost()?.taskToken == "token")

        state = .written(delivery)
        state.confirm()
        #expect(state.takeLost() == nil)
        #expect(Delivery(of: "", to: nil, from: StubService()) == nil)
    }
}
