import Engine
import Martlet
import MartletTesting
import Testing

@Suite("What the registrar finds and does")
struct RegistrarTests {
    struct Changed: Activity {
        static let definition = ActivityDefinition("Double", version: "1", startToClose: .minutes(9))
        func run(_ input: Int, context: ActivityContext) async throws -> Int { input }
    }

    private func registrar(_ cluster: TestCluster) -> Registrar {
        Registrar(
            service: cluster.engine,
            domain: "Publish",
            retentionDays: "7",
            defaultTaskList: "DefaultTaskList",
            logger: House.quiet
        )
    }

    @Test func `what is missing is created, once`() async throws {
        try await TestCluster.run { cluster in
            let first = try await registrar(cluster).register(
                workflows: [DoubleTwiceWorkflow.self],
                activities: [Double2.self]
            )
            #expect(
                first.map(\.description) == [
                    "domain Publish: created", "workflow DoubleTwice 1: created", "activity Double 1: created",
                ]
            )
            let second = try await registrar(cluster).register(
                workflows: [DoubleTwiceWorkflow.self],
                activities: [Double2.self]
            )
            #expect(second.allSatisfy { $0.result == .alreadyThere })
        }
    }

    @Test func `what differs is left, and said`() async throws {
        try await TestCluster.run { cluster in
            _ = try await registrar(cluster).register(workflows: [], activities: [Double2.self])
            let found = try await registrar(cluster).register(workflows: [], activities: [Changed.self])
            #expect(
                found.last?.result == .differs(["startToClose is registered as 300, the definition says 540"])
            )
        }
    }

    @Test func `what is deprecated is said`() async throws {
        try await TestCluster.run { cluster in
            _ = try await registrar(cluster).register(workflows: [], activities: [Double2.self])
            try await cluster.engine.deprecateActivityType(
                DeprecateActivityTypeInput(activityType: Double2.definition.type, domain: "Publish")
            )
            let found = try await registrar(cluster).register(workflows: [], activities: [Double2.self])
            #expect(found.last?.result == .deprecated)
        }
    }

    @Test func `a second start of an open workflow id is refused`() async throws {
        try await House.run { house in
            _ = try await house.starter.start(DoubleTwiceWorkflow.self, 1, workflowId: "one")
            let fault = await #expect(throws: Fault.self) {
                try await house.starter.start(DoubleTwiceWorkflow.self, 1, workflowId: "one")
            }
            #expect(fault?.code == .workflowExecutionAlreadyStarted)
            await #expect(throws: ValueFailure.self) {
                try await house.starter.start(
                    DoubleTwiceWorkflow.definition.type,
                    input: String(repeating: "1", count: 32_769),
                    workflowId: "two"
                )
            }
        }
    }
}
