import AppSettings
import Foundation
import SWFServer
import Storage
import StorageSQLite

/// Where each realm of a server is kept: the server's own in the store that the settings name, every other beside it.
struct RealmStores: Sendable {
    /// The realm of the store that the settings name.
    let home: Realm
    let store: Settings.Server.Store

    /// The store of a realm, made when it is missing.
    ///
    /// - Throws: ``StoreError``.
    func open(_ realm: Realm) throws -> any WorkflowStore {
        guard let path = path(of: realm) else { return MemoryStore() }
        return try SQLiteStore(path: path)
    }

    /// Whether there is something of a realm that goes on by itself, deadlines for example, whether anybody calls or not.
    func holds(_ realm: Realm) -> Bool {
        path(of: realm).map { FileManager.default.fileExists(atPath: $0) } ?? false
    }

    /// Where a realm is, for people.
    func place(of realm: Realm) -> String { path(of: realm) ?? "memory" }

    /// The file of a realm: `swf.sqlite` is that of the server's own, `swf.111122223333.eu-west-1.sqlite` another's.
    ///
    /// - Returns: nil for a realm in memory.
    func path(of realm: Realm) -> String? {
        guard case .sqlite(let path) = store else { return nil }
        guard realm != home else { return path }
        let file = URL(filePath: path)
        let end = file.pathExtension.isEmpty ? "" : ".\(file.pathExtension)"
        // Accounts are digits, and regions are checked by whoever reads the settings: neither leads to another folder.
        let name = "\(file.deletingPathExtension().lastPathComponent).\(realm.account).\(realm.region)\(end)"
        return file.deletingLastPathComponent().appending(path: name).path
    }
}
