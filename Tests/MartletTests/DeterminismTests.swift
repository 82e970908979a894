import Foundation
import Logging
import Martlet
import Testing

@testable import Martlet

@Suite("A program decides the same at every replay")
struct DeterminismTests {
    /// How many orders of events each program is run in; more by MARTLET_SEEDS.
    private static let seeds = ProcessInfo.processInfo.environment["MARTLET_SEEDS"].flatMap { UInt64($0) } ?? 2

    /// The seeds of a program's runs: as many as there are, or the few that it has again and again.
    private static func rounds(of program: Program) -> [UInt64] {
        (0..<seeds).map { $0 % program.seedLimit + 1 }
    }

    private static func world(_ program: Program, seed: UInt64) -> SimulatedWorld {
        SimulatedWorld(
            type: program.workflow.definition.type,
            input: program.input,
            seed: seed,
            unknownTypes: ["Unregistered"],
            worker: Program.worker
        )
    }

    /// One run of a program.
    private static func recording(
        _ program: Program,
        seed: UInt64,
        isHeld: Bool = true,
        isBusy: Bool = true,
        holdsEvery: Int? = nil
    ) throws -> Recording {
        try Recording.of(
            program.workflow,
            in: world(program, seed: seed),
            isHeld: isHeld,
            cancelAfter: program.cancelAfter,
            signals: program.signals,
            isBusy: isBusy,
            holdsEvery: holdsEvery
        )
    }

    @Test(arguments: Program.all)
    func `at every prefix of its history`(_ program: Program) throws {
        var tally = ReplayCount(program, "at every prefix")
        for seed in Self.rounds(of: program) {
            let recording = try Self.recording(program, seed: seed)
            if recording.outcome?.closeStatus != program.closes, program.cancelAfter == nil {
                Issue.record("seed \(seed): \(String(describing: recording.outcome))")
            }
            let differences = recording.replayed()
            for difference in differences {
                Issue.record("seed \(seed): \(difference)")
            }
            // Each prefix that ends with a decision task, and the history as a whole.
            tally.add(prefixes: recording.decided.count, replays: recording.decided.count + 1, differences)
        }
        tally.tell()
    }

    /// A world in which nothing happens while a decision task is out is of use too: in one where something does, that is
    /// often the task's own timeout, and then what was held is let go as well.
    @Test(arguments: Program.all, [true, false])
    func `held or from scratch`(_ program: Program, isBusy: Bool) throws {
        var tally = ReplayCount(program, "from scratch")
        for seed in Self.rounds(of: program) {
            let held = try Self.recording(program, seed: seed, isBusy: isBusy)
            let scratch = try Self.recording(program, seed: seed, isHeld: false, isBusy: isBusy)
            #expect(held.events == scratch.events, "seed \(seed)")
            let differences = held.events == scratch.events ? [] : ["other events"]
            tally.add(prefixes: scratch.decided.count, replays: scratch.decided.count, differences)
        }
        tally.tell()
    }

    @Test(arguments: Program.all)
    func `also when deciders that could not follow answered in between`(_ program: Program) throws {
        for seed in Self.rounds(of: program) {
            let recording = try Self.recording(program, seed: seed, holdsEvery: 3)
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
            in: Self.world(Program(workflow: DiceProgram.self), seed: 1),
            isBusy: false
        )
        #expect(!recording.replayed().isEmpty)
    }

    /// A program's decisions over all its rounds, as one number.
    private static func digest(of program: Program) throws -> String {
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for seed in rounds(of: program) {
            for decided in try recording(program, seed: seed).decided {
                for byte in decided.decisions.map(\.told).joined(separator: "\n").utf8 {
                    digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3
                }
            }
        }
        return String(digest, radix: 16)
    }

    /// What another process says of a program, and of its own hashes.
    private static let digestMark = "digest of "
    private static let hashMark = "hash "

    /// Follows the order of a set, which another process has another one of.
    struct SetOrderProgram: Workflow {
        static let definition = WorkflowDefinition("SetOrderProgram", version: "1")
        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            for number in Set(0..<20) { _ = try await context.run(Fetch.self, number) }
            return input
        }
    }

    private static let hashed = Program(workflow: SetOrderProgram.self)

    /// Swift's hashing differs from one process to the next, and with it the order of every set and dictionary.
    @Test func `in another process too`() async throws {
        let other = try await #require(processExitsWith: .success, observing: [\.standardOutputContent]) {
            print("\(DeterminismTests.hashMark)\("martlet".hashValue)")
            for program in [DeterminismTests.hashed] + Program.all {
                print("\(DeterminismTests.digestMark)\(program): \(try DeterminismTests.digest(of: program))")
            }
        }
        let lines = Set(
            String(decoding: other.standardOutputContent, as: UTF8.self).split(separator: "\n").map(String.init)
        )
        for program in Program.all {
            var tally = ReplayCount(program, "in another process")
            let told = "\(Self.digestMark)\(program): \(try Self.digest(of: program))"
            #expect(lines.contains(told), "another process decides otherwise")
            tally.add(
                prefixes: 0,
                replays: Self.rounds(of: program).count,
                lines.contains(told) ? [] : ["other decisions"]
            )
            tally.tell()
        }
        // Else the two processes have had the same hashes, and nothing is shown.
        if ProcessInfo.processInfo.environment["SWIFT_DETERMINISTIC_HASHING"] == nil {
            #expect(!lines.contains("\(Self.hashMark)\("martlet".hashValue)"))
            let strays = "\(Self.digestMark)\(Self.hashed): \(try Self.digest(of: Self.hashed))"
            #expect(!lines.contains(strays), "a program that follows the order of a set is not noticed")
        }
    }

    @Test func `cancellation closes the execution as canceled unless it was done already`() throws {
        for program in Program.all where program.cancelAfter != nil && program.closes == .canceled {
            for seed in Self.rounds(of: program) {
                let status = try Self.recording(program, seed: seed).outcome?.closeStatus
                #expect(status == .canceled || status == .completed, "\(program), seed \(seed)")
            }
        }
    }
}

extension Decision {
    /// A decision in short, with what it hands on.
    fileprivate var told: String {
        switch self {
        case .scheduleActivityTask(let attributes): "\(short) \(attributes.input ?? "")"
        case .startChildWorkflowExecution(let attributes): "\(short) \(attributes.input ?? "")"
        case .scheduleLambdaFunction(let attributes): "\(short) \(attributes.input ?? "")"
        case .signalExternalWorkflowExecution(let attributes): "\(short) \(attributes.input ?? "")"
        default: short
        }
    }
}
