import ArgumentParser
import CommandSupport
import SettingsPrograms

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Shows, checks, compares and exports the settings.",
        subcommands: [Explain.self, Check.self, Diff.self, Export.self],
        defaultSubcommand: Explain.self,
        aliases: ["settings"]
    )

    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "explain",
            abstract: "Shows each setting of an environment, its value, and where the value came from.",
            discussion: "Secrets are never shown, only where they are."
        )

        @Argument(help: "A setting or a section: server.port, logs. Without it, all.")
        var path: String?

        @Option(help: ArgumentHelp("Only the value of this setting, for scripts.", valueName: "path"))
        var value: String?

        @OptionGroup var output: OutputOptions
        @OptionGroup var options: SettingsOptions

        func run() async throws {
            try await Program.run("martlet", options) { program in
                if let value {
                    program.terminal.print(try ConfigReport.value(value, program.settings))
                    return .ok
                }
                let origins = try ConfigReport.origins(path, program.settings)
                if output.json {
                    program.terminal.print(try ConfigReport.json(origins, of: program.settings))
                } else {
                    ConfigReport.lines(origins, of: program.settings).forEach(program.terminal.print)
                }
                return .ok
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Says everything that is wrong with the settings of all environments.",
            discussion: "Exit codes: 0 nothing is wrong, though there may be warnings; 78 something is."
        )

        @OptionGroup var output: OutputOptions
        @OptionGroup var options: SettingsOptions

        func run() async throws {
            try Program.ending("martlet") { terminal in
                try ConfigCheck.tell(try options.sources(), json: output.json, terminal)
            }
        }
    }

    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff",
            abstract: "Compares the settings file with the example: what is missing here, and what is unknown there.",
            discussion: "Exit codes: 0 they have the same settings; 1 they differ; 78 the settings are wrong."
        )

        @Option(help: "The example (default: settings.example.json beside the settings).")
        var example: String?

        @OptionGroup var output: OutputOptions
        @OptionGroup var options: SettingsOptions

        func run() async throws {
            try Program.ending("martlet") { terminal in
                try ConfigDifference.tell(try options.sources(), example: example, json: output.json, terminal)
            }
        }
    }
}
