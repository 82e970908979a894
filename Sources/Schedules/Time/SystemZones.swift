import Foundation
import SWFModel

/// The time zones that this machine's Foundation knows, by their IANA names: the edge from which ``ZoneOffsets`` come.
public enum SystemZones {
    /// The years that are asked for; before and after them the nearest offset holds.
    private static let years = 2020...2045

    /// The offsets of a zone; nil when there is no such zone.
    ///
    /// - Parameter name: `UTC`, or an area and a place: `Europe/London`. Abbreviations like `BST` mean different zones to
    ///   different people and are not taken.
    public static func offsets(named name: String) -> ZoneOffsets? {
        if name == "UTC" || name == "Etc/UTC" { return ZoneOffsets(name: name) }
        guard name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
        func offset(_ second: Int) -> Int { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))) }
        let first = CivilTime(year: years.lowerBound, month: 1, day: 1).reckoned
        let last = CivilTime(year: years.upperBound, month: 12, day: 31).reckoned
        var changes: [(at: Timestamp, offset: Int)] = []
        var second = first
        // No zone has changed its clocks twice within a week since 1970, so a week is looked at by its ends.
        while second < last {
            let next = second + 7 * CivilTime.secondsOfDay
            if offset(next) != offset(second) {
                var low = second
                var high = next
                while high - low > 1 {
                    let middle = (low + high) / 2
                    if offset(middle) == offset(second) { low = middle } else { high = middle }
                }
                changes.append((Timestamp(milliseconds: high * 1000), offset(high)))
            }
            second = next
        }
        return ZoneOffsets(name: name, initial: offset(first), changes: changes)
    }

    /// The names of zones, for a hint about one that is misspelt.
    public static var names: [String] { ["UTC"] + TimeZone.knownTimeZoneIdentifiers }
}
