import ArgumentParser
import CommandSupport
import DeployPrograms
import Deploys

struct DeployCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Puts new programs in the place of those that run, without stopping anything.",
        discussion: """
            Pulls, builds, tests, has the new programs replay recent histories, puts them in place by one rename, and watches: \
            each process of the pools finishes what it holds, runs its new program, and must be answered by the service. \
            When that does not happen in time, the programs of before are put back. The programs are for all environments of \
            the settings; the section deploy of the one that -e names says how.
            Until the programs are replaced nothing of what runs is touched. A deploy that dies leaves the old set in place or \
            the new one, and the next says what it found.
            Exit codes: 0 done, or nothing to do; 5 refused, what ran before runs on; 6 rolled back; 1 the programs in place do \
            not answer and somebody must look, or with --window: the moment is not safe; 64 wrong usage; 78 wrong settings.
            """
    )

    @Flag(help: "Only look: at the repository, at the moment, and, with --from, at the histories.")
    var dryRun = false

    @Flag(name: .customLong("no-pull"), help: "Deploy what is checked out, whatever the upstream has.")
    var noPull = false

    @Flag(help: "Leave the tests out: for a small deploy.")
    var skipTests = false

    @Flag(help: "Put the programs of before back.")
    var rollback = false

    @Option(
        name: [.customLong("from"), .customLong("programs")],
        help: "Deploy the programs of this folder; nothing is built."
    )
    var from: String?

    @Option(
        help: "Only put the programs of this folder in place: nothing is tried out on histories, and nobody watches."
    )
    var place: String?

    @Option(help: "Which histories the new programs must replay: all that are recent, open ones, or none.")
    var replay = "all"

    @Option(help: "How long the pools have to be well again, in seconds (default: deploy.watchSeconds).")
    var watch: Int?

    @Flag(help: "Deploy only when nothing runs and nothing is about to start.")
    var onlyInWindow = false

    @Flag(help: "End, without a word, when nothing is new: for a crontab.")
    var ifChanged = false

    @Option(help: "Wait so many seconds at most, at random, before anything is done: for a crontab on many machines.")
    var jitter = 0

    @Flag(help: "Only tell whether this is a quiet moment, and until when.")
    var window = false

    @Option(help: "With --window: another moment than now, 00:15 of today, or 2026-03-01T00:15Z.")
    var at: String?

    @Flag(help: "Tell of the deploys that were.")
    var history = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if [rollback, from != nil, place != nil, window, history].count(where: { $0 }) > 1 {
            throw ValidationError("--rollback, --from, --place, --window and --history exclude one another.")
        }
        if at != nil, !window { throw ValidationError("--at goes with --window.") }
        if let watch, !(1...86_400).contains(watch) { throw ValidationError("--watch is from 1 to 86400 seconds.") }
        if !(0...86_400).contains(jitter) { throw ValidationError("--jitter is from 0 to 86400 seconds.") }
        if DeployOrder.Replays(rawValue: replay) == nil { throw ValidationError("--replay is all, open or none.") }
    }

    func run() async throws {
        if history { return try await DeployProgram.history(options, json: output.json) }
        if let place { return try await DeployProgram.place(place, options) }
        if window { return try await WindowProgram(at: at, json: output.json).run(options) }
        var order = DeployOrder()
        if let from { order.source = .programs(folder: from) }
        if rollback { order.source = .previous }
        (order.pulls, order.tests) = (!noPull, !skipTests)
        order.replays = DeployOrder.Replays(rawValue: replay) ?? .all
        (order.onlyInWindow, order.onlyIfChanged, order.rehearses) = (onlyInWindow, ifChanged, dryRun)
        let watch = watch.map { Duration.seconds($0) }
        try await DeployProgram(order: order, watch: watch, jitter: .seconds(jitter), json: output.json).run(options)
    }
}
