/// The value of a timeout as the wire spells it: whole seconds as text, or `NONE`.
public enum TimeoutInterval: Hashable, Sendable {
    /// So many seconds, 0 included.
    case seconds(Int)
    /// The clock never runs out.
    case none

    /// Reads the wire form. Absent or empty text is nil, as is text that is no timeout.
    public init?(wire text: String?) {
        guard let text, !text.isEmpty else { return nil }
        if text == "NONE" {
            self = .none
        } else if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let seconds = Int(text) {
            self = .seconds(seconds)
        } else {
            return nil
        }
    }

    /// The wire form.
    public var wire: String {
        switch self {
        case .seconds(let seconds): String(seconds)
        case .none: "NONE"
        }
    }

    /// When a clock that starts now runs out; nil when it never does, as after more seconds than can be counted.
    public func deadline(from start: Timestamp) -> Timestamp? {
        guard case .seconds(let seconds) = self else { return nil }
        let (milliseconds, isTooLong) = seconds.multipliedReportingOverflow(by: 1000)
        let (end, isTooLate) = start.milliseconds.addingReportingOverflow(milliseconds)
        return isTooLong || isTooLate ? nil : Timestamp(milliseconds: end)
    }
}
