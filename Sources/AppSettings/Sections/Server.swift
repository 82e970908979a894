public import SWFModel

extension Settings {
    /// The server of this machine.
    public struct Server: Hashable, Sendable {
        /// Where it keeps everything. Defaults to `sqlite:var/store/<environment>.sqlite`.
        public var store: Store
        /// The address it listens on. Defaults to `127.0.0.1`; any other than a loopback address needs `credentialsFile`.
        public var host: String
        /// The port it listens on; 0 lets the system choose. Defaults to 7340, and to 7341 in `live`.
        public var port: Int
        /// A file with the access keys it accepts (docs/ACCESS.md). Absent by default: on a loopback address it accepts any.
        public var credentialsFile: String?
        /// The account of everything that `store` holds, as resource names have it: 12 digits. Keys that name no other belong to
        /// it. Defaults to `000000000000`.
        public var account: String
        /// The region of everything that `store` holds: 1 to 64 letters, digits, hyphens and underscores. Defaults to
        /// `service.region`.
        public var region: String
        /// Further regions that it serves, each apart from the others in a store of its own. None by default.
        public var regions: [String]
        /// A PEM file with its certificate and those above it, for https. Absent by default: it speaks plain HTTP.
        public var certificateFile: String?
        /// The PEM file with the key of that certificate, without a passphrase; set both or neither.
        public var privateKeyFile: String?
        /// The lambda functions that it runs.
        public var lambda: LambdaFunctions
        /// Decisions that it refuses with OPERATION_NOT_PERMITTED, by their type. None by default.
        public var refusedDecisions: [String]
        /// Its limits, each a setting by its name. Defaults to those of Amazon SWF.
        public var limits: Limits
        /// Whether it slows callers down as Amazon SWF does. Defaults to `off`.
        public var throttling: Throttling
        /// The rates that are other than those of Amazon SWF; they count when `throttling` is on.
        public var throttles: [ThrottleBucket: ThrottleRate]

        /// Whether callers are slowed down.
        public enum Throttling: String, CaseIterable, Hashable, Sendable {
            /// Nobody is.
            case off
            /// Who makes too many calls, or decisions, is refused for a while.
            case on
        }

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
            let scheme = certificateFile == nil ? "http" : "https"
            return reachable.contains(":") ? "\(scheme)://[\(reachable)]:\(port)" : "\(scheme)://\(reachable):\(port)"
        }
    }
}

extension Settings.Server {
    /// The decision types whose failure can say that they are not permitted: all but ScheduleLambdaFunction.
    public static let refusableDecisions = [
        "ScheduleActivityTask", "RequestCancelActivityTask", "CompleteWorkflowExecution", "FailWorkflowExecution",
        "CancelWorkflowExecution", "ContinueAsNewWorkflowExecution", "RecordMarker", "StartTimer", "CancelTimer",
        "SignalExternalWorkflowExecution", "RequestCancelExternalWorkflowExecution", "StartChildWorkflowExecution",
    ]

    /// Whether a region can be a part of a file's name and of a signature's scope.
    private static func isRegion(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    /// - Parameter region: The region of the service, which is the server's unless it is given another.
    init(environment: String, region standardRegion: String, _ reader: inout SettingsReader) {
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
        account =
            reader.parsed("account", expecting: "12 digits") { text in
                text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? text : nil
            } ?? "000000000000"
        reader.settle(account)
        region = reader.string("region", default: standardRegion)
        regions = reader.strings("regions")
        for (key, names) in [("region", [region]), ("regions", regions)] {
            for name in names where !Self.isRegion(name) {
                reader.problem(key, "names \"\(name)\"; a region has 1 to 64 letters, digits, hyphens and underscores.")
            }
        }
        certificateFile = reader.optionalPath("certificateFile")
        privateKeyFile = reader.optionalPath("privateKeyFile")
        if (certificateFile == nil) != (privateKeyFile == nil) {
            reader.problem(
                certificateFile == nil ? "privateKeyFile" : "certificateFile",
                "is set alone; certificateFile and privateKeyFile belong together."
            )
        }
        lambda = reader.section("lambda") { Settings.LambdaFunctions(&$0) }
        limits = reader.section("limits") { Limits(&$0) }
        throttling = reader.choice("throttling", default: Throttling.off)
        throttles = reader.throttleRates("throttles")
        refusedDecisions = reader.strings("refusedDecisions")
        let unknown = refusedDecisions.filter { !Self.refusableDecisions.contains($0) }
        if !unknown.isEmpty {
            let known = Self.refusableDecisions.joined(separator: ", ")
            reader.problem("refusedDecisions", "names \(unknown.joined(separator: ", ")); it may name \(known).")
        }
    }
}
