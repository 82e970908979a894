import Activities
import ArgumentParser
import CommandSupport
import Insight
import Workflows

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Examines an environment and says what is wrong, and what to do about it.",
        discussion: """
            Settings, files of secrets, the service, the key, the clock, the domain, the registered types against this build, \
            who polls each task list, open executions that are held, whose decision tasks time out, or that come near a limit, \
            the pools of this machine, the room on its disks. With --json it is a finding a line.
            Exit codes: 0 there is no problem; 1 there is one.
            """
    )

    @Option(help: "How many open executions are looked at, the newest first.")
    var limit = 200

    @Option(help: "How much must be free on each disk: 500M, 1G.")
    var minFree = "1G"

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if !(0...100_000).contains(limit) { throw ValidationError("--limit must be from 0 to 100000.") }
        if DiskSpace.bytes(minFree) == nil {
            throw ValidationError("--min-free \(minFree) is no size; write 500M or 1G.")
        }
    }

    func run() async throws {
        try await DoctorProgram(
            workflows: WorkflowList.all,
            activities: ActivityList.types,
            limit: limit,
            minimumBytes: DiskSpace.bytes(minFree) ?? DiskSpace.minimumBytes,
            json: output.json
        ).run(options)
    }
}
