public import SWFModel

/// Moments as people give them to a flag: `2026-03-01T02:00Z`, `2026-03-01 02:00` (UTC), or seconds since 1970.
public enum MomentText {
    /// Reads a moment; nil when the text is none.
    public static func parse(_ text: String) -> Timestamp? {
        if let seconds = Double(text), seconds.isFinite { return Timestamp(seconds: seconds) }
        var rest = text.hasSuffix("Z") ? text.dropLast() : text[...]
        var seconds = 0
        if rest.count == 19, rest.dropLast(2).last == ":", let last = Int(rest.suffix(2)), (0...59).contains(last) {
            seconds = last
            rest = rest.dropLast(3)
        }
        let parts = Array(rest)
        guard parts.count == 16, parts[4] == "-", parts[7] == "-", parts[10] == "T" || parts[10] == " ",
            parts[13] == ":"
        else { return nil }
        let date = [parts[0..<4], parts[5..<7], parts[8..<10]].map { String($0) }.joined()
        let time = [parts[11..<13], parts[14..<16]].map { String($0) }.joined()
        return CivilTime(compact: "\(date)T\(time)Z").map { $0.timestamp + .seconds(seconds) }
    }
}
