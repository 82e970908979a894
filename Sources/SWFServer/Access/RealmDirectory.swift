public import SWFModel
import SWFWire

/// Knows the service of each realm. A server asks it for each request, with the realm that the ``Entrance`` has found.
public protocol RealmDirectory: Sendable {
    /// What serves a realm; waits when that is only being opened.
    ///
    /// - Throws: `ServiceUnavailableException` when it cannot be opened now, or the server is going down.
    func service(of realm: Realm) async throws(Fault) -> any WireServer.Served

    /// Takes note of the realms that the credentials file names, when the server starts and each time it has read the file anew.
    func note(_ realms: [Realm])
}

/// One service, which is that of one realm: for a server that has no other.
struct SoleRealm: RealmDirectory {
    let realm: Realm
    let service: any WireServer.Served

    func service(of realm: Realm) throws(Fault) -> any WireServer.Served {
        guard realm == self.realm else {
            throw Fault(
                .serviceUnavailable,
                "This server does not serve the account \(realm.account) in the region \(realm.region)."
            )
        }
        return service
    }

    func note(_ realms: [Realm]) {}
}
