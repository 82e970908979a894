import Foundation
import SWFClient
import SWFModel
import Subprocess
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// The server program from outside.
@Suite(.serialized) struct ServerTests {
    static func health(_ url: String) async -> (status: Int, body: String)? {
        guard let address = URL(string: url + "/health"),
            let (data, response) = try? await URLSession.shared.data(from: address)
        else { return nil }
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
    }

    /// Arguments that must not lead to a server.
    private func refusal(_ arguments: [String]) async -> ServerProcess.NotReady? {
        await #expect(throws: ServerProcess.NotReady.self) { _ = try await ServerProcess.run(arguments) { _ in } }
    }

    @Test(.timeLimit(.minutes(10)), arguments: ["sqlite", "memory"])
    func `a server says where it is and whether it can commit, and leaves when it is asked to`(
        kind: String
    ) async throws {
        try await withTemporaryFolder { folder in
            let store = kind == "memory" ? "memory" : "sqlite:\(folder)/deep/er/store.sqlite"
            let ended = try await ServerProcess.run(["--store", store, "--port", "0"]) { server in
                #expect(server.url.hasPrefix("http://127.0.0.1:"))
                let health = await ServerTests.health(server.url)
                #expect(health?.status == 200)
                let words = health?.body ?? ""
                #expect(words.contains(#""status":"ok""#) && words.contains(#""store":"\#(kind)""#), "\(words)")
            }
            #expect(ended.status == .exited(0))
        }
    }

    /// A watchdog sends SIGABRT to what hangs. Swift's own handler prints where all threads are, and then goes on.
    @Test(.timeLimit(.minutes(10)))
    func `a crash signal that is sent ends a server, by that signal`() async throws {
        let ended = try await ServerProcess.run(["--store", "memory", "--port", "0"]) { server in
            server.abort()
            while await ServerTests.health(server.url) != nil {}
        }
        #expect(ended.status == .signaled(SIGABRT))
    }

    @Test(.timeLimit(.minutes(10)))
    func `a server that leaves answers waiting polls empty and keeps what it acknowledged`() async throws {
        try await withTemporaryFolder { folder in
            let store = "sqlite:\(folder)/store.sqlite"
            let clock = ContinuousClock()
            let ended = try await ServerProcess.run(["--store", store, "--port", "0"]) { server in
                try await ServerProcess.withClient(server.url) { client in
                    try await Clients.register(client)
                    let list = Clients.taskList
                    return try await withThrowingTaskGroup(of: Bool.self) { group in
                        for _ in 0..<5 {
                            group.addTask {
                                try await client.pollForDecisionTask(.init(domain: Clients.domain, taskList: list))
                                    == nil
                            }
                            group.addTask {
                                try await client.pollForActivityTask(.init(domain: Clients.domain, taskList: list))
                                    == nil
                            }
                        }
                        // Calls on other connections, so that the polls have reached the server.
                        for _ in 0..<50 { _ = try await client.describeDomain(.init(name: Clients.domain)) }
                        let asked = clock.now
                        server.terminate()
                        for try await isEmpty in group { #expect(isEmpty) }
                        return clock.now - asked
                    }
                }
            }
            #expect(ended.status == .exited(0))
            #expect(ended.value < .seconds(10), "the polls were answered at once, not after a minute")
            let again = try await ServerProcess.run(["--store", store, "--port", "0"]) { server in
                try await ServerProcess.withClient(server.url) { client in
                    try await client.describeDomain(.init(name: Clients.domain)).domainInfo.name
                }
            }
            #expect(again.value == Clients.domain)
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: ["0.0.0.0", "::"])
    func `an address that others can reach is refused without a credentials file`(host: String) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            let refusal = await refusal(["--store", "sqlite:\(path)", "--host", host, "--port", "0"])
            #expect(refusal?.status == .exited(78))
            #expect(
                refusal?.output.contains("The server does not listen on \(host) without credentials") == true,
                "\(refusal?.output ?? "")"
            )
            #expect(!FileManager.default.fileExists(atPath: path), "no store is made for it")
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `a second server over one store is refused with a sentence`() async throws {
        try await withTemporaryFolder { folder in
            let store = "sqlite:\(folder)/store.sqlite"
            let ended = try await ServerProcess.run(["--store", store, "--port", "0"]) { server in
                let refusal = await refusal(["--store", store, "--port", "0"])
                #expect(refusal?.output.contains("is in use by another server") == true)
                if case .exited(let code)? = refusal?.status { #expect(code != 0) }
                return await ServerTests.health(server.url)?.status
            }
            #expect(ended.value == 200, "the first is not disturbed")
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: ["store", "sqlite:", "postgres://localhost"])
    func `a store that is none is refused as bad configuration`(store: String) async throws {
        let refusal = await refusal(["--store", store, "--port", "0"])
        guard case .exited(let code)? = refusal?.status else { return }
        #expect([64, 78].contains(code), "\(code): \(refusal?.output ?? "")")
        #expect(refusal?.output.isEmpty == false)
    }

    @Test(.timeLimit(.minutes(10)))
    func `a port that is taken is refused with a sentence`() async throws {
        _ = try await ServerProcess.run(["--store", "memory", "--port", "0"]) { server in
            let port = String(server.url.split(separator: ":").last ?? "")
            let refusal = await refusal(["--store", "memory", "--port", port])
            #expect(refusal?.output.contains("another program listens there") == true, "\(refusal?.output ?? "")")
        }
    }

    /// A process that stands still holds its connections; its clients go on where they were.
    @Test(.timeLimit(.minutes(10)))
    func `a server that was stopped for a while goes on`() async throws {
        _ = try await ServerProcess.run(["--store", "memory", "--port", "0"]) { server in
            try await ServerProcess.withClient(server.url) { client in
                try await Clients.register(client)
                async let poll = client.pollForDecisionTask(
                    .init(domain: Clients.domain, taskList: Clients.taskList)
                )
                _ = try await client.describeDomain(.init(name: Clients.domain))
                server.suspend()
                async let start = client.startWorkflowExecution(
                    .init(domain: Clients.domain, workflowId: "w", workflowType: Clients.workflowType)
                )
                server.resume()
                let runId = try await start.runId
                #expect(try await poll?.workflowExecution.runId == runId)
            }
        }
    }
}
