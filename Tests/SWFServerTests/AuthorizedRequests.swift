import HTTPTypes
import SWFModel

@testable import SWFServer

/// A request that an open entrance has let in.
func authorized(_ operation: SWFModel.Operation, _ body: String) throws -> AuthorizedCall {
    let entrance = Entrance(
        gate: .open,
        directory: StubService(),
        account: "000000000000",
        region: "us-east-1",
        now: { Timestamp(milliseconds: 0) }
    )
    return try entrance.admit(
        ServiceCall(
            operation: operation,
            dialect: .current,
            head: HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/"),
            body: Array(body.utf8),
            identifier: "a-request"
        )
    )
}
