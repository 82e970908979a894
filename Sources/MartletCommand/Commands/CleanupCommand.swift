import Activities
import ArgumentParser
import CommandSupport
import Insight

struct CleanupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cleanup",
        abstract: "Removes what runs left behind that were terminated or timed out.",
        discussion: """
            With --tmp: the work folders (.work/RUN in activities.outputFolder) whose run is not open at the service. A run \
            that ends as it should removes its own.
            """
    )

    @Flag(help: "Work folders of activities.")
    var tmp = false

    @Flag(help: "Only tell what would be removed.")
    var dryRun = false

    @OptionGroup var options: SettingsOptions

    func validate() throws {
        if !tmp { throw ValidationError("Say what to remove: --tmp.") }
    }

    func run() async throws {
        let cleanup = CleanupProgram(
            isTrial: dryRun,
            folders: {
                ForgottenWork.folders(in: $0).map { WorkFolderSweep.Folder(name: $0.name, changed: $0.changed) }
            },
            name: { ForgottenWork.name(forRun: $0) },
            remove: { try ForgottenWork.remove($1, in: $0) }
        )
        try await Program.run("martlet", options) { try await cleanup.run($0) }
    }
}
