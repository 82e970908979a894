import ArgumentParser
import CommandSupport
import SettingsPrograms

struct SecretCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secret",
        abstract: "Makes keys, and encrypts secrets for the settings.",
        discussion: """
            A secret of the settings is encrypted in its place ("enc:v1:…"), or elsewhere: {"file": "PATH"}, \
            {"variable": "NAME"}. Texts come from standard input, or from a prompt that does not show them.
            """,
        subcommands: [Key.self, Encrypt.self, Decrypt.self, Rotate.self]
    )

    struct Key: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "key",
            abstract: "Makes a key in a new file that only its owner may read."
        )

        @Argument(help: "The file.")
        var file: String

        func run() async throws {
            try Program.ending("martlet") { terminal in
                terminal.print(try SecretProgram.makeKey(file))
                return .ok
            }
        }
    }

    struct Encrypt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "encrypt",
            abstract: "Encrypts a text for the settings."
        )

        @Argument(help: "The text; better on standard input, as command lines are remembered and shown.")
        var text: String?

        @Option(help: "The file of the key (default: secrets.keyFile, MARTLET_KEY_FILE).")
        var keyFile: String?

        @OptionGroup var options: SettingsOptions

        func run() async throws {
            try await Program.run("martlet", options) { program in
                let key = try SecretProgram.keyFile(keyFile, program.settings)
                let text = try SecretProgram.text(text, prompt: "The secret (it is not shown):", program.terminal)
                program.terminal.print(try SecretProgram.encrypt(text, keyFile: key))
                return .ok
            }
        }
    }

    struct Decrypt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "decrypt",
            abstract: "Prints the secret that an encrypted text holds."
        )

        @Argument(help: "The encrypted text; without it, standard input.")
        var text: String?

        @Option(help: "The file of the key (default: secrets.keyFile, MARTLET_KEY_FILE).")
        var keyFile: String?

        @OptionGroup var options: SettingsOptions

        func run() async throws {
            try await Program.run("martlet", options) { program in
                let key = try SecretProgram.keyFile(keyFile, program.settings)
                // An encrypted text may well be seen.
                let sealed = try text ?? SecretProgram.text(nil, prompt: "The encrypted text:", program.terminal)
                program.terminal.print(try SecretProgram.decrypt(sealed, keyFile: key))
                return .ok
            }
        }
    }
}
