import Foundation

/// Moments as text, in UTC.
enum UniversalTime {
    /// As in `2012-12-13T17:45:00Z`.
    static func text(_ date: Date) -> String {
        let parts = parts(date)
        return "\(parts[0])-\(parts[1])-\(parts[2])T\(parts[3]):\(parts[4]):\(parts[5])Z"
    }

    /// As in `20121213174500`.
    static func digits(_ date: Date) -> String { parts(date).joined() }

    private static func parts(_ date: Date) -> [String] {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
        let others = [parts.month, parts.day, parts.hour, parts.minute, parts.second].map { part in
            let text = String(part ?? 0)
            return text.count < 2 ? "0" + text : text
        }
        return [String(parts.year ?? 0)] + others
    }
}
