import Martlet
import MartletTesting
import Testing

@Suite("Options of one call of an activity")
struct ActivityOptionsTests {
    /// Work whose definition says something about everything.
    struct Careful: Activity {
        static let definition = ActivityDefinition(
            "Careful",
            version: "1",
            startToClose: .hours(2),
            scheduleToStart: .hours(3),
            scheduleToClose: .hours(5),
            heartbeat: .hours(1),
            taskList: "usual",
            priority: 1,
            retry: .exponential(maximumAttempts: 2, initial: .minutes(5))
        )
        func run(_ input: Int, context: ActivityContext) async throws -> Int { input }
    }

    /// Calls with these options.
    struct CarefulWorkflow: Workflow {
        static let definition = WorkflowDefinition("CarefulWorkflow", version: "1")

        /// The options by number, as options themselves are no input.
        static let options: [ActivityOptions] = [
            ActivityOptions(),
            ActivityOptions(startToClose: .minutes(1)),
            ActivityOptions(scheduleToStart: .minutes(2)),
            ActivityOptions(scheduleToClose: .minutes(3)),
            ActivityOptions(heartbeat: .minutes(4)),
            ActivityOptions(taskList: "special"),
            ActivityOptions(priority: -7),
            ActivityOptions(
                retry: .exponential(maximumAttempts: 3, initial: .seconds(5), multiplier: 1)
            ),
            ActivityOptions(
                startToClose: .unlimited,
                scheduleToStart: .unlimited,
                scheduleToClose: .unlimited,
                heartbeat: .unlimited
            ),
            ActivityOptions(heartbeat: .unlimited, retry: RetryPolicy.none),
        ]

        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            try await context.run(Careful.self, input, options: Self.options[input])
        }
    }

    /// The task as it was asked for: start to close, schedule to start, schedule to close, heartbeat; list and priority.
    static let scheduled: [(Int, [String?])] = [
        (0, ["7200", "10800", "18000", "3600", "usual", "1"]),
        (1, ["60", "10800", "18000", "3600", "usual", "1"]),
        (2, ["7200", "120", "18000", "3600", "usual", "1"]),
        (3, ["7200", "10800", "180", "3600", "usual", "1"]),
        (4, ["7200", "10800", "18000", "240", "usual", "1"]),
        (5, ["7200", "10800", "18000", "3600", "special", "1"]),
        (6, ["7200", "10800", "18000", "3600", "usual", "-7"]),
        (8, ["NONE", "NONE", "NONE", "NONE", "usual", "1"]),
        (9, ["7200", "10800", "18000", "NONE", "usual", "1"]),
    ]

    @Test(arguments: scheduled)
    func `an option changes its own setting and leaves the others`(number: Int, settings: [String?]) async throws {
        let test = try await WorkflowTest(CarefulWorkflow.self, activities: [Careful()])
        let execution = try await test.start(CarefulWorkflow.self, number)
        #expect(try await execution.result() == number)
        let event = try #require(try await execution.events(.activityTaskScheduled).first)
        guard case .activityTaskScheduled(let task) = event.attributes else {
            Issue.record("\(event)")
            return
        }
        #expect(
            [
                task.startToCloseTimeout, task.scheduleToStartTimeout, task.scheduleToCloseTimeout,
                task.heartbeatTimeout, task.taskList.name, task.taskPriority,
            ] == settings
        )
    }

    /// What becomes of a worker that never says a word: the clock that runs out and when, over all attempts.
    static let silences: [(Int, String, Duration, Int)] = [
        (0, "its worker was silent for longer than its heartbeat timeout", .minutes(60 + 5 + 60), 2),
        (1, "it took longer than its startToClose timeout", .minutes(1 + 5 + 1), 2),
        (3, "it was not done within its scheduleToClose timeout", .minutes(3 + 5 + 3), 2),
        (4, "its worker was silent for longer than its heartbeat timeout", .minutes(4 + 5 + 4), 2),
        (7, "its worker was silent for longer than its heartbeat timeout", .seconds(3 * 3_600 + 2 * 5), 3),
        (9, "it took longer than its startToClose timeout", .hours(2), 1),
    ]

    @Test(arguments: silences)
    func `the clock and the retries of the call count`(
        number: Int,
        reason: String,
        after: Duration,
        attempts: Int
    ) async throws {
        let test = try await WorkflowTest(CarefulWorkflow.self)
        test.hold(Careful.self)
        let execution = try await test.start(CarefulWorkflow.self, number)
        let outcome = try await execution.outcome()
        #expect(outcome.closeStatus == .failed)
        #expect(outcome.reason?.contains(reason) == true, "\(outcome.reason ?? "")")
        #expect(test.clock.now - test.beginning == after)
        #expect(test.calls(of: Careful.self).map(\.attempt) == Array(1...attempts))
    }
}
