import SWFModel
import ServiceLifecycle
import Testing

@testable import SWFServer

@Suite(.timeLimit(.minutes(10))) struct PollTests {
    /// A service whose polls wait until somebody ends them.
    private final class Parking: Sendable {
        let parked = Signal()
        let cancelled = Signal()
        let release = Signal()

        func poll() async throws -> String? {
            parked.send()
            do {
                try await release.wait()
            } catch {
                cancelled.send()
                throw error
            }
            return nil
        }
    }

    private static let body = Sample.json(PollForActivityTaskInput.shape)

    enum Leaving: CaseIterable {
        case closing, closingOutputOnly, reset
    }

    @Test(arguments: Leaving.allCases, ["PollForActivityTask", "PollForDecisionTask"])
    func `a poll whose client is gone is cancelled`(leaving: Leaving, action: String) async throws {
        let parking = Parking()
        try await withServer(StubService { _ in try await parking.poll() }) { server in
            let client = try await server.connect()
            try await client.post(action, Self.body)
            try await parking.parked.wait()
            switch leaving {
            case .closing: try await client.close()
            case .closingOutputOnly: try await client.closeOutput()
            case .reset: try await client.reset()
            }
            try await parking.cancelled.wait()
        }
    }

    @Test func `a call that is no poll goes on when its client is gone`() async throws {
        let parking = Parking()
        let finished = Signal()
        let service = StubService { _ in
            let answer = try await parking.poll()
            finished.send()
            return answer
        }
        try await withServer(service) { server in
            let client = try await server.connect()
            try await client.post("DeprecateDomain", #"{"name":"a"}"#)
            try await parking.parked.wait()
            try await client.close()
            parking.release.send()
            try await finished.wait()
            #expect(!parking.cancelled.wasSent)
        }
    }

    @Test func `a poll that is answered leaves its connection usable`() async throws {
        let parking = Parking()
        try await withServer(StubService { _ in try await parking.poll() }) { server in
            let client = try await server.connect()
            try await client.post("PollForActivityTask", Self.body)
            try await parking.parked.wait()
            parking.release.send()
            #expect(try await client.answer()?.body == #"{"startedEventId":0}"#)
            try await client.post("PollForDecisionTask", Self.body)
            #expect(try await client.answer()?.body == #"{"previousStartedEventId":0,"startedEventId":0}"#)
            try await client.close()
        }
    }

    @Test func `waiting polls hold no thread`() async throws {
        let parking = Parking()
        let service = StubService { $0.isPolling ? try await parking.poll() : nil }
        // On a machine that is busy a client may be late with its request; none is to be closed for that.
        try await withServer(service, configuration: .init(idleSeconds: 600, requestSeconds: 600)) { server in
            var clients: [RawConnection] = []
            for _ in 0..<200 {
                let client = try await server.connect()
                try await client.post("PollForActivityTask", Self.body)
                clients.append(client)
            }
            try await parking.parked.wait(count: 200)
            let other = try await server.connect()
            try await other.post("DeprecateDomain", #"{"name":"a"}"#)
            #expect(try await other.answer()?.statusLine == "HTTP/1.1 200 OK")
            for client in clients { try await client.close() }
            try await parking.cancelled.wait(count: 200)
            try await other.close()
        }
    }

    @Test func `on shutdown a waiting poll gets its last answer and the connection ends`() async throws {
        let parking = Parking()
        try await withServer(StubService { _ in try await parking.poll() }) { server in
            let client = try await server.connect()
            let idle = try await server.connect()
            try await client.post("PollForActivityTask", Self.body)
            try await parking.parked.wait()
            await server.group.triggerGracefulShutdown()
            // The idle connection ends first: only then does the server know that it goes down.
            #expect(await idle.rest().isEmpty)
            parking.release.send()
            let answer = try await client.answer()
            #expect(answer?.body == #"{"startedEventId":0}"#)
            #expect(answer?.field("Connection") == "close")
            #expect(await client.rest().isEmpty)
            await #expect(throws: (any Error).self) { try await server.connect() }
        }
    }
}
