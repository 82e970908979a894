public import ArgumentParser
import Foundation
public import MartletTesting
public import PlantedFaults

@main
struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Runs the engine under a microscope: many seeds, each a life of random callers, crashes and clocks.",
        discussion: """
            Everything in a run follows from its seed and the options. A seed that fails is printed with the command that
            replays it, and with its last steps.
            Exit codes: 0 no violation; 1 a violation; 3 with --plant: the planted fault was not found; 64 wrong usage.
            """
    )

    @Option(help: "How many seeds are run.")
    var seeds = 20

    @Option(help: "The first seed.")
    var from: UInt64 = 1

    @Option(help: "How many executions each seed has, children and continued runs included.")
    var executions = 100

    @Option(help: "Where histories are kept: memory, or sqlite in a temporary folder.")
    var store = StoreChoice.memory

    @Option(help: "How many seeds run at once (default: as many as there are processors).")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "At most so many steps; then each run comes to its end.")
    var steps: Int?

    @Option(help: "Changed histories are checked after so many steps.")
    var checkInterval = 4

    @Option(
        help:
            "What shall not happen; may be repeated: \(SimulationTrouble.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var without: [SimulationTrouble] = []

    @Flag(help: "The same as --without crashes.")
    var noCrashes = false

    @Option(
        help:
            "Builds a fault in, which must be found: \(PlantedFault.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var plant: PlantedFault?

    @Flag(help: "Writes down every step of the last seed, and its histories.")
    var trace = false

    @Flag(help: "Goes on after a failing seed instead of ending.")
    var keepGoing = false

    @Flag(help: "Writes one JSON object with the results instead of text.")
    var json = false

    func validate() throws {
        guard seeds > 0, executions > 0, jobs > 0, checkInterval > 0 else {
            throw ValidationError("--seeds, --executions, --jobs and --check-interval are at least 1.")
        }
    }

    func run() throws {
        var campaign = SimulationCampaign(first: from, count: seeds, jobs: jobs, options: options(seed:))
        campaign.stopsAtFailure = !keepGoing
        campaign.showsProgress = !json
        let result = campaign.run()
        let text = CampaignText(result: result, options: options(seed:), command: replayCommand)
        if json { print(text.json()) } else { text.lines(traces: trace).forEach { print($0) } }
        if plant != nil {
            if result.failures.isEmpty { throw ExitCode(3) }
        } else if !result.failures.isEmpty {
            throw ExitCode(1)
        }
    }

    private func options(seed: UInt64) -> SimulationOptions {
        var options = SimulationOptions(seed: seed)
        options.executions = executions
        options.steps = steps
        options.checkInterval = checkInterval
        options.without = Set(without)
        if noCrashes { options.without.insert(.crashes) }
        options.disk = store.disk
        if let plant { options.sabotage = { plant.sabotage() } }
        return options
    }

    private func replayCommand(_ options: SimulationOptions) -> String {
        var words = [
            "scripts/simulate.sh", "--seeds 1", "--from \(options.seed)", "--executions \(options.executions)",
        ]
        if let steps = options.steps { words.append("--steps \(steps)") }
        words.append("--check-interval \(options.checkInterval)")
        words += options.without.map(\.rawValue).sorted().map { "--without \($0)" }
        if store != .memory { words.append("--store \(store.rawValue)") }
        if let plant { words.append("--plant \(plant.rawValue)") }
        return (words + ["--trace"]).joined(separator: " ")
    }
}

extension SimulationTrouble: ExpressibleByArgument {}
extension PlantedFault: ExpressibleByArgument {}
