import ArgumentParser
import CommandSupport
import ServerPrograms

struct CredentialsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credentials",
        abstract: "Makes access keys for a server.",
        subcommands: [Add.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Makes a new key, adds it to a credentials file, and gives it out, this once.",
            discussion: """
                The file is made when it is missing; only its owner may read it. A server that uses it takes the key within a \
                second. What is given out is what service.credentialsFile of a client holds.
                """
        )

        @Argument(help: "The credentials file of the server.")
        var file: String

        @Option(help: "A domain that the key is for: a name, a beginning followed by *, or *; may be repeated.")
        var domain: [String]

        @Option(help: "What the key is for: read, start, decide, work or administer; may be repeated.")
        var role: [String]

        @Option(help: "The account that the key is of: 12 digits. Without it, the account of the server.")
        var account: String?

        @Option(help: "A new file for the key, readable to its owner only; without it, the key is printed.")
        var output: String?

        func run() async throws {
            try Program.plainly("martlet") { terminal in
                terminal.print(
                    try NewCredentials.add(to: file, domains: domain, roles: role, account: account, output: output)
                )
            }
        }
    }
}
