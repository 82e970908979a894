import Martlet
import Synchronization
import Testing

@Suite("A context made by hand, for tests of activities")
struct ActivityContextTests {
    @Test func `heartbeats and progress arrive`() async throws {
        let beats = Log<String?>()
        let context = ActivityContext(onHeartbeat: { details in
            beats.add(details)
            return false
        })
        try await context.heartbeat()
        try await context.progress(3, of: 10)
        #expect(beats.all == [nil, #"{"done":3,"total":10}"#])
        #expect(!context.isCanceled)
    }

    @Test func `a cancel request is thrown`() async throws {
        let context = ActivityContext(onHeartbeat: { _ in true })
        await #expect(throws: CancellationError.self) { try await context.heartbeat() }
        #expect(context.isCanceled)
    }

    @Test func `details that are too long are refused with their size`() async throws {
        let context = ActivityContext()
        let failure = await #expect(throws: ValueFailure.self) {
            try await context.heartbeat(String(repeating: "x", count: 2_049))
        }
        #expect(failure?.description == "the details of a heartbeat have 2049 characters; the limit is 2048")
    }
}
