import Engine
import Martlet
import MartletTesting
import Synchronization
import Testing

/// What an author's test may do with workflows: let time pass, stand in for activities, look at what happened.
@Suite struct WorkflowTestTests {
    private static func rent() async throws -> WorkflowTest {
        let test = try await WorkflowTest(Rent.self, activities: [SendNotice()])
        test.replace(Charge.self) { charge, _ in "receipt \(charge.month)" }
        return test
    }

    @Test func `months pass at once, and the result has its type`() async throws {
        let test = try await Self.rent()
        let rent = try await test.start(Rent.self, .init(months: 3, cents: 900))
        #expect(try await rent.result() == ["receipt 1", "receipt 2", "receipt 3"])
        #expect(test.clock.now - test.beginning == .days(90))
        #expect(test.calls(of: Charge.self).map(\.input.month) == [1, 2, 3])
        #expect(test.calls(of: Charge.self).map(\.offset) == [.zero, .days(30), .days(60)])
        #expect(test.calls(of: SendNotice.self).map(\.input) == ["3 months"])
    }

    @Test func `nothing happens before the test lets it, and then only what can`() async throws {
        let test = try await Self.rent()
        let rent = try await test.start(Rent.self, .init(months: 3, cents: 900))
        #expect(test.calls(of: Charge.self).isEmpty)
        try await test.settle()
        #expect(test.calls(of: Charge.self).count == 1)
        #expect(test.clock.now == test.beginning)
        try await test.advance(by: .days(29))
        #expect(test.calls(of: Charge.self).count == 1)
        #expect(test.clock.now - test.beginning == .days(29))
        #expect(try await rent.openWork().items.map(\.kind) == [.timer])
        try await test.advance(by: .days(1))
        #expect(test.calls(of: Charge.self).count == 2)
        #expect(try await rent.closed() == nil)
    }

    @Test func `something is done at its moment, when the rest of that moment has happened`() async throws {
        let test = try await Self.rent()
        let rent = try await test.start(Rent.self, .init(months: 12, cents: 900))
        test.at(.days(60)) { try await rent.requestCancel() }
        #expect(try await rent.outcome().closeStatus == .canceled)
        #expect(test.calls(of: Charge.self).count == 3)
        #expect(test.clock.now - test.beginning == .days(60))
    }

    @Test func `an activity fails as often as the test says, and the retry policy goes on in the test's time`()
        async throws
    {
        let test = try await Self.rent()
        test.replace(Charge.self) { charge, context in
            guard context.attempt == 3 else { throw RetryableFailure("the bank is closed") }
            return "receipt"
        }
        let rent = try await test.start(Rent.self, .init(months: 1, cents: 900))
        #expect(try await rent.result() == ["receipt"])
        #expect(test.calls(of: Charge.self).map(\.attempt) == [1, 2, 3])
        #expect(test.calls(of: Charge.self).map(\.offset) == [.zero, .hours(1), .hours(3)])
        #expect(Set(test.calls(of: Charge.self).map(\.idempotencyKey)).count == 1)
    }

    @Test func `a failed execution throws its reason where the result is wanted`() async throws {
        let test = try await Self.rent()
        test.replace(Charge.self) { _, _ in throw PermanentFailure("the card was stolen") }
        let rent = try await test.start(Rent.self, .init(months: 1, cents: 900))
        let failure = try await #require(throws: ExecutionFailure.self) { try await rent.result() }
        #expect(failure.reason == "Charge-1 failed for good: the card was stolen")
        #expect("\(failure)".hasPrefix("The execution Rent-1 failed: Charge-1 failed for good"))
        #expect("\(failure)".contains("WorkflowTestTests.swift:"))
    }

    @Test func `a task that the test holds waits for its answer`() async throws {
        let test = try await WorkflowTest(Asking.self)
        test.hold(Ask.self)
        let asking = try await test.start(Asking.self, "May I?")
        try await test.settle()
        #expect(try await asking.openActivities() == ["Ask-1"])
        #expect(test.calls(of: Ask.self).map(\.input) == ["May I?"])
        try await test.advance(by: .days(3))
        try await test.complete(Ask.self, true)
        #expect(try await asking.result() == "yes")
        #expect(test.clock.now - test.beginning == .days(3))
    }

    @Test func `a task that nobody answers times out`() async throws {
        let test = try await WorkflowTest(Asking.self)
        test.hold(Ask.self)
        let asking = try await test.start(Asking.self, "May I?")
        #expect(try await asking.result() == "nobody answered")
        #expect(test.clock.now - test.beginning == .days(7))
        let failure = try await #require(throws: WorkflowTestFailure.self) {
            try await test.fail(Charge.self, LateFailure())
        }
        #expect(failure.sentence == "No task of Charge waits for the test at +7d 00:00:00.")
    }

    private struct LateFailure: Error {}

    @Test func `a task takes as long as the test says`() async throws {
        let test = try await WorkflowTest(Asking.self)
        test.replace(Ask.self, taking: .days(2), returning: true)
        let asking = try await test.start(Asking.self, "May I?")
        #expect(try await asking.result() == "yes")
        #expect(test.clock.now - test.beginning == .days(2))
        test.replace(Ask.self, taking: .days(8), returning: true)
        #expect(try await test.start(Asking.self, "And now?").result() == "nobody answered")
    }

    @Test func `an activity that nobody does fails the test with its name`() async throws {
        let test = try await WorkflowTest(Rent.self)
        let rent = try await test.start(Rent.self, .init(months: 1, cents: 900))
        let failure = try await #require(throws: WorkflowTestFailure.self) { try await rent.result() }
        #expect(failure.sentence.contains("the activity Charge version 1, which nobody in this test does"))
    }

    @Test func `what can never come fails with what is waited for`() async throws {
        let test = try await Self.rent()
        let rent = try await test.start(Rent.self, .init(months: 1, cents: 900))
        try await test.settle()
        let failure = try await #require(throws: WorkflowTestFailure.self) {
            try await test.run { try await rent.events(.workflowExecutionSignaled).isEmpty == false }
        }
        #expect(failure.sentence.hasPrefix("Nothing can happen any more at +30d 00:00:00"))
        #expect(failure.details == ["No execution is open."])
    }

    @Test func `an execution that times out says what it waited for`() async throws {
        let test = try await WorkflowTest(Asking.self)
        test.hold(Ask.self)
        let asking = try await test.start(Asking.self, "May I?")
        try await test.settle()
        try await asking.terminate(reason: "no longer wanted")
        let failure = try await #require(throws: ExecutionFailure.self) { try await asking.result() }
        #expect(failure.waits == ["the activity task Ask-1, taken by a worker, since +0d 00:00:00 (event 5)"])
        #expect("\(failure)".hasPrefix("The execution Asking-1 was terminated: no longer wanted\nIt waited for:"))
    }

    @Test func `a test that waits for a signal that never comes names it, the line that waits and what came`()
        async throws
    {
        let test = try await WorkflowTest(Fetching.self)
        let fetching = try await test.start(Fetching.self)
        test.at(.days(1)) { try await fetching.signal(Signal("fetchd")) }
        let failure = try await #require(throws: ExecutionFailure.self) { try await fetching.result() }
        let line = try #require(failure.waits.last)
        #expect(failure.waits.count == 1)
        #expect(line.hasPrefix("the signal fetched, at MartletTestingTests/Rent.swift:"))
        #expect(line.hasSuffix("; there came fetchd"))
        #expect("\(failure)".contains("executionStartToClose timeout.\nIt waited for:\n  the signal fetched"))
    }

    @Test func `an activity that never returns fails the test with its name`() async throws {
        let test = try await WorkflowTest(Asking.self, activityLimit: .milliseconds(20))
        test.replace(Ask.self) { _, _ in
            // Nobody will ever go on with it, and it does not listen to being canceled.
            await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
            return true
        }
        let asking = try await test.start(Asking.self, "May I?")
        let failure = try await #require(throws: WorkflowTestFailure.self) { try await asking.result() }
        #expect(failure.sentence == "The activity Ask has come to no end in 0.02 seconds of the machine's time.")
        #expect("\(failure)".contains("replace(_:taking:with:)"))
    }

    @Test func `what goes round in circles ends the test`() async throws {
        var configuration = WorkflowEngine.Configuration()
        configuration.limits.eventsPerExecution = 500
        let test = try await WorkflowTest(Spinning.self, configuration: configuration)
        let spinning = try await test.start(Spinning.self)
        let outcome = try await spinning.outcome()
        // The history is full before the test has taken too many steps.
        #expect(outcome.closeStatus == .terminated)
    }

    @Test(.timeLimit(.minutes(10)))
    func `code that never comes to rest fails its execution, and the test does not hang`() async throws {
        let test = try await WorkflowTest(
            Restless.self,
            Rent.self,
            activities: [SendNotice()],
            turnLimit: .milliseconds(50)
        )
        test.replace(Charge.self) { charge, _ in "receipt \(charge.month)" }
        let restless = try await test.start(Restless.self)
        let failure = try await #require(throws: ExecutionFailure.self) { try await restless.result() }
        #expect(failure.reason?.hasPrefix("The workflow did not come to rest within 0.05 seconds") == true)
        #expect(test.clock.now - test.beginning == .hours(1))
        // What else the decider has goes on.
        #expect(try await test.start(Rent.self, .init(months: 1, cents: 900)).result() == ["receipt 1"])
    }

    @Test func `a workflow continues as new by the limit of the test's service`() async throws {
        var configuration = WorkflowEngine.Configuration()
        configuration.limits.eventsPerExecution = 100
        let test = try await WorkflowTest(Ageing.self, activities: [SendNotice()], configuration: configuration)
        let ageing = try await test.start(Ageing.self, 0)
        // The first run sees itself grow old at 40 of 100 events, and the second has only to look once.
        #expect(try await ageing.result() >= 40)
        #expect(try await ageing.runs().count == 2)
    }

    @Test func `code that is not the same each time fails the test on its first run`() async throws {
        let test = try await WorkflowTest(Unsteady.self, activities: [SendNotice()])
        let unsteady = try await test.start(Unsteady.self)
        let failure = try await #require(throws: WorkflowTestFailure.self) { try await unsteady.result() }
        #expect(failure.sentence.contains("Unsteady-1 (Unsteady 1) was answered by holding the execution"))
    }

    @Test func `code that awaits what is not durable fails its execution with the place, and not the test`()
        async throws
    {
        let test = try await WorkflowTest(Impatient.self)
        let impatient = try await test.start(Impatient.self)
        let failure = try await #require(throws: ExecutionFailure.self) { try await impatient.result() }
        #expect(failure.reason?.contains("Rent.swift") == true)
    }

    @Test func `letting time pass from within is refused`() async throws {
        let test = try await Self.rent()
        test.replace(Charge.self) { _, _ in
            do {
                try await test.advance(by: .days(1))
                return "time passed"
            } catch {
                return "\(error)"
            }
        }
        let rent = try await test.start(Rent.self, .init(months: 1, cents: 900))
        #expect(try await rent.result().first?.hasPrefix("The test is in the middle of letting things happen") == true)
    }

    @Test func `two tests of one thing are alike to the last event`() async throws {
        var traces: [String] = []
        for _ in 0..<2 {
            let test = try await Self.rent()
            let rent = try await test.start(Rent.self, .init(months: 2, cents: 900))
            try await rent.result()
            traces.append(try await rent.trace(detail: .full))
        }
        #expect(traces[0] == traces[1])
    }
}
