import Foundation
public import Logging
public import SWFModel

/// A line as syslog has it. Pure: host and process are arguments.
public struct SyslogLine: Hashable, Sendable {
    /// The two forms in use.
    public enum Form: String, CaseIterable, Hashable, Sendable {
        /// RFC 3164: what the local daemons read on `/dev/log`.
        case rfc3164
        /// RFC 5424: what collectors read over the network.
        case rfc5424
    }

    /// The form.
    public var form: Form
    /// The facility's number: 1 is user, 3 is daemon, 16 to 23 are local0 to local7.
    public var facility: Int
    /// The name of the machine.
    public var host: String
    /// The name of the program.
    public var program: String
    /// The number of the process.
    public var pid: Int32

    /// Daemons take at least 2,048 bytes of a message, and most take 8,192; what is longer is cut.
    static let limit = 8192

    /// Creates the value from its parts.
    public init(form: Form, facility: Int, host: String, program: String, pid: Int32) {
        self.form = form
        self.facility = facility
        self.host = host
        self.program = program
        self.pid = pid
    }

    /// The datagram of a line.
    ///
    /// - Parameter body: The line as it should be kept, such as one JSON object.
    public func datagram(_ level: Logger.Level, _ moment: Timestamp, _ body: String) -> [UInt8] {
        let priority = "<\(facility * 8 + Self.severity(level))>"
        let head =
            switch form {
            case .rfc3164: "\(Self.local(moment)) \(word(program))[\(pid)]: "
            case .rfc5424: "1 \(Self.utc(moment)) \(word(host)) \(word(program)) \(pid) - - "
            }
        var bytes = Array((priority + head + body).utf8)
        if bytes.count > Self.limit {
            // No character is cut in two.
            var end = Self.limit
            while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            bytes.removeSubrange(end...)
        }
        return bytes
    }

    /// The severity of RFC 5424, table 2.
    static func severity(_ level: Logger.Level) -> Int {
        switch level {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        default: 7
        }
    }

    /// Text as a field of the head: printable ASCII without spaces, `-` for nothing.
    private func word(_ text: String) -> String {
        let kept = text.unicodeScalars.map { (33...126).contains($0.value) ? Character($0) : "_" }
        return kept.isEmpty ? "-" : String(kept.prefix(48))
    }

    private static func utc(_ moment: Timestamp) -> String {
        let parts = parts(moment, gmtime_r)
        let milliseconds = ((moment.milliseconds % 1000) + 1000) % 1000
        let date = "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
        let fraction = String(String(1000 + milliseconds).dropFirst())
        return "\(date)T\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec)).\(fraction)Z"
    }

    /// `Nov  3 02:04:05`, in the machine's time zone as RFC 3164 wants it.
    private static func local(_ moment: Timestamp) -> String {
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = parts(moment, localtime_r)
        let month = names[min(11, max(0, Int(parts.tm_mon)))]
        let day = parts.tm_mday < 10 ? " \(parts.tm_mday)" : "\(parts.tm_mday)"
        return "\(month) \(day) \(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))"
    }

    private static func parts(
        _ moment: Timestamp,
        _ convert: (UnsafePointer<time_t>, UnsafeMutablePointer<tm>) -> UnsafeMutablePointer<tm>?
    ) -> tm {
        var seconds = time_t((Double(moment.milliseconds) / 1000).rounded(.down))
        var parts = tm()
        _ = convert(&seconds, &parts)
        return parts
    }

    private static func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
