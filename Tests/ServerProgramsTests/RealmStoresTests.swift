import AppSettings
import Foundation
import SWFServer
import Testing

@testable import ServerPrograms

@Suite struct RealmStoresTests {
    private static let home = Realm(account: "000000000000", region: "us-east-1")
    private static let other = Realm(account: "111122223333", region: "eu-west-1")

    @Test(arguments: [
        ("/var/store/dev.sqlite", "/var/store/dev.111122223333.eu-west-1.sqlite"),
        ("/var/store/swf", "/var/store/swf.111122223333.eu-west-1"),
        ("/var/store.d/my.swf.db", "/var/store.d/my.swf.111122223333.eu-west-1.db"),
        ("/var/a store/é.sqlite", "/var/a store/é.111122223333.eu-west-1.sqlite"),
    ])
    func `the store of the settings is the server's own, and others stand beside it`(path: String, beside: String) {
        let stores = RealmStores(home: Self.home, store: .sqlite(path: path))
        #expect(stores.path(of: Self.home) == path)
        #expect(stores.path(of: Self.other) == beside)
        #expect(stores.place(of: Self.other) == beside)
    }

    @Test func `a realm holds something when its file is there`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "martlet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let stores = RealmStores(home: Self.home, store: .sqlite(path: folder.appending(path: "swf.sqlite").path))
        #expect(!stores.holds(Self.home) && !stores.holds(Self.other))
        _ = try stores.open(Self.other)
        #expect(!stores.holds(Self.home) && stores.holds(Self.other))
    }

    @Test func `in memory each is apart and holds nothing when it begins`() {
        let stores = RealmStores(home: Self.home, store: .memory)
        #expect(stores.path(of: Self.home) == nil && stores.path(of: Self.other) == nil)
        #expect(!stores.holds(Self.home) && !stores.holds(Self.other))
        #expect(stores.place(of: Self.other) == "memory")
    }
}
