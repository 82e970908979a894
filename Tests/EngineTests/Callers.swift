import MartletTesting
import SWFModel
import Synchronization

@testable import Engine

/// Deciders, workers and starters that call an engine at once, each by its own seed.
struct Callers: Sendable {
    let session: Session
    let seed: UInt64
    /// How often each task was handed out, by its token.
    let handedOut = Tally()

    /// Runs until the starters are done and nothing is left that they wait for.
    func run(clock: ManualClock, engine: WorkflowEngine) async {
        await withTaskGroup(of: Void.self) { group in
            let starters = 4
            let done = Counter()
            for index in 0..<4 {
                group.addTask { await self.decider(SeededRandom(seed: seed &* 1_000 &+ UInt64(index))) }
                group.addTask { await self.worker(SeededRandom(seed: seed &* 2_000 &+ UInt64(index))) }
            }
            for index in 0..<starters {
                group.addTask {
                    await self.starter(SeededRandom(seed: seed &* 3_000 &+ UInt64(index)), index)
                    _ = done.next()
                }
            }
            group.addTask {
                while done.count < starters {
                    clock.advance(by: .milliseconds(250))
                    for _ in 0..<20 { await Task.yield() }
                }
                // The polls that wait end, and the deciders and workers with them.
                engine.drain()
            }
        }
    }

    private func starter(_ random: SeededRandom, _ index: Int) async {
        var random = random
        for round in 0..<60 {
            let workflowId = "w\(Int.random(in: 0..<20, using: &random))"
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<6: _ = try? await session.start(workflowId)
            case 6..<8: try? await session.signal(workflowId, "s\(index)-\(round)")
            case 8: try? await session.cancel(workflowId)
            default: try? await session.terminate(workflowId, childPolicy: .requestCancel)
            }
            await Task.yield()
        }
    }

    private func decider(_ random: SeededRandom) async {
        var random = random
        while let task = try? await session.pollDecision(identity: "d\(Int.random(in: 0..<3, using: &random))") {
            handedOut.add(task.taskToken)
            var decisions: [Decision] = []
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let number = Int.random(in: 0..<6, using: &random)
                switch Int.random(in: 0..<6, using: &random) {
                case 0..<3: decisions.append(session.schedule("a\(number)"))
                case 3: decisions.append(.startTimer(.init(startToFireTimeout: "\(number)", timerId: "t\(number)")))
                case 4:
                    decisions.append(
                        .signalExternalWorkflowExecution(.init(signalName: "x", workflowId: "w\(number)"))
                    )
                default:
                    decisions.append(
                        .startChildWorkflowExecution(
                            .init(workflowId: "c\(number)", workflowType: Session.workflowType)
                        )
                    )
                }
            }
            if random.isOneIn(4) { decisions.append(.completeWorkflowExecution(.init())) }
            if random.isOneIn(20) { continue }
            try? await session.decide(task, decisions)
        }
    }

    private func worker(_ random: SeededRandom) async {
        var random = random
        while let task = try? await session.pollActivity() {
            handedOut.add(task.taskToken)
            _ = try? await session.service.recordActivityTaskHeartbeat(.init(taskToken: task.taskToken))
            if random.isOneIn(5) { continue }
            try? await session.complete(task)
        }
    }
}

/// Counts by name.
final class Tally: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    func add(_ name: String) { counts.withLock { $0[name, default: 0] += 1 } }

    /// The names that were counted more than once.
    var doubled: [String] { counts.withLock { $0.filter { $0.value > 1 }.map(\.key) } }
}
