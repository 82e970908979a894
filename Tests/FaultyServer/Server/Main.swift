import ArgumentParser
import CPlantedSync
import Engine
import Foundation
import Logging
import MartletTesting
import SWFServer
import ServiceLifecycle
import StorageSQLite
import UnixSignals

/// The server with a bug in it, for the tests that show that tests would find it (Tests/Faults). It does not ship.
@main
struct FaultyServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "FaultyServer", abstract: "A server with a bug.")

    @Option(help: "sqlite:PATH") var store: String
    @Option var port = 0
    @Option(help: "Taken as the server takes it, and not read.") var settings = ""
    @Option(help: "Which bug; without it there is none.") var plant: String?

    func run() async throws {
        guard store.hasPrefix("sqlite:") else { throw ValidationError("--store must be sqlite:PATH") }
        let plant = self.plant.flatMap(PlantedBug.init)
        guard self.plant == nil || plant != nil else { throw ValidationError("there is no such bug") }
        let path = String(store.dropFirst("sqlite:".count))
        switch plant {
        case .skipsSync: planted_sync_be(Int32(PLANTED_SYNC_SKIPS.rawValue))
        case .skipsLogSync: planted_sync_be(Int32(PLANTED_SYNC_SKIPS_LOG.rawValue))
        case .retriesFailedSync: planted_sync_be(Int32(PLANTED_SYNC_RETRIES.rawValue))
        default: planted_sync_be(Int32(PLANTED_SYNC_HONEST.rawValue))
        }
        let logger = Logger(label: "faulty", factory: { StreamLogHandler.standardError(label: $0) })
        let sound = try SQLiteStore(path: path)
        var configuration = WorkflowEngine.Configuration()
        configuration.inputsAreValidated = true
        let engine = try await WorkflowEngine(
            store: plant.map { PlantedStore(sound, $0) } ?? sound,
            configuration: configuration,
            logger: logger
        )
        let memory = PlantedMemory(path: path + ".planted")
        let (claimsHealth, place) = (plant == .claimsHealth, path)
        let server = WireServer(
            service: plant.map { PlantedService(engine, $0, memory: memory) } ?? engine,
            health: { await engine.canCommit() || claimsHealth },
            configuration: WireServer.Configuration(port: port),
            logger: logger,
            onListening: { url in
                FileHandle.standardOutput.write(Data("ready: \(url) (store: \(place))\n".utf8))
            }
        )
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [engine, server, Drain(engine: engine)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        try await group.run()
    }
}

/// Answers waiting polls when the server is asked to stop.
private struct Drain: Service {
    let engine: WorkflowEngine

    func run() async throws {
        try? await gracefulShutdown()
        engine.drain()
    }
}
