import SWFModel
import Testing

@testable import Deploys

@Suite struct DeployWindowTests {
    /// Minutes after midnight as a moment and back, as `00:30`.
    private static func at(_ minutes: Int) -> Timestamp { Timestamp(milliseconds: minutes * 60_000) }

    private static func clock(_ moment: Timestamp) -> String {
        let minutes = moment.milliseconds / 60_000
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(padded(minutes / 60)):\(padded(minutes % 60))"
    }

    /// A monitor that starts on the hour and at half past, and runs ten minutes.
    private func words(at minute: Int, openTasks: Int? = nil) -> String {
        let last = minute / 30 * 30
        return DeployWindow(
            at: Self.at(minute),
            starts: [
                DeployWindow.Start(schedule: "S3Monitor", at: Self.at(last + 30)),
                DeployWindow.Start(schedule: "nightly", at: Self.at(600)),
            ],
            runs: [DeployWindow.Run(schedule: "S3Monitor", since: Self.at(last), until: Self.at(last + 10))],
            openTasks: openTasks,
            clock: Self.clock
        ).words(clock: Self.clock)
    }

    @Test(arguments: [
        (15, nil, "safe until 00:29"), (10, nil, "safe until 00:29"),
        (2, nil, "unsafe: S3Monitor started at 00:00 and is expected to run until 00:10"),
        (29, nil, "unsafe: S3Monitor starts at 00:30"), (28, nil, "safe until 00:29"),
        (45, 0, "safe until 00:59"), (45, 1, "unsafe: 1 activity task is open"),
        (
            31, 3,
            "unsafe: S3Monitor started at 00:30 and is expected to run until 00:40; 3 activity tasks are open"
        ),
    ])
    func `a moment is safe between what runs and what starts next`(minute: Int, openTasks: Int?, expected: String) {
        #expect(words(at: minute, openTasks: openTasks) == expected)
    }

    @Test func `what runs for who knows how long stands against every moment`() {
        let window = DeployWindow(
            at: Self.at(15),
            starts: [],
            runs: [DeployWindow.Run(schedule: "S3Monitor", since: Self.at(0), until: nil)],
            openTasks: 0,
            clock: Self.clock
        )
        #expect(window.words(clock: Self.clock) == "unsafe: S3Monitor started at 00:00 and is not over")
    }

    @Test func `without schedules a quiet moment has no end`() {
        let window = DeployWindow(at: Self.at(15), starts: [], runs: [], openTasks: 0, clock: Self.clock)
        #expect(window.isSafe)
        #expect(window.words(clock: Self.clock) == "safe: nothing is scheduled")
    }
}
