extension Settings.Logs {
    /// A syslog daemon and how it is spoken to.
    public struct Syslog: Hashable, Sendable {
        /// Where it is.
        public var place: Place
        /// How a line looks to it. Defaults to RFC 3164 on this machine and to RFC 5424 over the network.
        public var form: Form
        /// What kind of program the lines come from. Defaults to `daemon`.
        public var facility: Facility

        /// Where a daemon is.
        public enum Place: Hashable, Sendable {
            /// A socket of this machine.
            case local(path: String)
            /// A host and a port, over UDP.
            case udp(host: String, port: Int)
        }

        /// The forms of a line.
        public enum Form: String, CaseIterable, Hashable, Sendable {
            case rfc3164, rfc5424
        }

        /// The facilities that are free for programs like these.
        public enum Facility: String, CaseIterable, Hashable, Sendable {
            case user, daemon, local0, local1, local2, local3, local4, local5, local6, local7

            /// The number in the protocol (RFC 5424, table 1).
            public var number: Int {
                switch self {
                case .user: 1
                case .daemon: 3
                default: 14 + (Self.allCases.firstIndex(of: self) ?? 0)
                }
            }
        }
    }
}

extension Settings.Logs.Syslog {
    /// Reads `syslog`, `syslogForm` and `syslogFacility` of the section `logs`; nil when there is no daemon.
    init?(_ reader: inout SettingsReader) {
        let place = reader.parsed(
            "syslog",
            expecting: "\"local\", the path of a socket, or \"udp:HOST:PORT\"",
            Self.place
        )
        let isLocal = if case .udp = place { false } else { true }
        form = reader.choice("syslogForm", default: isLocal ? .rfc3164 : .rfc5424)
        facility = reader.choice("syslogFacility", default: .daemon)
        guard let place else { return nil }
        self.place = place
    }

    private static func place(_ text: String) -> Place? {
        if text == "local" { return .local(path: "/dev/log") }
        if text.hasPrefix("/") { return .local(path: text) }
        guard text.hasPrefix("udp:"), let colon = text.lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)...]),
            (1...65_535).contains(port), colon > text.index(text.startIndex, offsetBy: 3)
        else { return nil }
        var host = String(text[text.index(text.startIndex, offsetBy: 4)..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        return host.isEmpty ? nil : .udp(host: host, port: port)
    }
}
