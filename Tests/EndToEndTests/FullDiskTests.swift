import Foundation
import SWFClient
import SWFModel
import Subprocess
import Testing

/// A disk that is full: nothing is acknowledged that is not kept, reads go on, and all is well when there is space again.
@Suite(.serialized) struct FullDiskTests {
    private static func command(_ arguments: [String]) async -> Bool {
        let result = try? await Subprocess.run(
            .name(arguments[0]),
            arguments: Arguments(Array(arguments.dropFirst())),
            output: .discarded,
            error: .discarded
        )
        return result?.terminationStatus.isSuccess == true
    }

    /// Runs the body with a disk of six megabytes in memory.
    private func withSmallDisk(_ body: (_ path: String) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            guard await Self.command(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder]) else {
                print("left out: the test of a full disk, because this user may not mount a small one")
                return
            }
            do {
                try await body(folder)
            } catch {
                _ = await Self.command(["umount", "-l", folder])
                throw error
            }
            #expect(await Self.command(["umount", "-l", folder]))
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `a full disk is answered with ServiceUnavailable until there is space`() async throws {
        try await withSmallDisk { folder in
            let ballast = folder + "/ballast"
            try Data(count: 2_000_000).write(to: URL(fileURLWithPath: ballast))
            let path = folder + "/store.sqlite"
            var acknowledged: [String] = []
            let ended = try await ServerProcess.run(["--store", "sqlite:\(path)", "--port", "0"]) { server in
                try await ServerProcess.withClient(server.url) { client in
                    try await Clients.register(client)
                    let run = try await client.startWorkflowExecution(
                        .init(domain: Clients.domain, workflowId: "w", workflowType: Clients.workflowType)
                    )
                    let execution = WorkflowExecution(runId: run.runId ?? "", workflowId: "w")
                    @Sendable func signal(_ name: String, size: Int = 30_000) async throws {
                        try await client.signalWorkflowExecution(
                            .init(
                                domain: Clients.domain,
                                input: String(repeating: "x", count: size),
                                signalName: name,
                                workflowId: "w"
                            )
                        )
                    }
                    // First what is large finds no place, then what is small.
                    var refusal: Fault?
                    let full = ContinuousClock.now + .seconds(180)
                    for size in [30_000, 10] {
                        repeat {
                            let name = "s\(acknowledged.count)"
                            do {
                                try await signal(name, size: size)
                                acknowledged.append(name)
                            } catch let fault as Fault {
                                refusal = fault
                                if size > 10 { break }
                            }
                        } while await ServerTests.health(server.url)?.status != 503 && ContinuousClock.now < full
                    }
                    #expect(refusal?.code == .serviceUnavailable, "\(String(describing: refusal))")
                    #expect(acknowledged.count > 20)
                    #expect(await ServerTests.health(server.url)?.status == 503)
                    await #expect(throws: Fault.self) { try await signal("refused") }

                    // Reads go on.
                    let signals = try await self.signals(client, execution)
                    #expect(signals == acknowledged)
                    _ = try await client.describeDomain(.init(name: Clients.domain))

                    try FileManager.default.removeItem(atPath: ballast)
                    let deadline = ContinuousClock.now + .seconds(30)
                    var status = 0
                    repeat {
                        status = await ServerTests.health(server.url)?.status ?? 0
                    } while status != 200 && ContinuousClock.now < deadline
                    #expect(status == 200, "it commits again without being started anew")
                    try await signal("after")
                    acknowledged.append("after")
                    #expect(try await self.signals(client, execution) == acknowledged)
                    return execution
                }
            }
            #expect(ended.status == .exited(0), "\(ended.log.suffix(2_000))")
            let execution = ended.value
            let reopened = try await ServerProcess.run(["--store", "sqlite:\(path)", "--port", "0"]) { server in
                try await ServerProcess.withClient(server.url) { try await self.signals($0, execution) }
            }
            #expect(reopened.value == acknowledged, "and it is all there after a new start")
        }
    }

    private func signals(_ client: RemoteWorkflowService, _ execution: WorkflowExecution) async throws -> [String] {
        try await client.getWorkflowExecutionHistory(.init(domain: Clients.domain, execution: execution)).events
            .compactMap { event in
                guard case .workflowExecutionSignaled(let signal) = event.attributes else { return nil }
                return signal.signalName
            }
    }
}
