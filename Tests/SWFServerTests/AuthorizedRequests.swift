import HTTPTypes
import SWFModel
import SWFWire

@testable import SWFServer

/// A request that an open entrance has let in, for a service.
func authorized(
    _ operation: SWFModel.Operation,
    _ body: String,
    for service: any WireServer.Served
) async throws -> AuthorizedCall {
    let configuration = WireServer.Configuration()
    let entrance = Entrance(
        gate: .open,
        realms: SoleRealm(realm: configuration.home, service: service),
        home: configuration.home,
        regions: configuration.allRegions,
        now: { Timestamp(milliseconds: 0) }
    )
    return try await entrance.admit(
        ServiceCall(
            action: .workflow(operation),
            dialect: .current,
            head: HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/"),
            body: Array(body.utf8),
            identifier: "a-request"
        )
    )
}
