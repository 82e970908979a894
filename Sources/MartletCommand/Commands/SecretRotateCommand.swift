import ArgumentParser
import CommandSupport
import SettingsPrograms

extension SecretCommand {
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate",
            abstract: "Encrypts the secrets of a settings file anew, for another key."
        )

        @Argument(help: "The settings file.")
        var file: String

        @Option(help: "The file of the key that the secrets are encrypted with.")
        var from: String

        @Option(help: "The file of the new key.")
        var to: String

        func run() async throws {
            try Program.ending("martlet") { terminal in
                terminal.print(try SecretProgram.rotate(file, from: from, to: to))
                return .ok
            }
        }
    }
}
