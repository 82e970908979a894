import Engine
import SWFModel
import SWFWire
import Storage
import WorkflowCore

/// One run of a seed, step by step, on one thread.
///
///     step: do something at random -> let the server work -> take the answers -> (after some steps) check
///     end:  no more troubles, well-behaved deciders and workers -> everything must close -> check all
final class Simulator {
    /// How many jobs may run before it is said that the server never comes to rest.
    static let mostJobs = 1_000_000

    let options: SimulationOptions
    let profile: SimulationProfile
    var random: SeededRandom
    var clients: SimulatedClients
    /// The processor of whoever looks at the store from outside.
    let auditor = SimulatedProcessor()
    var machine: SimulatedMachine
    var server: SimulatedServer?
    var calls: [SimulatedCall] = []
    let mailbox = SimulatedMailbox()
    var ledger = SimulationLedger()
    var types = SimulatedTypes()
    var report: SimulationReport
    /// Whether troubles are over.
    var isQuiet = false
    private var lastCall = 0
    private var servers = 0

    init(_ options: SimulationOptions) throws {
        self.options = options
        var random = SeededRandom(seed: options.seed)
        var profile = SimulationProfile(&random, without: options.without)
        let runs = RunNumbers()
        profile.configuration.newRunId = { runs.next() }
        let clock = ManualClock()
        if profile.callsFunctions {
            profile.configuration.lambdaService = SimulatedFunctions(
                clock: clock,
                random: SeededRandom(seed: random.next())
            )
        }
        self.profile = profile
        clients = SimulatedClients(profile: profile, random: SeededRandom(seed: random.next()))
        machine = try SimulatedMachine(
            processor: SimulatedProcessor(random: SeededRandom(seed: random.next()), shuffles: profile.shuffles),
            clock: clock,
            configuration: profile.configuration,
            sabotage: options.sabotage?() ?? Sabotage(),
            disk: try options.disk()
        )
        self.random = random
        report = SimulationReport(seed: options.seed)
    }

    func trace(_ line: @autoclosure () -> String) {
        if options.traces { report.trace.append("\(report.steps) \(line())") }
    }

    func fail(_ problems: [String]) {
        guard !problems.isEmpty, report.violations.isEmpty else { return }
        report.violations = problems
        report.failedAt = report.steps
        for problem in problems { trace("VIOLATION \(problem)") }
    }

    var hasFailed: Bool { !report.violations.isEmpty }

    /// The whole run.
    func run() -> SimulationReport {
        openServer()
        for request in SimulatedWorld.registrations(retentionDays: profile.retentionDays) where !hasFailed {
            register(request)
        }
        while !hasFailed, ledger.accounts.count < options.executions, report.steps < options.steps ?? .max { step() }
        if !hasFailed { rest() }
        close()
        return report
    }

    private func step() {
        report.steps += 1
        machine.clock.advance(by: .milliseconds(Int.random(in: 0...5, using: &random)))
        act()
        // Somebody notices that the server must be started again.
        if server?.store.isSpoiled == true, random.isOneIn(10) {
            trace("the server is stopped, for its store must be opened anew")
            replaceServer()
        }
        let isPartial = profile.overlaps && random.isOneIn(2)
        work(atMost: isPartial ? Int.random(in: 0...60, using: &random) : Self.mostJobs)
        if report.steps.isMultiple(of: options.checkInterval) { check() }
        if report.steps.isMultiple(of: options.checkInterval * 24) { audit() }
    }

    /// Lets the server work and takes what it answers.
    func work(atMost limit: Int = Simulator.mostJobs) {
        let ran = machine.processor.run(atMost: limit)
        if ran == Self.mostJobs { fail(["The server does not come to rest."]) }
        receive()
        if server?.store.isDead == true { replaceServer() }
    }

    // The life of servers.

    func openServer() {
        for _ in 0..<50 {
            servers += 1
            let faults =
                isQuiet
                ? FaultyStore.Faults()
                : FaultyStore.Faults(
                    crashesOneIn: profile.crashesOneIn,
                    commitFailsOneIn: profile.commitFailsOneIn,
                    readFailsOneIn: profile.readFailsOneIn,
                    lag: profile.storeLag
                )
            let opening = machine.open(number: servers, random: SeededRandom(seed: random.next()), faults: faults)
            switch opening {
            case .opened(let server):
                self.server = server
                return
            case .failed(let counts):
                for (name, number) in counts { report.count(name, number) }
                trace("the server could not open")
            case .stuck:
                return fail(["The server neither opens nor refuses to."])
            }
        }
        fail(["The server does not open in 50 attempts."])
    }

    /// The server is dead: what was on its way is lost, and another opens over the same store.
    func replaceServer() {
        guard let dead = server else { return }
        trace("the server is killed; \(calls.count) calls are on their way")
        takeNews(dead)
        dead.store.kill()
        dead.sweeps.cancel()
        for call in calls { call.task.cancel() }
        let ran = machine.processor.run(atMost: Self.mostJobs)
        receive()
        if ran == Self.mostJobs || !dead.ended.isReached || calls.contains(where: { $0.server == dead.number }) {
            let names = calls.filter { $0.server == dead.number }.map(\.request.name)
            fail(["A killed server leaves behind what never ends: \(names), sweeps ended: \(dead.ended.isReached)."])
        }
        takeNews(dead)
        server = nil
        do {
            try machine.reopenStore()
        } catch {
            return fail(["The store cannot be opened again: \(error)"])
        }
        openServer()
        // Whatever was there before is there now.
        readStore(ledger.order + touched)
        for call in lost where random.isOneIn(2) {
            send(call.request, mark: call.mark, of: call.workflowId, repetitions: call.repetitions - 1)
        }
        lost = []
        work()
    }

    /// Calls of a dead server that may be made again.
    private var lost: [SimulatedCall] = []

    private func takeNews(_ server: SimulatedServer) {
        let news = server.store.takeNews()
        touched += news.touched
        for (name, number) in news.counts { report.count(name, number) }
    }

    /// The executions whose rows were written since they were read last.
    private var touched: [Int] = []

    // Calls.

    /// Makes a call; doubled now and then.
    func send(_ request: SimulatedRequest, mark: String? = nil, of workflowId: String = "", repetitions: Int = 2) {
        guard let server else { return }
        let doubles = !isQuiet && profile.doublesOneIn.map { random.isOneIn($0) } ?? false
        if doubles { report.count("doubled calls") }
        for _ in 0..<(doubles && !request.isPoll ? 2 : 1) {
            lastCall += 1
            let id = lastCall
            let (service, mailbox) = (server.service, mailbox)
            if let mark { ledger.claims.made(mark, request, of: workflowId) }
            types.sent(request)
            report.count(request.name)
            // Ends when the call is answered or the server dies; the run waits for that.
            let task = Task(executorPreference: machine.processor) {
                mailbox.post(id, await SimulatedOutcome.of(request, on: service))
            }
            calls.append(
                SimulatedCall(
                    id: id,
                    request: request,
                    mark: mark,
                    workflowId: workflowId,
                    server: server.number,
                    losesAnswer: !isQuiet && profile.losesAnswerOneIn.map { random.isOneIn($0) } ?? false,
                    repetitions: repetitions,
                    task: task
                )
            )
            trace("call \(id): \(request.name) \(mark ?? "")\(detail(of: request))")
        }
    }

    private func receive() {
        for (id, outcome) in mailbox.takeAll() {
            guard let index = calls.firstIndex(where: { $0.id == id }) else { continue }
            let call = calls.remove(at: index)
            if server?.number != call.server || server?.store.isDead != false {
                trace("call \(id): the server died")
                types.lost(call.request)
                if call.repetitions > 0, !call.request.isPoll { lost.append(call) }
                continue
            }
            if call.losesAnswer {
                trace("call \(id): its answer is lost: \(text(outcome))")
                report.count("lost answers")
                types.lost(call.request)
                repeatCall(call)
                continue
            }
            trace("call \(id): \(text(outcome))")
            took(outcome, of: call)
        }
    }

    private func repeatCall(_ call: SimulatedCall) {
        guard !call.request.isPoll, call.repetitions > 0, random.isOneIn(2) else { return }
        send(call.request, mark: call.mark, of: call.workflowId, repetitions: call.repetitions - 1)
    }

    private func took(_ outcome: SimulatedOutcome, of call: SimulatedCall) {
        switch outcome {
        case .unknown:
            report.count("calls without an outcome")
            types.lost(call.request)
            repeatCall(call)
        case .refused(let fault):
            report.count("refused: \(fault.code.rawValue)")
            if let mark = call.mark { ledger.claims.refused(mark) }
            types.refused(call.request, fault)
            refused(fault, call.request)
            if fault.code == .serviceUnavailable { repeatCall(call) }
        case .reply(let reply):
            if let mark = call.mark { ledger.claims.acknowledged(mark) }
            types.acknowledged(call.request)
            answered(reply, call.request)
        }
    }

    // Looking.

    /// Reads what commits wrote and checks it.
    func check() {
        guard let server, !hasFailed else { return }
        takeNews(server)
        readStore(touched)
        ledger.checkCallers()
        fail(ledger.problems)
    }

    /// Reads some executions from the store.
    func readStore(_ ids: [Int]) {
        touched = []
        let wanted = Set(ids).sorted().map { (id: $0, known: ledger.known($0)) }
        guard !wanted.isEmpty else { return }
        let store = machine.store
        guard let fetched = auditor.finish({ try await SimulationLedger.fetch(wanted, from: store) }) else {
            return fail(["The store does not answer."])
        }
        do {
            let horizon = machine.clock.now + .seconds(-86_400 * profile.retentionDays)
            for execution in try fetched.get() { ledger.take(execution, keptSince: horizon) }
        } catch {
            fail(["The store cannot be read: \(error)"])
        }
        fail(ledger.problems)
    }

    /// Leaves everything and writes the report.
    private func close() {
        if let server {
            takeNews(server)
            server.store.kill()
            server.sweeps.cancel()
        }
        for call in calls { call.task.cancel() }
        machine.processor.run(atMost: Self.mostJobs)
        let store = machine.store
        _ = auditor.finish { try await store.close() }
        machine.disk.remove()
        report.executions = ledger.accounts.count
        report.events = ledger.eventCount
        var digest = HistoryDigest()
        for id in ledger.order {
            guard let account = ledger.accounts[id] else { continue }
            for line in account.lines {
                digest.take(line)
                if options.keepsHistories { report.histories += line + [UInt8(ascii: "\n")] }
            }
            if let status = account.truth.close?.status { report.count("closed: \(status.rawValue)") }
        }
        report.digest = digest.value
    }
}
