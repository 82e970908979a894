import ArgumentParser
import Foundation
import MartletTesting
import StorageSQLite

/// Where the histories of a run are kept.
enum StoreChoice: String, CaseIterable, ExpressibleByArgument {
    case memory
    case sqlite

    /// Makes the store of a run.
    var disk: @Sendable () throws -> SimulatedDisk {
        switch self {
        case .memory: { .memory() }
        case .sqlite:
            {
                let folder = NSTemporaryDirectory() + "/martlet-simulation-" + UUID().uuidString
                return SimulatedDisk(
                    open: { try SQLiteStore(path: folder + "/store.sqlite") },
                    blocks: true,
                    remove: { try? FileManager.default.removeItem(atPath: folder) }
                )
            }
        }
    }
}
