import Foundation
import Logging
import Martlet
import Testing

@testable import Martlet

@Suite("A program decides the same at every replay")
struct DeterminismTests {
    /// How many orders of events each program is run in; more by MARTLET_SEEDS.
    private static let seeds = ProcessInfo.processInfo.environment["MARTLET_SEEDS"].flatMap { UInt64($0) } ?? 6

    /// The seeds of a program's runs: as many as there are, or the few that it has again and again.
    private static func rounds(of program: Program) -> [UInt64] {
        (0..<seeds).map { $0 % program.seedLimit + 1 }
    }

    private func world(_ program: Program, seed: UInt64) -> SimulatedWorld {
        SimulatedWorld(
            type: program.workflow.definition.type,
            input: program.input,
            seed: seed,
            unknownTypes: ["Unregistered"],
            worker: Program.worker
        )
    }

    @Test(arguments: Program.all)
    func `at every prefix of its history`(_ program: Program) throws {
        for seed in Self.rounds(of: program) {
            let recording = try Recording.of(
                program.workflow,
                in: world(program, seed: seed),
                cancelAfter: program.cancelAfter,
                signals: program.signals
            )
            if recording.outcome?.closeStatus != program.closes, program.cancelAfter == nil {
                Issue.record("seed \(seed): \(String(describing: recording.outcome))")
            }
            for difference in recording.replayed() {
                Issue.record("seed \(seed): \(difference)")
            }
        }
    }

    /// A world in which nothing happens while a decision task is out is of use too: in one where something does, that is
    /// often the task's own timeout, and then what was held is let go as well.
    @Test(arguments: Program.all, [true, false])
    func `held or from scratch`(_ program: Program, isBusy: Bool) throws {
        for seed in Self.rounds(of: program) {
            let held = try Recording.of(
                program.workflow,
                in: world(program, seed: seed),
                cancelAfter: program.cancelAfter,
                signals: program.signals,
                isBusy: isBusy
            )
            let scratch = try Recording.of(
                program.workflow,
                in: world(program, seed: seed),
                isHeld: false,
                cancelAfter: program.cancelAfter,
                signals: program.signals,
                isBusy: isBusy
            )
            #expect(held.events == scratch.events, "seed \(seed)")
        }
    }

    @Test(arguments: Program.all)
    func `also when deciders that could not follow answered in between`(_ program: Program) throws {
        for seed in Self.rounds(of: program) {
            let recording = try Recording.of(
                program.workflow,
                in: world(program, seed: seed),
                cancelAfter: program.cancelAfter,
                signals: program.signals,
                holdsEvery: 3
            )
            if recording.outcome?.closeStatus != program.closes, program.cancelAfter == nil {
                Issue.record("seed \(seed): \(String(describing: recording.outcome))")
            }
            for difference in recording.replayed() {
                Issue.record("seed \(seed): \(difference)")
            }
        }
    }

    /// Throws dice of its own.
    struct DiceProgram: Workflow {
        static let definition = WorkflowDefinition("DiceProgram", version: "1")
        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            for _ in 0..<20 {
                if Bool.random() {
                    _ = try await context.run(Fetch.self, input)
                } else {
                    try await context.sleep(for: .seconds(1))
                }
            }
            return input
        }
    }

    @Test func `and one that does not is noticed`() throws {
        let recording = try Recording.of(
            DiceProgram.self,
            in: world(Program(workflow: DiceProgram.self), seed: 1),
            isBusy: false
        )
        #expect(!recording.replayed().isEmpty)
    }

    /// The decisions of all programs in short, to compare processes: Swift's hashing differs from one to the next.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["MARTLET_DIGEST"] != nil))
    func `in another process too`() throws {
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for program in Program.all {
            for seed in Self.rounds(of: program) {
                let recording = try Recording.of(
                    program.workflow,
                    in: world(program, seed: seed),
                    cancelAfter: program.cancelAfter,
                    signals: program.signals
                )
                for byte in "\(recording.decided.map { $0.decisions.map(\.short) })".utf8 {
                    digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3
                }
            }
        }
        print("MARTLET_DIGEST \(digest)")
    }

    @Test func `cancellation closes the execution as canceled unless it was done already`() throws {
        for program in Program.all where program.cancelAfter != nil && program.closes == .canceled {
            for seed in Self.rounds(of: program) {
                let recording = try Recording.of(
                    program.workflow,
                    in: world(program, seed: seed),
                    cancelAfter: program.cancelAfter,
                    signals: program.signals
                )
                let status = recording.outcome?.closeStatus
                #expect(status == .canceled || status == .completed, "\(program), seed \(seed)")
            }
        }
    }
}
