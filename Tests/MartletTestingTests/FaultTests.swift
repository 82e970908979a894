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

    /// Each task is over by the machine's clock before its call has failed; by the clock of the test no time has passed.
    @Test(arguments: [
        (TestFault.loseCall, TestMoment.decision()), (.throttle, .decision(2)), (.loseCall, .report(of: Blink.self)),
        (.throttle, .report(of: Blink.self)),
    ])
    func `a call is made again however slow the machine is`(fault: TestFault, moment: TestMoment) async throws {
        let test = try await WorkflowTest(Hurried.self, activities: [Blink()])
        let planned = test.fault(fault, at: moment)
        let hurried = try await test.start(Hurried.self)
        try await hurried.result()
        #expect(planned.hasHappened)
        #expect(test.clock.now == test.beginning)
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

    @Test(arguments: [TestFault.loseAnswer, .restart])
    func `a task whose way to the worker is lost is nobody's until it times out`(fault: TestFault) async throws {
        let (test, rent) = try await Self.rent()
        let lost = test.fault(fault, at: .work(on: Charge.self))
        #expect(try await rent.result() == ["receipt 1", "receipt 2"])
        #expect(lost.hasHappened)
        #expect(try await rent.events(.activityTaskTimedOut).count == 1)
        // No worker ever saw the first attempt.
        let calls = test.calls(of: Charge.self)
        #expect(calls.map(\.attempt) == [2, 1])
        #expect(calls[0].offset == .minutes(62))
    }

    @Test(arguments: [
        (TestFault.loseCall, TestMoment.work(on: Charge.self), "loseCall cannot happen at the task of Charge number 1"),
        (.throttle, .work(on: Charge.self), "throttle cannot happen at the task of Charge number 1"),
        (
            .refuse(Fault(.validation, "no")), .work(on: Charge.self),
            "refuse cannot happen at the task of Charge number 1"
        ),
        (.throttle, .decisionTask(2), "throttle cannot happen at the decision task number 2"),
        (.kill, .start(of: Rent.self), "kill cannot happen at the start of Rent number 1"),
        (.kill, .signal(Fetching.fetched), "kill cannot happen at the signal fetched number 1"),
    ])
    func `a fault that has no meaning at its moment ends the test with a sentence`(
        fault: TestFault,
        moment: TestMoment,
        sentence: String
    ) async throws {
        let (test, rent) = try await Self.rent()
        let planned = test.fault(fault, at: moment)
        let failure = try await #require(throws: WorkflowTestFailure.self) { try await rent.result() }
        #expect(failure.sentence.hasPrefix("The fault \(sentence): "))
        #expect("\(failure)".contains("FaultTests.swift:"))
        #expect(!planned.hasHappened)
        #expect(test.calls(of: Charge.self).isEmpty)
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

    /// Charges with three signs of life.
    private static func chargeWithHeartbeats(_ test: WorkflowTest) {
        test.replace(Charge.self) { charge, context in
            for _ in 1...3 { try await context.heartbeat() }
            return "receipt \(charge.month)"
        }
    }

    @Test(arguments: [TestFault.loseCall, .loseAnswer, .restart, .throttle])
    func `a heartbeat that is lost is no trouble of the activity's`(fault: TestFault) async throws {
        let (test, rent) = try await Self.rent()
        Self.chargeWithHeartbeats(test)
        let planned = test.fault(fault, at: .heartbeat(of: Charge.self, 2))
        #expect(try await rent.result() == ["receipt 1", "receipt 2"])
        #expect(planned.hasHappened)
        #expect(test.calls(of: Charge.self).count == 2)
    }

    @Test func `a worker that is killed at a heartbeat leaves a task that times out`() async throws {
        let (test, rent) = try await Self.rent()
        Self.chargeWithHeartbeats(test)
        let killed = test.fault(.kill, at: .heartbeat(of: Charge.self, 2))
        #expect(try await rent.result() == ["receipt 1", "receipt 2"])
        #expect(killed.hasHappened)
        #expect(try await rent.events(.activityTaskTimedOut).count == 1)
        #expect(test.calls(of: Charge.self).map(\.attempt) == [1, 2, 1])
    }

    @Test func `a report that is refused for good is what the execution hears`() async throws {
        let (test, rent) = try await Self.rent()
        test.fault(.refuse(Fault(.validation, "too long")), at: .report(of: Charge.self))
        let failure = try await #require(throws: ExecutionFailure.self) { try await rent.result() }
        #expect(failure.reason?.contains("The service refused the result: ValidationException: too long") == true)
    }

    @Test(arguments: [TestFault.kill, .loseAnswer, .restart])
    func `a decision task that reaches no decider is decided by the next`(fault: TestFault) async throws {
        let (test, rent) = try await Self.rent()
        let planned = test.fault(fault, at: .decisionTask(3))
        #expect(try await rent.result() == ["receipt 1", "receipt 2"])
        #expect(planned.hasHappened)
        #expect(try await rent.events(.decisionTaskTimedOut).count == 1)
    }

    @Test(arguments: [TestFault.loseCall, .throttle, .refuse(Fault(.serviceUnavailable, "not now"))])
    func `a start that was not heard is made again`(fault: TestFault) async throws {
        let test = try await WorkflowTest(Fetching.self)
        let planned = test.fault(fault, at: .start(of: Fetching.self, 2))
        for id in ["a", "b"] {
            let fetching = try await test.start(Fetching.self, workflowId: id)
            try await fetching.signal(Fetching.fetched)
            try await fetching.result()
        }
        #expect(planned.hasHappened)
    }

    @Test(arguments: [TestFault.loseAnswer, .restart])
    func `a start whose answer is lost meets the execution that it started`(fault: TestFault) async throws {
        let test = try await WorkflowTest(Fetching.self)
        let planned = test.fault(fault, at: .start(of: Fetching.self))
        let refused = try await #require(throws: Fault.self) { try await test.start(Fetching.self, workflowId: "a") }
        #expect(refused.code == .workflowExecutionAlreadyStarted)
        #expect(planned.hasHappened)
        let fetching = try await test.execution(Fetching.self, "a")
        try await fetching.signal(Fetching.fetched)
        try await fetching.result()
    }

    @Test func `a start that is refused for good throws the service's words`() async throws {
        let test = try await WorkflowTest(Fetching.self)
        test.fault(.refuse(Fault(.operationNotPermitted, "no")), at: .start(of: Fetching.self))
        let refused = try await #require(throws: Fault.self) { try await test.start(Fetching.self) }
        #expect(refused.code == .operationNotPermitted)
    }

    @Test(arguments: [(TestFault.loseCall, 0), (.loseAnswer, 1), (.restart, 1), (.throttle, 1)])
    func `a signal is sent again only when it surely was not heard`(fault: TestFault, arrived: Int) async throws {
        let test = try await WorkflowTest(Fetching.self)
        let planned = test.fault(fault, at: .signal(Fetching.fetched))
        let fetching = try await test.start(Fetching.self)
        if fault == .throttle {
            try await fetching.signal(Fetching.fetched)
        } else {
            await #expect(throws: LostConnection.self) { try await fetching.signal(Fetching.fetched) }
        }
        #expect(planned.hasHappened)
        #expect(try await fetching.events(.workflowExecutionSignaled).count == arrived)
        if arrived == 0 { try await fetching.signal(Fetching.fetched) }
        try await fetching.result()
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
