import Engine
import MartletTesting
import SWFModel
import SWFWire
import Storage
import Synchronization

@testable import SWFServer

/// A server of two accounts and two regions, so of four realms, each a service of its own. All four stores have one secret:
/// what keeps a token out is not that another store sealed it.
struct RealmWorld: Sendable {
    /// What came back: the status, the code of a refusal, and what was said.
    struct Reply: Sendable {
        var status: String
        var code: String
        var message: String
        var body: String
    }

    static let ours = "000000000000"
    static let theirs = "111122223333"
    static let here = WireServer.Configuration().home
    static let elsewhere = [
        Realm(account: ours, region: "eu-west-1"), Realm(account: theirs, region: "us-east-1"),
        Realm(account: theirs, region: "eu-west-1"),
    ]
    static let all = [here] + elsewhere

    let server: LiveServer
    let clusters: [Realm: TestCluster]
    let directory: Directory

    /// Which service is whose, and what the server has said of the accounts that the credentials name.
    final class Directory: RealmDirectory {
        private let clusters: [Realm: TestCluster]
        private let log = Mutex<[[Realm]]>([])

        init(_ clusters: [Realm: TestCluster]) {
            self.clusters = clusters
        }

        var noted: [[Realm]] { log.withLock { $0 } }

        func service(of realm: Realm) throws(Fault) -> any WireServer.Served {
            guard let cluster = clusters[realm] else { throw Fault(.serviceUnavailable, "There is no such realm.") }
            return cluster.engine
        }

        func note(_ realms: [Realm]) { log.withLock { $0.append(realms) } }
    }

    /// Runs the server with two keys for everything: `ours` of the server's own account, `theirs` of another.
    ///
    /// - Parameter credentials: The text of another credentials file; with an empty one, the server takes anybody.
    static func run(
        credentials: String = keys(),
        regions: [String] = ["eu-west-1"],
        configure: @escaping @Sendable (inout WorkflowEngine.Configuration) -> Void = { _ in },
        _ body: @escaping @Sendable (RealmWorld, TemporaryFolder) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let file = credentials.isEmpty ? nil : try folder.write(credentials, to: "credentials.json")
        var configuration = WireServer.Configuration(credentialsFile: file, regions: regions)
        configuration.fileInterval = .zero
        let ready = configuration
        try await clusters(all[...], configure) { clusters in
            let directory = Directory(clusters)
            try await withServer(
                realms: directory,
                configuration: ready,
                clocks: Clocks(now: { GuardedWorld.moment })
            ) { server in
                try await body(RealmWorld(server: server, clusters: clusters, directory: directory), folder)
            }
        }
    }

    private static func clusters(
        _ realms: ArraySlice<Realm>,
        _ configure: @escaping @Sendable (inout WorkflowEngine.Configuration) -> Void,
        with others: [Realm: TestCluster] = [:],
        _ body: @escaping @Sendable ([Realm: TestCluster]) async throws -> Void
    ) async throws {
        guard let realm = realms.first else { return try await body(others) }
        var configuration = WorkflowEngine.Configuration()
        configuration.account = realm.account
        configuration.region = realm.region
        configure(&configuration)
        let store = MemoryStore(secret: Array(repeating: 7, count: 32))
        try await TestCluster.run(store: store, configuration: configuration) { cluster in
            var clusters = others
            clusters[realm] = cluster
            try await Self.clusters(realms.dropFirst(), configure, with: clusters, body)
        }
    }

    static func keys(account: String = theirs) -> String {
        let roles = AccessRole.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
        func key(_ id: String, _ more: String) -> String {
            """
            {"accessKeyId":"\(id)","secretAccessKey":"\(GuardedWorld.secret(id))",\(more)"domains":["*"],"roles":[\(roles)]}
            """
        }
        return "{\"keys\":[\(key("ours", "")),\(key("theirs", "\"account\":\"\(account)\","))]}"
    }

    /// The key that belongs to the account of a realm.
    static func key(of realm: Realm) -> String { realm.account == ours ? "ours" : "theirs" }

    /// Sends a request, signed by the key of a realm's account for its region.
    func send(_ action: WireAction, _ body: [UInt8], in realm: Realm) async throws -> Reply {
        try await send(WireRequest(action, body, key: Self.key(of: realm), region: realm.region))
    }

    func send(_ operation: SWFModel.Operation, _ input: some Encodable, in realm: Realm) async throws -> Reply {
        try await send(.workflow(operation), try AWSJSON.encode(input), in: realm)
    }

    func send(_ request: WireRequest) async throws -> Reply {
        let connection = try await server.connect()
        try await connection.send(request.text)
        let answer = try await connection.answer()
        try? await connection.close()
        let members = try? AWSJSON.decode([String: String].self, from: Array((answer?.body ?? "").utf8))
        return Reply(
            status: answer?.statusLine ?? "no answer",
            code: members?["__type"]?.split(separator: "#").last.map(String.init) ?? "",
            message: members?["Message"] ?? members?["message"] ?? "",
            body: answer?.body ?? ""
        )
    }

    /// All that the stores of some realms hold.
    func contents(of realms: [Realm]) async throws -> [Realm: String] {
        var contents: [Realm: String] = [:]
        for realm in realms {
            if let store = clusters[realm]?.store { contents[realm] = try await GuardedWorld.contents(of: store) }
        }
        return contents
    }

    /// The service of a realm.
    func engine(_ realm: Realm) throws -> WorkflowEngine {
        guard let cluster = clusters[realm] else { throw Fault(.serviceUnavailable, "There is no such realm.") }
        return cluster.engine
    }
}
