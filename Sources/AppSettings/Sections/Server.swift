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
        /// The account that its domains belong to, as their resource names have it: 12 digits. Defaults to `000000000000`.
        public var account: String
        /// The region that its domains belong to, and that requests must be signed for when there is a credentials file.
        /// Defaults to `service.region`.
        public var region: String
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
        certificateFile = reader.optionalPath("certificateFile")
        privateKeyFile = reader.optionalPath("privateKeyFile")
        if (certificateFile == nil) != (privateKeyFile == nil) {
            reader.problem(
                certificateFile == nil ? "privateKeyFile" : "certificateFile",
                "is set alone; certificateFile and privateKeyFile belong together."
            )
        }
        lambda = reader.section("lambda") { Settings.LambdaFunctions(&$0) }
        refusedDecisions = reader.strings("refusedDecisions")
        let unknown = refusedDecisions.filter { !Self.refusableDecisions.contains($0) }
        if !unknown.isEmpty {
            let known = Self.refusableDecisions.joined(separator: ", ")
            reader.problem("refusedDecisions", "names \(unknown.joined(separator: ", ")); it may name \(known).")
        }
        limits = reader.section("limits") { Limits(&$0) }
        throttling = reader.choice("throttling", default: Throttling.off)
        throttles = Self.throttles(&reader)
    }

    /// Rates by the names of their buckets: an object of texts such as `"2000/200"`.
    private static func throttles(_ reader: inout SettingsReader) -> [ThrottleBucket: ThrottleRate] {
        let names = ThrottleBucket.all.map(\.name)
        var rates: [ThrottleBucket: ThrottleRate] = [:]
        for (name, text) in reader.texts("throttles") {
            guard let bucket = ThrottleBucket.all.first(where: { $0.name == name }) else {
                let hint = NearestName.find(name, among: names).map { " Did you mean \($0)?" } ?? ""
                reader.problem("throttles", "names \"\(name)\", which is no bucket.\(hint)")
                continue
            }
            guard let rate = ThrottleRate(text: text) else {
                reader.problem(
                    "throttles",
                    "gives \(name) the rate \"\(text)\"; a rate is two whole numbers from 1 to 1000000, how many at once and "
                        + "how many a second, such as \"\(bucket.standard.text)\"."
                )
                continue
            }
            rates[bucket] = rate
        }
        return rates
    }
}

extension Limits {
    init(_ reader: inout SettingsReader) {
        self.init()
        for member in Limits.members {
            self[keyPath: member.path] = reader.integer(
                member.name,
                default: self[keyPath: member.path],
                in: member.range
            )
        }
    }
}
