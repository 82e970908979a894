import Foundation
import Synchronization

/// The measurements of the speed bars, each with the calibration of its moment.
struct Measurements {
    let server: String
    let folder: String
    let port: Int
    let seconds: Double
    let connections: Int

    func run(_ names: [String]) throws -> Figures {
        func wanted(_ name: String) -> Bool { names.isEmpty || names.contains(name) }
        var figures = Figures()
        func show(_ key: String, _ value: Double, _ sentence: String, bar: Bar? = nil) {
            figures.show(key, value, sentence, bar: bar)
        }

        if wanted("life") || wanted("crowd") {
            let commits = try Calibration.commits(in: folder, seconds: 2).perSecond
            show("commits_per_second", commits, "calibration: \(Int(commits)) one-row commits/s on this disk")
            let echo = try echo()
            show("echo_per_second", echo, "calibration: \(Int(echo)) signed echoes/s at \(connections) connections")
            try withServer { server in
                let life = try throughput(server, activities: 1, prefix: "life")
                show(
                    "life_executions_per_second",
                    life,
                    "life: \(Int(life)) executions/s (7 calls each), bar 1000",
                    bar: .atLeast(1_000)
                )
                let ratio = life / (echo / 7)
                show(
                    "life_to_echo_ratio",
                    ratio,
                    "life: \(percent(ratio)) of the echo figure divided by seven, bar 50 %",
                    bar: .missed(atLeast: 0.5)
                )
                if wanted("crowd") {
                    try open(server, count: 10_000)
                    let crowd = try throughput(server, activities: 1, prefix: "crowd")
                    show(
                        "crowd_executions_per_second",
                        crowd,
                        "crowd: \(Int(crowd)) executions/s with 10,000 others open"
                    )
                    let again = try throughput(server, activities: 1, prefix: "again")
                    show(
                        "crowd_ratio",
                        max(crowd, again) / life,
                        "crowd: \(percent(max(crowd, again) / life)) of the first figure, bar 90 %",
                        bar: .atLeast(0.9)
                    )
                    show(
                        "resident_megabytes",
                        Double(server.residentBytes) / 1e6,
                        "memory: \(server.residentBytes / 1_000_000) MB resident"
                    )
                }
            }
        }
        if wanted("verify") {
            let cost = try VerificationCost.microseconds(seconds: min(seconds, 2))
            let text = String(format: "%.1f", cost)
            show("verification_microseconds", cost, "verify: \(text) microseconds for the signature of one request")
        }
        if wanted("replay") {
            for figure in try ReplayCost(seconds: min(seconds, 2)).figures() {
                show(figure.key, figure.value, figure.sentence, bar: figure.bar)
            }
        }
        if wanted("ten") {
            try withServer { server in
                let runs = try throughput(server, activities: 10, prefix: "ten")
                show(
                    "ten_steps_per_second",
                    runs * 10,
                    "ten: \(Int(runs * 10)) steps/s in executions of ten activities, bar 1800",
                    bar: .atLeast(1_800)
                )
            }
        }
        if wanted("single") {
            try withServer { server in
                let (whole, wakes) = try single(server)
                show(
                    "single_median_ms",
                    percentile(whole, 0.5) * 1e3,
                    "single: median \(ms(percentile(whole, 0.5))), bar 5 ms",
                    bar: .atMost(5)
                )
                show(
                    "single_p99_ms",
                    percentile(whole, 0.99) * 1e3,
                    "single: 99th percentile \(ms(percentile(whole, 0.99))), bar 12 ms",
                    bar: .atMost(12)
                )
                show(
                    "wake_median_ms",
                    percentile(wakes, 0.5) * 1e3,
                    "wake: a waiting poll is answered \(ms(percentile(wakes, 0.5))) after the commit, bar 2 ms",
                    bar: .atMost(2)
                )
            }
        }
        if wanted("chain") {
            try withServer { server in
                let workload = Workload(socket: try Socket(port: port, signed: true))
                try workload.run("warm", activities: 200, list: "warm")
                let turns = try workload.run("chain", activities: 1_000, list: "chain")
                let ratio = percentile(Array(turns.suffix(100)), 0.5) / percentile(Array(turns.prefix(100)), 0.5)
                show(
                    "chain_ratio",
                    ratio,
                    "chain: the last hundred of 1,000 steps cost \(fixed(ratio)) times the first, bar 1.2",
                    bar: .atMost(1.2)
                )
                _ = server
            }
        }
        if wanted("idle") {
            let store = folder + "/idle.sqlite"
            try withServer(store: store, keep: true) { server in try open(server, count: 10_000) }
            try withServer(store: store) { server in
                show(
                    "ready_ms",
                    server.readySeconds * 1e3,
                    "start: ready in \(ms(server.readySeconds)) on a store with 10,000 open executions, bar 200 ms",
                    bar: .atMost(200)
                )
                let sockets = try (0..<100).map { _ in try Socket(port: port, signed: true) }
                for socket in sockets { try socket.send("PollForActivityTask", Workload.pollActivity(list: "nothing")) }
                // The server takes the polls in; nothing says when the last of them waits.
                Thread.sleep(forTimeInterval: 1)
                let before = server.processorSeconds
                // Ten seconds in which nothing happens are what is measured.
                Thread.sleep(forTimeInterval: 10)
                let used = (server.processorSeconds - before) / 10
                show("idle_processor_share", used, "idle: 100 waiting polls use \(percent(used)) of one processor")
                show(
                    "idle_resident_megabytes",
                    Double(server.residentBytes) / 1e6,
                    "memory: \(server.residentBytes / 1_000_000) MB resident when idle"
                )
            }
        }
        return figures
    }

    private func echo() throws -> Double {
        let program = CommandLine.arguments[0]
        let echo = try ServerProcess(program, ["echo", "--port", "\(port + 1)"], port: port + 1)
        defer { echo.stop() }
        let body = Workload.pollDecision(list: "list", newEventsOnly: true) + String(repeating: " ", count: 200)
        let deadline = monotonicSeconds() + seconds / 2
        let port = port + 1
        return try concurrently(connections) { _ in
            let socket = try Socket(port: port, signed: true)
            var count = 0
            while monotonicSeconds() < deadline {
                _ = try socket.call("PollForDecisionTask", body)
                count += 1
            }
            return count
        }.perSecond
    }

    private func withServer(store: String? = nil, keep: Bool = false, _ body: (ServerProcess) throws -> Void) throws {
        let path = store ?? folder + "/bench-\(UUID().uuidString).sqlite"
        let server = try ServerProcess(
            server,
            ["--store", "sqlite:\(path)", "--port", "\(port)", "--log-level", "warning"],
            port: port
        )
        defer {
            server.stop()
            if !keep {
                for suffix in ["", "-wal", "-shm", ".lock"] {
                    try? FileManager.default.removeItem(atPath: path + suffix)
                }
            }
        }
        try? Workload.prepare(port)
        try body(server)
    }

    /// Executions a second, of so many activities each, on all connections at once.
    private func throughput(_ server: ServerProcess, activities: Int, prefix: String) throws -> Double {
        let port = port
        func round(_ seconds: Double, _ prefix: String) throws -> Double {
            let deadline = monotonicSeconds() + seconds

            return try concurrently(connections) { index in
                let workload = Workload(socket: try Socket(port: port, signed: true))
                var count = 0
                while monotonicSeconds() < deadline {
                    try workload.run("\(prefix)-\(index)-\(count)", activities: activities, list: "list-\(index / 4)")
                    count += 1
                }
                return count
            }.perSecond
        }
        _ = try round(seconds / 4, prefix + "-warm")
        return try round(seconds, prefix)
    }

    /// Opens executions that nobody decides.
    private func open(_ server: ServerProcess, count: Int) throws {
        let port = port
        _ = try concurrently(connections) { [connections] index in
            let workload = Workload(socket: try Socket(port: port, signed: true))
            for number in stride(from: index, to: count, by: connections) {
                try workload.start("open-\(number)", list: "nobody")
            }
            return 0
        }
    }

    /// One execution at a time, with a decider and a worker that wait for it.
    private func single(_ server: ServerProcess) throws -> (whole: [Double], wakes: [Double]) {
        let port = port
        let count = 400
        let arrivals = Mutex<[Double]>([])
        let closed = DispatchSemaphore(value: 0)
        let decider = Thread {
            guard let workload = try? Workload(socket: Socket(port: port, signed: true)) else { return }
            let poll = Workload.pollDecision(list: "single", newEventsOnly: true)
            for _ in 0..<count {
                guard let first = try? workload.poll("PollForDecisionTask", poll) else { return }
                arrivals.withLock { $0.append(monotonicSeconds()) }
                try? workload.decide(first.token, schedule: "a", list: "single")
                guard let second = try? workload.poll("PollForDecisionTask", poll) else { return }
                try? workload.decide(second.token, schedule: nil, list: "single")
                closed.signal()
            }
        }
        let worker = Thread {
            guard let workload = try? Workload(socket: Socket(port: port, signed: true)) else { return }
            for _ in 0..<count {
                guard let task = try? workload.poll("PollForActivityTask", Workload.pollActivity(list: "single")) else {
                    return
                }
                try? workload.completeActivity(task.token)
            }
        }
        decider.start()
        worker.start()
        let starter = Workload(socket: try Socket(port: port, signed: true))
        var whole: [Double] = []
        var committed: [Double] = []
        for number in 0..<count {
            // The decider's poll must wait before the execution starts, which is what is measured, and nothing says that it does.
            Thread.sleep(forTimeInterval: 0.004)
            let began = monotonicSeconds()
            try starter.start("single-\(number)", list: "single")
            committed.append(monotonicSeconds())
            closed.wait()
            whole.append(monotonicSeconds() - began)
        }
        let wakes = zip(arrivals.withLock { $0 }, committed).map { max(0, $0 - $1) }
        return (Array(whole.dropFirst(50)), Array(wakes.dropFirst(50)))
    }

    private func ms(_ seconds: Double) -> String { fixed(seconds * 1e3) + " ms" }
    private func percent(_ part: Double) -> String { fixed(part * 100) + " %" }
    private func fixed(_ value: Double) -> String { String(format: "%.2f", value) }
}
