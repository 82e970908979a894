import Foundation
import GRDB
import Hummingbird
import Logging
import NIOCore

/// What this machine can do at this moment: every figure stands beside these, because machines are noisy.
enum Calibration {
    /// An echo of the body through the same HTTP stack.
    static func serveEcho(port: Int) async throws {
        let router = EchoResponder()
        let app = Application(
            responder: router,
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { _ in
                print("ready")
                fflush(nil)
            },
            logger: Logger(label: "echo", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        try await app.runService()
    }

    /// Commits of one row a second, each synced to the disk.
    static func commits(in folder: String, seconds: Double) throws -> Measured {
        let path = folder + "/calibration.sqlite"
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { try $0.execute(sql: "CREATE TABLE row (id INTEGER PRIMARY KEY, value BLOB)") }
        let value = Data(repeating: 7, count: 330)
        let start = monotonicSeconds()
        var count = 0
        while monotonicSeconds() - start < seconds {
            try queue.write { database in
                try database.cachedStatement(sql: "INSERT INTO row (value) VALUES (?)").execute(arguments: [value])
            }
            count += 1
        }
        let measured = Measured(count: count, seconds: monotonicSeconds() - start)
        try queue.close()
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        return measured
    }

    private struct EchoResponder: HTTPResponder {
        func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
            let body = try await request.body.collect(upTo: 1 << 20)
            return Response(
                status: .ok,
                headers: [.contentType: "application/x-amz-json-1.0"],
                body: .init(byteBuffer: body)
            )
        }
    }
}
