import ArgumentParser
import Foundation

@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures the server, and this machine beside it.",
        subcommands: [Run.self, Echo.self],
        defaultSubcommand: Run.self
    )

    struct Echo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Serves the echo that figures are compared with.")
        @Option var port: Int

        func run() async throws {
            try await Calibration.serveEcho(port: port)
        }
    }

    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Runs all measurements, or those that are named.")
        @Option(help: "The server program to measure.") var server: String
        @Option(help: "Where stores are made; must be on the disk that counts.") var folder: String
        @Option(help: "Where the figures are written as JSON.") var json: String?
        @Option(help: "The port of the server; the echo gets the next.") var port = 7380
        @Option(help: "Seconds of each timed measurement.") var seconds = 8.0
        @Option(help: "Connections of the throughput measurements.") var connections = 16
        @Flag(help: "End with 1 when a figure misses a bar that docs/ARCHITECTURE.md does not mark as missed.")
        var check = false
        @Argument(help: "life, ten, single, chain, crowd, idle, verify, replay. All when none is named.") var names:
            [String] =
                []

        func run() throws {
            let figures = try Measurements(
                server: server,
                folder: folder,
                port: port,
                seconds: seconds,
                connections: connections
            ).run(names)
            if let json {
                let data = try JSONSerialization.data(
                    withJSONObject: figures.values,
                    options: [.prettyPrinted, .sortedKeys]
                )
                try data.write(to: URL(fileURLWithPath: json))
            }
            for miss in figures.misses { print("missed: \(miss)") }
            if check, !figures.misses.isEmpty { throw ExitCode(1) }
        }
    }
}
