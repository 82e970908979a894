import SWFModel

@testable import Pools

/// A supervisor without processes: what it wants started is there at once, under numbers from 100.
struct World {
    var supervision: Supervision
    var now = Timestamp(seconds: 1_000)
    var nextPid: Int32 = 100
    /// What was done, as short words: `start workers-1`, `terminate workers-1`, `leave 0`.
    var done: [String] = []
    var news: [String] = []
    /// Programs that cannot be started.
    var broken: Set<String> = []

    init(_ wanted: [WantedProcess], rules: RestartRules = RestartRules(limit: 3)) {
        supervision = Supervision(at: now)
        supervision.rules = rules
        supervision.apart = .milliseconds(200)
        supervision.grace = .seconds(30)
        supervision.want(wanted, at: now)
    }

    /// Does all that is to be done now, and at every moment until then.
    mutating func run(for duration: Duration = .zero) {
        let end = now + duration
        var rounds = 0
        while true {
            step()
            rounds += 1
            guard let next = supervision.nextMoment(after: now), next <= end, rounds < 10_000 else { break }
            now = max(next, now)
        }
        now = max(now, end)
        step()
    }

    private mutating func step() {
        perform(supervision.steps(at: now))
        news += supervision.takeNews().map { $0.name.map { name in "\(name) " } ?? "" + $0.text }
    }

    mutating func perform(_ steps: [SupervisionStep]) {
        for step in steps {
            switch step {
            case .start(let wanted):
                done.append("start \(wanted.name)")
                if broken.contains(wanted.program) {
                    supervision.couldNotStart(wanted.name, because: "no such file", at: now)
                } else {
                    supervision.started(wanted.name, pid: nextPid, birth: UInt64(nextPid), at: now)
                    nextPid += 1
                }
            case .send(let signal, let name, _, _): done.append("\(signal.rawValue) \(name)")
            // It says so for as long as it is asked.
            case .leave(let code): if done.last != "leave \(code)" { done.append("leave \(code)") }
            }
        }
    }

    mutating func end(_ name: ProcessName, _ ending: ProcessEnding) {
        guard let pid = supervision.process(name)?.pid else { return }
        supervision.ended(pid: pid, ending, at: now)
    }

    mutating func stop() { perform(supervision.stop(at: now)) }

    /// What was done since this was asked last.
    mutating func takeDone() -> [String] {
        defer { done = [] }
        return done
    }

    func state(_ name: ProcessName) -> SupervisedProcess.State? { supervision.process(name)?.state }

    /// The processes of an environment with a server and so many workers.
    static func wanted(workers: Int, server: Bool = true, character: String = "") -> [WantedProcess] {
        var wanted: [WantedProcess] = []
        if server { wanted.append(WantedProcess(name: .server, program: "server", arguments: [])) }
        wanted.append(WantedProcess(name: .register, program: "register", arguments: []))
        for slot in 0..<workers {
            wanted.append(
                WantedProcess(
                    name: ProcessName(pool: "workers", slot: slot + 1),
                    program: "worker",
                    arguments: ["--slot", "\(slot + 1)"],
                    character: character
                )
            )
        }
        return wanted
    }

    /// An environment that is up: the server is ready, the types are registered, the workers run.
    static func up(workers: Int, server: Bool = true) -> World {
        var world = World(wanted(workers: workers, server: server))
        world.run()
        world.supervision.serverIsReady(at: world.now)
        world.run(for: .seconds(1))
        world.end(.register, .exited(0))
        world.run(for: .seconds(10))
        world.done = []
        return world
    }
}
