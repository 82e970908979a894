import Foundation
import Subprocess
import Testing

/// An environment of its own folder, ports and processes, looked after by the real supervisor program.
struct SupervisedEnvironment: Sendable {
    /// The folder of the settings; everything is below it.
    let folder: String
    /// A port that nobody listened on.
    let port: Int
    /// The folder of the programs.
    var programs = SupervisedEnvironment.built

    /// What a program that ran once left.
    struct Ended: Sendable {
        var status: TerminationStatus
        var output: String
        var errors: String
    }

    /// A supervised process, as `martlet status --json` tells of it.
    struct Process: Decodable, Sendable {
        var slot: Int
        var pid: Int32?
        var state: String?
        var isWell: Bool
        var problem: String?
        var restarts: Int?
        var lastEnding: String?
        var givenUpBecause: String?
    }

    /// A pool, as `martlet status --json` tells of it.
    struct Pool: Decodable, Sendable {
        var name: String
        var wanted: Int
        var running: Int
        var restarts: Int
        var tasksInHand: Int
        var waitingCount: Int?
        var processes: [Process]
    }

    /// What `martlet status --json` tells.
    struct Status: Decodable, Sendable {
        var environments: [Environment]

        struct Environment: Decodable, Sendable {
            var environment: String
            var supervisor: Supervisor?
            var pools: [Pool]
            var problems: [String]
        }

        struct Supervisor: Decodable, Sendable {
            var pid: Int32
        }
    }

    /// The folder of the programs that were built beside these tests.
    static var built: String {
        URL(fileURLWithPath: ServerProcess.program).deletingLastPathComponent().path
    }

    /// Runs the body with an environment that nothing is started in; whatever it starts is gone afterwards.
    ///
    /// - Parameter settings: What the settings say besides server and folders, as members of JSON.
    static func with(
        _ settings: String = #""deciders": {"count": 1}, "workers": {"count": 2}"#,
        _ body: (SupervisedEnvironment) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            // As the kernel spells it, which says where a process writes.
            let plain = folder.replacing("//", with: "/")
            let environment = SupervisedEnvironment(folder: plain, port: try freePort())
            try environment.write(settings)
            do {
                try await body(environment)
            } catch {
                _ = try await environment.supervisor("stop", "--grace", "2")
                throw error
            }
            _ = try await environment.supervisor("stop", "--grace", "2")
        }
    }

    /// Writes the settings anew.
    func write(_ settings: String) throws {
        let server = #""server": {"port": \#(port), "store": "sqlite:store.sqlite"}"#
        let text = #"{"environments": {"dev": {\#(server), "logs": {"format": "text"}, \#(settings)}}}"#
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/settings.json"))
    }

    /// Runs `supervisor COMMAND -e dev …` and waits for its end.
    func supervisor(_ command: String, _ arguments: String...) async throws -> Ended {
        try await run("supervisor", [command, "-e", "dev"] + arguments)
    }

    /// Runs a program with the settings of the environment and waits for its end.
    func run(_ program: String, _ arguments: [String]) async throws -> Ended {
        let result = try await Subprocess.run(
            .name("env"),
            arguments: Arguments(["\(programs)/\(program)"] + arguments),
            environment: .inherit.updating([
                "MARTLET_SETTINGS": folder + "/settings.json", "MARTLET_ENV": nil, "MARTLET_VAR": nil,
            ]),
            output: .string(limit: 16 << 20),
            error: .string(limit: 16 << 20)
        )
        return Ended(
            status: result.terminationStatus,
            output: result.standardOutput,
            errors: result.standardError
        )
    }

    /// What `martlet status` tells, and its exit code.
    func status() async throws -> (code: TerminationStatus, environment: Status.Environment) {
        let ended = try await run("martlet", ["status", "-e", "dev", "--json"])
        let status = try JSONDecoder().decode(Status.self, from: Data(ended.output.utf8))
        return (ended.status, try #require(status.environments.first))
    }

    /// What the supervisor says of itself in its state file.
    struct Report: Decodable, Sendable {
        var pid: Int32
        var build: String
    }

    /// The state file of the supervisor; nil when there is none.
    func report() -> Report? {
        let data = FileManager.default.contents(atPath: folder + "/var/run/dev/supervisor.json")
        return data.flatMap { try? JSONDecoder().decode(Report.self, from: $0) }
    }

    /// The log of the supervisor.
    func log() -> String {
        (try? String(contentsOfFile: folder + "/var/log/dev/supervisor.log", encoding: .utf8)) ?? ""
    }

    /// Waits until something is so, for half a minute at most; whether it came to be.
    func comes(_ condition: () -> Bool) -> Bool {
        let deadline = ContinuousClock.now + .seconds(30)
        while !condition() {
            guard ContinuousClock.now < deadline else { return false }
            usleep(20_000)
        }
        return true
    }

    /// The pool of a name.
    func pool(_ name: String) async throws -> Pool {
        let status = try await status().environment
        return try #require(status.pools.first { $0.name == name })
    }

    /// Looks at the environment until a condition is true of it, for a minute at most; nil when it never was.
    func status(
        until condition: (Status.Environment) -> Bool
    ) async throws -> Status.Environment? {
        let deadline = ContinuousClock.now + .seconds(60)
        repeat {
            let environment = try await status().environment
            if condition(environment) { return environment }
        } while ContinuousClock.now < deadline
        return nil
    }

    /// The numbers of the processes that write to a log of this environment: supervisors and all their children.
    func processes() throws -> [Int32] {
        let files = FileManager.default
        return try files.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.filter { pid in
            let output = try? files.destinationOfSymbolicLink(atPath: "/proc/\(pid)/fd/1")
            return output?.hasPrefix(folder + "/var/log") == true
        }
    }

    /// Whether a process is there and not a zombie.
    static func isThere(_ pid: Int32) -> Bool {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return false }
        return text.split(separator: ")").last?.split(separator: " ").first != "Z"
    }

    /// The dead children of a process that it has not reaped.
    static func zombies(of parent: Int32) throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.filter { pid in
            guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
                let fields = text.split(separator: ")").last?.split(separator: " "), fields.count > 1
            else { return false }
            return fields[0] == "Z" && Int32(fields[1]) == parent
        }
    }

    /// Waits until processes are gone, for half a minute at most; those that are not.
    func left(of pids: [Int32]) -> [Int32] {
        let deadline = ContinuousClock.now + .seconds(30)
        var left = pids
        while !left.isEmpty, ContinuousClock.now < deadline {
            left = left.filter(Self.isThere)
            usleep(20_000)
        }
        return left
    }

    private static func freePort() throws -> Int {
        // A server that lets the system choose would be somewhere else after each restart.
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        try #require(isBound)
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
