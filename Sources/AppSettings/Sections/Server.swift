extension Settings {
    /// The server of this machine.
    public struct Server: Hashable, Sendable {
        /// Where it keeps everything. Defaults to `sqlite:var/store/<environment>.sqlite`.
        public var store: Store
        /// The address it listens on. Defaults to `127.0.0.1`; any other than a loopback address needs `credentialsFile`.
        public var host: String
        /// The port it listens on; 0 lets the system choose. Defaults to 7340, and to 7341 in `live`.
        public var port: Int
        /// A file with the access keys it accepts. Absent by default: on a loopback address it accepts any.
        public var credentialsFile: String?
        /// The lambda functions that it runs.
        public var lambda: LambdaFunctions

        /// Where a server keeps everything.
        public enum Store: Hashable, Sendable {
            /// In memory: gone when the server ends.
            case memory
            /// In an SQLite file, made when it is missing; the path is absolute.
            case sqlite(path: String)
        }

        /// Where a program on this machine reaches the server.
        public var endpoint: String {
            let reachable = ["0.0.0.0", "::", ""].contains(host) ? "127.0.0.1" : host
            return reachable.contains(":") ? "http://[\(reachable)]:\(port)" : "http://\(reachable):\(port)"
        }
    }
}

extension Settings.Server {
    init(environment: String, _ reader: inout SettingsReader) {
        let spelled = reader.parsed("store", expecting: "\"memory\" or \"sqlite:PATH\"") { text in
            text == "memory" || (text.hasPrefix("sqlite:") && text.count > 7) ? text : nil
        }
        if spelled == "memory" {
            store = .memory
        } else {
            let path = spelled.map { String($0.dropFirst(7)) } ?? "var/store/\(environment).sqlite"
            let absolute = reader.absolute(path, isDefault: spelled == nil)
            store = .sqlite(path: absolute)
            reader.settle("sqlite:\(absolute)")
        }
        host = reader.string("host", default: "127.0.0.1")
        port = reader.integer("port", default: environment == "live" ? 7341 : 7340, in: 0...65_535)
        credentialsFile = reader.optionalPath("credentialsFile")
        lambda = reader.section("lambda") { Settings.LambdaFunctions(&$0) }
    }
}
