import Foundation
import Martlet
import Synchronization
import Testing

@testable import Activities

@Suite("The small activities")
struct SmallActivityTests {
    private func sum(_ json: String) async throws -> String {
        let input = try JSONDecoder().decode(Summands.self, from: Data(json.utf8))
        // Inputs travel as JSON between the decider and the worker.
        let sent = try JSONDecoder().decode(Summands.self, from: JSONEncoder().encode(input))
        let total = try await AddNumbers().run(sent, context: ActivityContext())
        return String(decoding: try JSONEncoder().encode(total), as: UTF8.self)
    }

    @Test("PingWorker answers")
    func ping() async throws {
        #expect(try await PingWorker().run(Nothing(), context: ActivityContext()) == "pong")
    }

    @Test(
        "numbers are added",
        arguments: [
            (#"{"data": [1,3,7,11]}"#, "22"), ("[1, 2]", "3"), ("[]", "0"), ("[-5, 5]", "0"), ("[1, 0.5]", "1.5"),
            ("[9007199254740993]", "9007199254740993"),
        ]
    )
    func sums(_ json: String, _ total: String) async throws {
        #expect(try await sum(json) == total)
    }

    @Test(
        "what is not a number fails for good and is named",
        arguments: [
            (#"[1, "x"]"#, "data[1] is the text “x”, not a number; Sum adds numbers only."),
            (#"{"data": [true]}"#, "data[0] is true, not a number; Sum adds numbers only."),
            ("[null]", "data[0] is null, not a number; Sum adds numbers only."),
            ("[[1]]", "data[0] is a list, not a number; Sum adds numbers only."),
            (#"[{"a":1}]"#, "data[0] is an object, not a number; Sum adds numbers only."),
            (#"["null"]"#, "data[0] is the text “null”, not a number; Sum adds numbers only."),
            ("[9223372036854775807, 1]", "The sum is too large for a whole number."),
            ("[1e308, 1e308]", "The sum is too large for a number."),
        ]
    )
    func notNumbers(_ json: String, _ reason: String) async throws {
        let failure = await #expect(throws: PermanentFailure.self) { _ = try await sum(json) }
        #expect(failure?.reason == reason)
    }

    @Test("an input without data cannot be read", arguments: ["{}", #"{"data": 1}"#, "1", #""x""#])
    func unreadable(_ json: String) {
        #expect(throws: (any Error).self) { try JSONDecoder().decode(Summands.self, from: Data(json.utf8)) }
    }

    @Test("a stage says that it is still at it, and ends with its name")
    func stage() async throws {
        let beats = Mutex<[String]>([])
        let context = ActivityContext(onHeartbeat: { details in
            beats.withLock { $0.append(details ?? "") }
            return false
        })
        #expect(try await Stage().run(Stage.Input(stage: "A", seconds: 0.01), context: context) == "A")
        #expect(beats.withLock { $0.first } == "1 s left")
        #expect(try await Stage().run(Stage.Input(stage: "B", seconds: 0), context: context) == "B")
    }

    @Test("a stage stops when it is canceled, long before it is done")
    func canceled() async throws {
        let context = ActivityContext(onHeartbeat: { _ in true })
        await #expect(throws: CancellationError.self) {
            _ = try await Stage().run(Stage.Input(stage: "A", seconds: 3_600), context: context)
        }
    }

    @Test("a stage that would take for ever is refused", arguments: [-1, 3_601, .infinity])
    func impossible(_ seconds: Double) async throws {
        await #expect(throws: PermanentFailure.self) {
            _ = try await Stage().run(Stage.Input(stage: "A", seconds: seconds), context: ActivityContext())
        }
    }

    @Test("work that takes long is accompanied by heartbeats, and ends when it is canceled")
    func steady() async throws {
        let (beats, beat) = AsyncStream.makeStream(of: Void.self)
        let context = ActivityContext(onHeartbeat: { _ in
            beat.yield()
            return false
        })
        let result = try await SteadyHeartbeat.during(context, every: .milliseconds(1)) {
            var count = 0
            for await _ in beats where count < 3 {
                count += 1
                if count == 3 { break }
            }
            return count
        }
        #expect(result == 3)

        let canceled = ActivityContext(onHeartbeat: { _ in true })
        await #expect(throws: CancellationError.self) {
            try await SteadyHeartbeat.during(canceled) { try await Pause(seconds: 3_600).wait(ActivityContext()) }
        }
        await #expect(throws: PermanentFailure("no")) {
            try await SteadyHeartbeat.during(ActivityContext()) { throw PermanentFailure("no") }
        }
    }

    @Test("the lists are in alphabetical order, the same, and name each type once")
    func lists() {
        let names = ActivityList.types.map { $0.definition.name }
        #expect(names == names.sorted())
        #expect(Set(names).count == names.count)
        let settings = ActivitySettings(outputFolder: "/nowhere")
        #expect(ActivityList.all(settings).map { type(of: $0).definition.name } == names)
    }
}
