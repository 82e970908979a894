import Deploys
import Foundation
import Pools
import SWFModel
import Subprocess
import SystemPackage

/// A machine on which something is deployed: a repository whose programs are scripts, a server, a pool of two processes that
/// do as real ones do, and the real `martlet deploy`.
///
/// What a script does is the first word of a file of the repository: `good`, `crash` (the worker dies as soon as it runs) or
/// `mute` (it runs, and the service never answers it).
struct DeployHouse: Sendable {
    /// The repository, which holds the settings too.
    let home: String
    private let upstream: String

    var releases: String { "\(home)/var/releases" }
    var current: String? {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(releases)/current"))
    }

    /// What the program in place is: the second line of its script.
    var version: String? {
        guard let text = try? String(contentsOfFile: "\(releases)/current/worker", encoding: .utf8) else { return nil }
        return text.split(separator: "\n").dropFirst().first.map { String($0.dropFirst(2)) }
    }

    /// Builds the house over a server, and runs the body while its pool runs.
    static func run(_ url: String, _ body: @Sendable (DeployHouse) async throws -> Void) async throws {
        try await withTemporaryFolder { path in
            let house = DeployHouse(home: "\(path)/home", upstream: "\(path)/upstream")
            try await house.furnish(url)
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await FakePool(house: house).run() }
                try await body(house)
                tasks.cancelAll()
            }
        }
    }

    private func furnish(_ url: String) async throws {
        try FileManager.default.createDirectory(atPath: upstream, withIntermediateDirectories: true)
        try await sh("git init -q -b main", in: upstream)
        let ignored = "settings.json\nvar/\nbuilt/\n"
        try write(ignored, to: "\(upstream)/.gitignore")
        // Whoever finds a file var/die-NAME kills the deploy that started it, as a crash would.
        try write(
            """
            #!/bin/bash
            die() { if [[ -e $1/var/die-$2 ]]; then kill -9 $PPID; exit 1; fi; }
            """,
            to: "\(upstream)/die.sh"
        )
        try write(
            """
            #!/bin/bash
            source ./die.sh; die . build
            grep -q broken source && { echo 'source: error: it is broken'; exit 1; }
            mkdir -p built
            for program in \(Release.programNames.joined(separator: " ")); do
                { echo '#!/bin/bash'; echo "# $(cat source)"; cat program.sh; } > built/.new
                chmod +x built/.new
                mv built/.new built/$program
            done
            """,
            to: "\(upstream)/build.sh",
            isProgram: true
        )
        try write(
            """
            #!/bin/bash
            source ./die.sh; die . tests
            while [[ -e var/hold ]]; do read -t 0.05 < <(:); done
            grep -q failing source && { echo '1 of 2 failed'; exit 1; }
            echo '2 passed, 0 failed'
            """,
            to: "\(upstream)/tests.sh",
            isProgram: true
        )
        try write(
            """
            source "\(home)/die.sh"
            name=$(basename "$0")
            case "$name $*" in
                *" --version"*) die "\(home)" version; echo 0.1 ;;
                "martlet settings "*) echo '{"new.setting":{"value":"7","from":"default"}}' ;;
                "register "*) die "\(home)" register; exit 0 ;;
                "martlet replay "*)
                    die "\(home)" replay
                    shift 2
                    [[ -d $1 ]] && set -- "$1"/*.json
                    verdict=replays code=0
                    grep -q divergent <(sed -n 2p "$0") && verdict=diverges code=4
                    printf '{"histories":['
                    for file in "$@"; do
                        printf '%s{"source":"%s","verdict":"%s","sentence":"event 5: a timer"}' "$comma" "$file" $verdict
                        comma=,
                    done
                    printf ']}'
                    exit $code
                    ;;
            esac
            """,
            to: "\(upstream)/program.sh"
        )
        try write("good one", to: "\(upstream)/source")
        try await sh("git add -A && git \(Self.author) commit -q -m 'the first'", in: upstream)
        try await sh("git clone -q \(upstream) \(home)", in: upstream)
        let settings = """
            {"environments": {"dev": {
                "domain": "\(Clients.domain)",
                "service": {"endpoint": "\(url)"},
                "deploy": {"build": ["./build.sh"], "programs": "built", "tests": ["./tests.sh"], "watchSeconds": 4,
                           "settleSeconds": 0}
            }}}
            """
        try write(settings, to: "\(home)/settings.json")
        try FileManager.default.createDirectory(atPath: "\(home)/var", withIntermediateDirectories: true)
    }

    static let author = "-c user.name=tester -c user.email=tester@example.org -c commit.gpgsign=false"

    /// Changes what the programs are, in the upstream.
    func change(_ source: String) async throws {
        try write(source, to: "\(upstream)/source")
        try await sh("git add -A && git \(Self.author) commit -q -m '\(source)'", in: upstream)
    }

    /// Deploys with some options.
    func deploy(_ arguments: String...) async throws -> MartletProcess {
        try await MartletProcess.run(["deploy"] + arguments, settings: "\(home)/settings.json")
    }

    func sh(_ script: String, in folder: String? = nil) async throws {
        let result = try await Subprocess.run(
            .name("sh"),
            arguments: ["-c", script],
            workingDirectory: FilePath(folder ?? home),
            output: .discarded,
            error: .string(limit: 1 << 16)
        )
        guard case .exited(0) = result.terminationStatus else {
            throw Failure(script: script, errors: result.standardError)
        }
    }

    struct Failure: Error {
        var script: String
        var errors: String
    }

    func write(_ text: String, to path: String, isProgram: Bool = false) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        if isProgram { try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path) }
    }
}

/// Two processes of pools, in the process of the tests: they take up what is put in place as the real ones do, and say so.
struct FakePool: Sendable {
    let house: DeployHouse

    func run() async {
        let folder = RunFolder(environment: "dev", home: house.home, variables: [:])
        try? FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let pid = ProcessInfo.processInfo.processIdentifier
        var polls = 0
        while !Task.isCancelled {
            polls += 1
            for program in ["worker", "decider"] {
                let place = "\(program)s"
                let file = folder.report(pool: place, slot: 1)
                guard let build = ProgramFile(path: "\(house.releases)/current/\(program)").fingerprint?.short,
                    house.version?.hasPrefix("crash") != true || program == "decider"
                else {
                    try? FileManager.default.removeItem(atPath: file)
                    continue
                }
                var report = ProcessReport(
                    pid: pid,
                    birth: KernelProcess.birth(of: pid) ?? 0,
                    program: program,
                    environment: "dev",
                    pool: place,
                    slot: 1,
                    build: "0.1-\(build)",
                    started: Timestamp(milliseconds: 0)
                )
                if house.version?.hasPrefix("mute") != true { report.lastPoll = Timestamp(milliseconds: polls) }
                try? ReportFile.write(report, to: file)
            }
            // The pace of a process that polls; the deploy looks twice a second.
            try? await Task.sleep(for: .milliseconds(100))
        }
    }
}
