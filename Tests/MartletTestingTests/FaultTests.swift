import Martlet
import MartletTesting
import Testing

/// Faults that a test asks for, and what then happens as it does in production.
@Suite struct TestFaultTests {
    private static func rent() async throws -> (WorkflowTest, TestExecution<Rent>) {
        let test = try await WorkflowTest(Rent.self, activities: [SendNotice()])
        test.replace(Charge.self) { charge, _ in "receipt \(charge.month)" }
        return (test, try await test.start(Rent.self, .init(months: 2, cents: 900)))
    }

    @Test(arguments: [
        (TestFault.loseCall, TestMoment.decision()), (.loseAnswer, .decision(2)), (.restart, .decision(2)),
        (.throttle, .decision()), (.loseCall, .report(of: Charge.self)), (.loseAnswer, .report(of: Charge.self)),
        (.restart, .report(of: Charge.self, 2)), (.throttle, .report(of: Charge.self)),
    ])
    func `a call that is lost is made again, and everything happens once`(
        fault: TestFault,
        moment: TestMoment
    ) async throws {
        let (test, rent) = try await Self.rent()
        let planned = test.fault(fault, at: moment)
        #expect(!planned.hasHappened)
        #expect(try await rent.result() == ["receipt 1", "receipt 2"])
        #expect(planned.hasHappened)
        #expect(test.calls(of: Charge.self).count == 2)
        #expect(test.clock.now - test.beginning == .days(60))
    }

    @Test func `a worker that is killed before its work leaves a task that times out`() async throws {
        let (test, rent) = try await Self.rent()
        let killed = test.fault(.kill, at: .work(on: Charge.self))
        #expect(try await rent.result() == ["receipt 1", "receipt 2"])
        #expect(killed.hasHappened)
        let timeouts = try await rent.events(.activityTaskTimedOut)
        #expect(timeouts.count == 1)
        // Two minutes of silence, then an hour until the next attempt.
        #expect(test.calls(of: Charge.self)[1].offset == .minutes(62))
    }

    @Test func `a worker that is killed after its work has done it, and another does it again with the same key`()
        async throws
    {
        let (test, rent) = try await Self.rent()
        test.fault(.kill, at: .report(of: Charge.self, 2))
        #expect(try await rent.result() == ["receipt 1", "receipt 2"])
        let calls = test.calls(of: Charge.self)
        #expect(calls.map(\.input.month) == [1, 2, 2])
        #expect(calls[1].idempotencyKey == calls[2].idempotencyKey)
    }

    @Test func `a decider that is killed leaves its task to the next`() async throws {
        let (test, rent) = try await Self.rent()
        test.fault(.kill, at: .decision(2))
        #expect(try await rent.result() == ["receipt 1", "receipt 2"])
        #expect(try await rent.events(.decisionTaskTimedOut).count == 1)
    }

    @Test func `a decider that holds nothing and a service that is started again go on where they were`() async throws {
        let (test, rent) = try await Self.rent()
        try await test.advance(by: .days(30))
        await test.killDecider()
        try await test.restartService()
        #expect(try await rent.result() == ["receipt 1", "receipt 2"])
    }

    @Test func `decisions that are refused for good fail the execution with the service's words`() async throws {
        let (test, rent) = try await Self.rent()
        test.fault(.refuse(Fault(.validation, "too many decisions")), at: .decision())
        let failure = try await #require(throws: ExecutionFailure.self) { try await rent.result() }
        #expect(failure.reason == "The service refused the workflow's decisions")
    }
}
