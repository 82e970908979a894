import Foundation
import Subprocess
import Testing

/// The programs of Examples, run as somebody who tries them runs them.
@Suite struct ExampleProgramTests {
    /// The programs that were built beside these tests; a build of some products alone has none.
    private static var folder: URL { URL(fileURLWithPath: ServerProcess.program).deletingLastPathComponent() }

    /// Each ends by itself within seconds; the slowest looks at a site for eight of them, or waits for a busy one.
    @Test(
        .timeLimit(.minutes(2)),
        arguments: [
            ("Approval", "Answer(isApproved: true, by: \"Grace\")"),
            ("Downloads", "files: [\"a.pdf\", \"busy.pdf\"]"),
            ("Hello", "It said 2 things."),
            ("Invoice", "Ada paid 6000 of 6000, reminders: 0"),
            ("Monitor", "Watch(site: \"example.org\", intervalSeconds: 1, "),
            ("Order", "sent: a book to 2 New Road"),
            ("Report", "Optional(ReportExample.Stage(name: \"printing\", done: 2, of: 3))"),
            ("Subscription", "canceled(paid: "),
            ("Thumbnails", "the execution album-2 closed as failed: Shrink-21 failed for good: letter.txt is no image"),
            ("Trip", "booked: [\"flight-Lisbon\", \"hotel-Lisbon\", \"car-Lisbon\"]"),
        ]
    )
    func `an example runs to its end and says what came of it`(name: String, words: String) async throws {
        let program = Self.folder.appendingPathComponent("\(name)Example").path
        guard FileManager.default.isExecutableFile(atPath: program) else {
            print("left out: running the example \(name), because it was not built beside these tests")
            return
        }
        try await withTemporaryFolder { folder in
            // What it leaves behind, it leaves there.
            let result = try await Subprocess.run(
                .name("env"),
                arguments: ["--chdir=\(folder)", program],
                input: .none,
                output: .string(limit: 1 << 20),
                error: .string(limit: 1 << 20)
            )
            #expect(result.terminationStatus == .exited(0), "\(result.standardError)")
            let lines = result.standardOutput.split(separator: "\n")
            #expect(lines.contains { $0.hasPrefix(words) }, "\(result.standardOutput)")
        }
    }
}
