import AppSettings
import ArgumentParser
import CommandSupport
import ServerPrograms

@main
struct ServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server",
        abstract: "Serves the workflow service over HTTP, as Amazon SWF speaks it.",
        discussion: """
            When it is ready it prints one line with its URL, and the line that makes boto3 and the AWS command line use it. \
            On any address but a loopback one it needs a credentials file. TERM drains.
            """,
        version: Version.current
    )

    @Option(help: ArgumentHelp("Where everything is kept (settings: server.store).", valueName: "sqlite:PATH|memory"))
    var store: String?

    @Option(help: "The address to listen on (settings: server.host).")
    var host: String?

    @Option(help: "The port to listen on; 0 lets the system choose (settings: server.port).")
    var port: String?

    @Option(help: "The file of the keys that may sign requests (settings: server.credentialsFile).")
    var credentialsFile: String?

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let flags = [
            ("server.store", store, "--store"), ("server.host", host, "--host"), ("server.port", port, "--port"),
            ("server.credentialsFile", credentialsFile, "--credentials-file"),
        ]
        let overrides = flags.compactMap { path, text, flag in
            text.map { SettingOverride(path: path, text: $0, flag: flag) }
        }
        try await Program.run("server", options, overrides: overrides) { program in
            try await ServerProgram.run(program)
        }
    }
}
