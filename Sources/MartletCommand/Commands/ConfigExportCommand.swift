import ArgumentParser
import CommandSupport
import SettingsPrograms

extension ConfigCommand {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Prints the settings that are in force as a settings file, for another machine.",
            discussion:
                "A secret in plain text is never printed. Where secrets are is printed, unless --redact is given."
        )

        @Flag(help: "Leave out secrets, encrypted ones too, and whatever is called like one.")
        var redact = false

        @OptionGroup var options: SettingsOptions

        func run() async throws {
            try await Program.run("martlet", options) { program in
                program.terminal.print(ConfigReport.export(program.settings, redact: redact))
                return .ok
            }
        }
    }
}
