import CommandSupport
import Engine
import Foundation
import MartletTesting
import SWFModel
import SWFWire
import ServiceSupport
import Synchronization
import Testing

@testable import ExecutionPrograms

/// Moving an execution from one service to another by a file.
@Suite struct TransferTests {
    private static let list = TaskList(name: "l")

    private static func furnish(_ service: some SimpleWorkflowService) async throws {
        try await service.registerDomain(.init(name: "d", workflowExecutionRetentionPeriodInDays: "1"))
        try await service.registerWorkflowType(
            .init(
                defaultChildPolicy: .terminate,
                defaultExecutionStartToCloseTimeout: "3600",
                defaultTaskList: list,
                defaultTaskStartToCloseTimeout: "30",
                domain: "d",
                name: "W",
                version: "1"
            )
        )
    }

    private static func start(_ service: some SimpleWorkflowService) async throws -> WorkflowExecution {
        let run = try await service.startWorkflowExecution(
            .init(domain: "d", workflowId: "w", workflowType: WorkflowType(name: "W", version: "1"))
        )
        return WorkflowExecution(runId: run.runId ?? "", workflowId: "w")
    }

    /// Two services whose clocks agree, one execution in the first, and a path for its file.
    private func withMove(
        _ body:
            @escaping @Sendable (
                _ from: WorkflowEngine, _ to: WorkflowEngine, _ execution: WorkflowExecution, _ path: String
            ) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "/martlet-transfer-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await TestCluster.run { from in
            try await Self.furnish(from.engine)
            let execution = try await Self.start(from.engine)
            try await TestCluster.run { to in
                try await Self.furnish(to.engine)
                try await body(from.engine, to.engine, execution, "\(folder)/w.json")
            }
        }
    }

    private func export(_ path: String?, terminates: Bool = false) -> ExportProgram {
        ExportProgram(id: "w", runId: nil, output: path, terminates: terminates, json: false)
    }

    private func history(
        _ execution: WorkflowExecution,
        of service: some SimpleWorkflowService
    ) async throws -> [HistoryEvent] {
        try await HistoryReader(service: service, domain: "d").events(of: execution)
    }

    @Test func `an execution goes from one service into a file and from there into another`() async throws {
        try await withMove { from, to, execution, path in
            try await self.export(path).export(from: from, domain: "d", Terminal())
            let events = try await self.history(execution, of: from)
            let file = try ImportProgram(file: path, workflowId: nil, runId: nil, json: false).read()
            #expect(file.events == events)
            #expect(file.names.execution == execution)
            #expect(file.names.domain == "d")
            #expect(LintReport(file).violations.isEmpty)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.hasPrefix(#"{"format":"martlet-execution","version":1,"domain":"d","execution":{"runId":""#))
            #expect(text.contains(#""description":{"executionConfiguration":{"childPolicy":"TERMINATE""#))
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let status = try await ImportProgram(file: path, workflowId: nil, runId: nil, json: true)
                .send(file, to: to, domain: "d", Terminal())
            #expect(status == .ok)
            #expect(try await self.history(execution, of: to) == events)
            // It is open in both now, which the output says; nothing was terminated.
            #expect(try await self.history(execution, of: from) == events)
            let task = try #require(try await to.pollForDecisionTask(.init(domain: "d", taskList: Self.list)))
            try await to.respondDecisionTaskCompleted(
                .init(decisions: [.completeWorkflowExecution(.init())], taskToken: task.taskToken)
            )
            #expect(try await self.history(execution, of: to).last?.eventType == .workflowExecutionCompleted)
        }
    }

    @Test func `a file that is there is not written over, and nothing is terminated for it`() async throws {
        try await withMove { from, _, execution, path in
            try Data("mine".utf8).write(to: URL(filePath: path))
            await #expect(throws: Complaint.self) {
                try await self.export(path, terminates: true).export(from: from, domain: "d", Terminal())
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
            #expect(try await self.history(execution, of: from).last?.eventType == .decisionTaskScheduled)
        }
    }

    @Test func `a file that cannot be written terminates nothing`() async throws {
        try await withMove { from, _, execution, path in
            await #expect(throws: Complaint.self) {
                try await self.export("\(path)/not/a/folder", terminates: true).export(
                    from: from,
                    domain: "d",
                    Terminal()
                )
            }
            let events = try await self.history(execution, of: from)
            #expect(events.last?.eventType == .decisionTaskScheduled)
        }
    }

    @Test func `with --terminate the file is written first, and holds all that happened until the end`() async throws {
        try await withMove { from, to, execution, path in
            // Somebody signals between the file and the end.
            let busy = BusyService(from) { base in
                #expect(FileManager.default.fileExists(atPath: path), "the file comes before the end")
                try await base.signalWorkflowExecution(.init(domain: "d", signalName: "late", workflowId: "w"))
            }
            try await self.export(path, terminates: true).export(from: busy, domain: "d", Terminal())
            let there = try await self.history(execution, of: from)
            guard case .workflowExecutionTerminated(let end)? = there.last?.attributes else {
                Issue.record("It was not terminated.")
                return
            }
            #expect(end.childPolicy == .abandon, "its children are left alone")
            let file = try HistoryFile.read(path)
            #expect(file.events == there.dropLast())
            #expect(file.events.contains { $0.eventType == .workflowExecutionSignaled })
            _ = try await ImportProgram(file: path, workflowId: nil, runId: nil, json: true)
                .send(file, to: to, domain: "d", Terminal())
            let task = try await to.pollForDecisionTask(.init(domain: "d", taskList: Self.list))
            #expect(task?.workflowExecution == execution)
        }
    }

    @Test func `an execution that closes by itself before it is terminated is exported closed`() async throws {
        try await withMove { from, _, execution, path in
            let busy = BusyService(from) { base in
                let task = try #require(try await base.pollForDecisionTask(.init(domain: "d", taskList: Self.list)))
                try await base.respondDecisionTaskCompleted(
                    .init(decisions: [.completeWorkflowExecution(.init())], taskToken: task.taskToken)
                )
            }
            try await self.export(path, terminates: true).export(from: busy, domain: "d", Terminal())
            #expect(try HistoryFile.read(path).events.last?.eventType == .workflowExecutionCompleted)
            #expect(try await self.history(execution, of: from).last?.eventType == .workflowExecutionCompleted)
        }
    }

    @Test(arguments: [(true, nil, false), (false, nil, true)] as [(Bool, String?, Bool)])
    func `what was done can be said only beside a file`(terminates: Bool, output: String?, json: Bool) {
        #expect(ExportProgram(id: "w", runId: nil, output: output, terminates: terminates, json: json).problem != nil)
        #expect(ExportProgram(id: "w", runId: nil, output: "f", terminates: terminates, json: json).problem == nil)
    }

    @Test func `a history without names needs them, a part of one is refused, and so is one that breaks a rule`()
        async throws
    {
        try await withMove { from, _, execution, path in
            let events = try await self.history(execution, of: from)
            func read(_ text: String, id: String? = nil, run: String? = nil) throws -> HistoryFile {
                try Data(text.utf8).write(to: URL(filePath: path))
                return try ImportProgram(file: path, workflowId: id, runId: run, json: false).read()
            }
            func status(_ text: String, id: String? = nil, run: String? = nil) -> ProgramStatus? {
                do {
                    _ = try read(text, id: id, run: run)
                    return nil
                } catch {
                    return Complaint(error).status
                }
            }
            let bare = String(decoding: try AWSJSON.encode(History(events: events)), as: UTF8.self)
            #expect(status(bare) == .usage)
            #expect(status(bare, id: "w") == .usage)
            #expect(try read(bare, id: "w", run: "r").names.execution == .init(runId: "r", workflowId: "w"))
            let page = String(decoding: try AWSJSON.encode(History(events: events, nextPageToken: "t")), as: UTF8.self)
            #expect(status(page, id: "w", run: "r") == .data)
            let first = String(decoding: try AWSJSON.encode(History(events: Array(events.prefix(1)))), as: UTF8.self)
            #expect(status(first, id: "w", run: "r") == .brokenHistory)
            let newer =
                #"{"format":"martlet-execution","version":2,"execution":{"workflowId":"w","runId":"r"},"#
                + bare.dropFirst()
            #expect(status(newer) == .data)
            #expect(status("nothing", id: "w", run: "r") == .data)
        }
    }

    @Test func `a long history goes in parts that fit into requests, and an event is never cut`() throws {
        var events: [HistoryEvent] = []
        for id in 1...40 {
            events.append(
                HistoryEvent(
                    eventId: id,
                    eventTimestamp: Timestamp(milliseconds: 0),
                    attributes: .workflowExecutionSignaled(
                        .init(
                            externalInitiatedEventId: 0,
                            input: String(repeating: "x", count: 100 * id),
                            signalName: "s"
                        )
                    )
                )
            )
        }
        let parts = try HistoryParts.parts(of: events, bytes: 3_000)
        #expect(parts.flatMap(\.events) == events)
        #expect(parts.count > 20)
        #expect(parts.dropLast().allSatisfy { !$0.isLast && !$0.events.isEmpty })
        #expect(parts.last?.isLast == true)
        for part in parts where part.events.count > 1 { #expect(try AWSJSON.encode(part.events).count <= 3_002) }
        #expect(try HistoryParts.parts(of: events).count == 1)
        #expect(HistoryParts.bytes * 2 <= Limits().requestBytes)
    }

    @Test func `a service that takes no executions over is named as such`() async throws {
        struct Other: WorkflowExecutionImporter {
            func importWorkflowExecution(
                _ input: ImportWorkflowExecutionInput
            ) async throws -> ImportWorkflowExecutionOutput {
                throw Fault(.unknownOperation)
            }
        }
        try await withMove { from, _, _, path in
            try await self.export(path).export(from: from, domain: "d", Terminal())
            let program = ImportProgram(file: path, workflowId: nil, runId: nil, json: false)
            let complaint = await #expect(throws: Complaint.self) {
                try await program.send(try program.read(), to: Other(), domain: "d", Terminal())
            }
            #expect(complaint?.status == .usage)
            #expect(complaint?.description.contains("only a Martlet server does") == true)
        }
    }
}

/// A service in which something happens just before somebody terminates an execution.
private final class BusyService: ForwardingService {
    let base: any SimpleWorkflowService
    private let before: @Sendable (any SimpleWorkflowService) async throws -> Void

    init(
        _ base: any SimpleWorkflowService,
        before: @escaping @Sendable (any SimpleWorkflowService) async throws -> Void
    ) {
        self.base = base
        self.before = before
    }

    func terminateWorkflowExecution(_ input: TerminateWorkflowExecutionInput) async throws {
        try await before(base)
        try await base.terminateWorkflowExecution(input)
    }
}
