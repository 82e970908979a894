import Foundation
import Subprocess
import Testing

/// A supervisor whose own program file is replaced goes on as the new one, with its children.
@Suite(.serialized) struct SupervisorReplacementTests {
    /// An environment whose programs are in a folder of its own: the supervisor as a file, the others as links.
    private func withPrograms(_ body: (SupervisedEnvironment) async throws -> Void) async throws {
        try await SupervisedEnvironment.with(#""deciders": {"count": 1}, "workers": {"count": 1}"#) { environment in
            var environment = environment
            let built = SupervisedEnvironment.built
            environment.programs = environment.folder + "/bin"
            let files = FileManager.default
            try files.createDirectory(atPath: environment.programs, withIntermediateDirectories: true)
            for name in ["server", "decider", "worker", "register", "martlet"] {
                try files.createSymbolicLink(
                    atPath: "\(environment.programs)/\(name)",
                    withDestinationPath: "\(built)/\(name)"
                )
            }
            try files.copyItem(atPath: "\(built)/supervisor", toPath: "\(environment.programs)/supervisor")
            try await body(environment)
        }
    }

    /// Puts a file in the place of the supervisor's, in one step.
    private func replace(_ environment: SupervisedEnvironment, by make: (_ path: String) throws -> Void) throws {
        let new = environment.folder + "/new"
        try make(new)
        #expect(rename(new, environment.programs + "/supervisor") == 0)
    }

    private func children(_ environment: SupervisedEnvironment) async throws -> [Int32] {
        try await environment.status().environment.pools.flatMap(\.processes).compactMap(\.pid)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a new program file goes on with the same children, and they are still its own`() async throws {
        try await withPrograms { environment in
            let start = try await environment.supervisor("start")
            #expect(start.status == .exited(0), "\(start)")
            let before = try #require(environment.report())
            let processes = try await children(environment)
            #expect(processes.count == 3)
            let built = SupervisedEnvironment.built
            try replace(environment) { try FileManager.default.copyItem(atPath: built + "/supervisor", toPath: $0) }
            let isReplaced = environment.comes { environment.report()?.build != before.build }
            #expect(isReplaced, "\(environment.log())")
            #expect(environment.report()?.pid == before.pid, "it is the same process")
            #expect(try await children(environment) == processes)
            // They are its children: it notices their end, and they notice its.
            kill(processes[2], SIGKILL)
            #expect(try await environment.status { $0.pools.last?.restarts == 1 && $0.pools.last?.running == 1 } != nil)
            let again = try await environment.supervisor("start")
            #expect(again.output.contains("already running: supervisor \(before.pid)"), "it still holds its lock")
            let last = try await children(environment)
            kill(before.pid, SIGKILL)
            #expect(environment.left(of: last) == [])
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a program file that cannot be run is refused`() async throws {
        try await withPrograms { environment in
            #expect(try await environment.supervisor("start").status == .exited(0))
            let before = try #require(environment.report())
            let processes = try await children(environment)
            try replace(environment) { path in
                try Data("#!/bin/sh\nexit 3\n".utf8).write(to: URL(fileURLWithPath: path))
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            }
            let isRefused = environment.comes { environment.log().contains("asked for its version, it left with 3") }
            #expect(isRefused, "\(environment.log())")
            #expect(environment.report()?.pid == before.pid)
            #expect(try await children(environment) == processes)
            let status = try await environment.run("martlet", ["status", "-e", "dev"])
            #expect(status.output.contains("its program file was replaced, and it runs the one before"), "\(status)")
            // The program that stops it has to be one that can be run.
            let built = SupervisedEnvironment.built
            try replace(environment) { try FileManager.default.copyItem(atPath: built + "/supervisor", toPath: $0) }
        }
    }
}
