import ArgumentParser
import CommandSupport

struct SettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract: "Shows every setting of an environment, its value, and where the value came from."
    )

    @Option(help: ArgumentHelp("Only the value of this setting, for scripts.", valueName: "path"))
    var value: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: SettingsOptions

    func run() async throws {
        try await Program.run("martlet", options) { program in
            if output.json {
                program.terminal.print(try SettingsReport.json(program.settings))
            } else if let value {
                program.terminal.print(try SettingsReport.value(value, program.settings))
            } else {
                SettingsReport.lines(program.settings).forEach(program.terminal.print)
            }
            return .ok
        }
    }
}
