import CommandSupport
import Deploys
import Engine
import Foundation
import MartletTesting
import SWFModel
import SWFWire
import Testing

@testable import DeployPrograms

/// Holding new programs against what the service keeps.
@Suite struct StagedReplayTests {
    private func withFolder<Value: Sendable>(
        _ body: @escaping @Sendable (_ path: String) async throws -> Value
    ) async throws -> Value {
        let path = NSTemporaryDirectory() + "/martlet-replay-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(path)
    }

    /// A `martlet` that says of every history but those named that it replays.
    private func program(_ path: String, refuses names: String) throws -> String {
        let script = """
            #!/bin/sh
            shift 2
            [ -d "$1" ] && set -- "$1"/*.json
            end=0
            printf '{"histories":['
            for file in "$@"; do
                verdict=replays
                case " \(names) " in *" $(basename "$file" .json) "*) verdict=diverges; end=4 ;; esac
                printf '%s{"source":"%s","verdict":"%s","sentence":"event 5: another timer"}' "$comma" "$file" $verdict
                comma=,
            done
            printf '],"replayed":0,"total":0}'
            exit $end
            """
        #expect(
            FileManager.default.createFile(
                atPath: path,
                contents: Data(script.utf8),
                attributes: [.posixPermissions: 0o755]
            )
        )
        return path
    }

    private func items(_ folder: String) throws -> [RecentHistories.Item] {
        try (0...2).map { number in
            let file = "\(folder)/\(number).json"
            try Data("{}".utf8).write(to: URL(filePath: file))
            return RecentHistories.Item(file: file, workflowId: "w-\(number)", isOpen: number < 2)
        }
    }

    @Test func `what the new program does not replay is a difference, and whether the old one does is asked`()
        async throws
    {
        try await withFolder { path in
            let items = try items(path)
            let replay = StagedReplay(
                new: try program("\(path)/new", refuses: "0 2"),
                old: try program("\(path)/old", refuses: "2"),
                folder: path
            )
            let found = try await replay.differences(items, path, "live")
            #expect(found.map(\.workflowId) == ["w-0", "w-2"])
            #expect(found.map(\.isOpen) == [true, false])
            #expect(found.map(\.isOld) == [false, true])
            #expect(found.first?.sentence == "event 5: another timer")
        }
    }

    @Test func `without programs in place every difference counts`() async throws {
        try await withFolder { path in
            let replay = StagedReplay(new: try program("\(path)/new", refuses: "1"), old: nil, folder: path)
            #expect(try await replay.differences(try items(path), path, "live").map(\.isOld) == [false])
        }
    }

    @Test func `a new program that does not say what it thinks of them ends the deploy`() async throws {
        try await withFolder { path in
            let replay = StagedReplay(new: "/bin/false", old: nil, folder: path)
            let items = try items(path)
            await #expect(throws: Complaint.self) { _ = try await replay.differences(items, path, "live") }
        }
    }

    private static func start(_ cluster: TestCluster, _ id: String, of name: String) async throws {
        let type = WorkflowType(name: name, version: "1")
        do {
            try await cluster.engine.registerWorkflowType(
                .init(
                    defaultChildPolicy: .terminate,
                    defaultExecutionStartToCloseTimeout: "3600",
                    defaultTaskList: TaskList(name: "l"),
                    defaultTaskStartToCloseTimeout: "30",
                    domain: "d",
                    name: name,
                    version: "1"
                )
            )
        } catch let fault as Fault where fault.code == .typeAlreadyExists {}
        _ = try await cluster.engine.startWorkflowExecution(.init(domain: "d", workflowId: id, workflowType: type))
    }

    @Test func `open executions are taken, and the last closed ones of each type, and none of Martlet's own`()
        async throws
    {
        try await withFolder { path in
            try await TestCluster.run { cluster in
                try await cluster.engine.registerDomain(.init(name: "d", workflowExecutionRetentionPeriodInDays: "1"))
                for name in ["A", "B", "martlet.cron"] {
                    for number in 1...3 {
                        try await Self.start(cluster, "\(name)-\(number)", of: name)
                        try await cluster.engine.terminateWorkflowExecution(
                            .init(domain: "d", workflowId: "\(name)-\(number)")
                        )
                        cluster.clock.advance(by: .seconds(1))
                    }
                }
                try await Self.start(cluster, "open", of: "A")
                let histories = RecentHistories(service: cluster.engine, domain: "d")
                let items = try await histories.write(to: "\(path)/all", closed: 2)
                #expect(items.map(\.workflowId) == ["open", "A-3", "A-2", "B-3", "B-2"])
                #expect(items.map(\.isOpen) == [true, false, false, false, false])
                let open = try await histories.write(to: "\(path)/open", closed: 0)
                #expect(open.map(\.workflowId) == ["open"])
                let file = try HistoryFile([UInt8](Data(contentsOf: URL(filePath: items[0].file))))
                #expect(file.names.workflowId == "open")
                #expect(file.events.count == 2)
            }
        }
    }

    @Test func `open activity tasks are counted over all executions`() async throws {
        try await TestCluster.run { cluster in
            try await cluster.engine.registerDomain(.init(name: "d", workflowExecutionRetentionPeriodInDays: "1"))
            try await Self.start(cluster, "open", of: "A")
            #expect(try await OpenWork(service: cluster.engine, domain: "d").activityTasks() == 0)
        }
    }
}
