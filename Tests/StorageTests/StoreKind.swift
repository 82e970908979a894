import Foundation
import Storage
import StorageSQLite

/// The stores that the conformance suite runs against.
enum StoreKind: String, CaseIterable, Sendable {
    case memory
    case sqlite

    /// Runs the body with an empty store of this kind.
    func withStore(_ body: (any WorkflowStore) async throws -> Void) async throws {
        switch self {
        case .memory:
            try await body(MemoryStore())
        case .sqlite:
            try await TemporaryFolder.with { folder in
                let store = try SQLiteStore(path: folder.file("store.sqlite"))
                do {
                    try await body(store)
                    try await store.close()
                } catch {
                    try? await store.close()
                    throw error
                }
            }
        }
    }
}

/// A folder that is there while a test runs.
struct TemporaryFolder: Sendable {
    let path: String

    func file(_ name: String) -> String { path + "/" + name }

    static func with(_ body: (TemporaryFolder) async throws -> Void) async throws {
        let folder = TemporaryFolder(path: NSTemporaryDirectory() + "/martlet-store-" + UUID().uuidString)
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder.path) }
        try await body(folder)
    }
}
