import Foundation
import Storage
import StorageSQLite

/// The stores that the engine is tried over.
enum StoreKind: String, CaseIterable, Sendable {
    case memory
    case sqlite

    /// Runs the body with a store of this kind that may be opened again and again.
    func withStore<Value>(_ body: (StoreUnderTest) async throws -> Value) async throws -> Value {
        let folder = NSTemporaryDirectory() + "/martlet-engine-" + UUID().uuidString
        let memory = self == .memory ? MemoryStore() : nil
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(StoreUnderTest(path: folder + "/store.sqlite", memory: memory))
    }
}

/// A store that can be left, as a killed server leaves it, and opened again.
struct StoreUnderTest: Sendable {
    let path: String
    let memory: MemoryStore?

    func open() throws -> any WorkflowStore {
        try memory ?? SQLiteStore(path: path)
    }
}
