import CommandSupport
import SWFModel
import ServiceSupport

/// A frame of `martlet top`: what was seen, laid out for a size. Pure.
public struct TopFrame: Sendable {
    /// In which order task lists stand.
    public enum Order: Character, CaseIterable, Sendable {
        /// Most waiting tasks first.
        case waiting = "w"
        /// The longest wait first.
        case oldest = "o"
        /// By name.
        case name = "n"

        /// The order of that name; nil when there is none.
        public init?(word: String) {
            guard let order = Self.allCases.first(where: { $0.word == word }) else { return nil }
            self = order
        }

        var word: String {
            switch self {
            case .waiting: "waiting"
            case .oldest: "oldest"
            case .name: "name"
            }
        }
    }

    private struct Section {
        var lines: [String]
        /// How many of the lines below the heading fit.
        var shown = 0

        var rows: Int { max(0, lines.count - 1) }
    }

    private let sight: TopSight
    private let order: Order
    private let time: LocalTime

    /// Lays out what was seen.
    public init(_ sight: TopSight, order: Order = .waiting) {
        self.sight = sight
        self.order = order
        time = LocalTime(now: sight.now)
    }

    /// The lines, none wider than the width and not more than the height; without a height, all.
    ///
    /// - Parameter isLive: Whether keys are read, so that the last line tells of them.
    public func lines(width: Int = 120, height: Int? = nil, isLive: Bool = false) -> [String] {
        var sections = [pools, lists, types, failures].filter { $0.rows > 0 }
        let footer =
            isLive
            ? ["q quits, tasks by \(Order.allCases.map { "\($0.rawValue) \($0.word)" }.joined(separator: ", "))"] : []
        if let height {
            // Two lines on top, the footer, and a heading with an empty line above it for each section.
            share(max(0, height - 2 - footer.count - 2 * sections.count), among: &sections)
        } else {
            for index in sections.indices { sections[index].shown = sections[index].rows }
        }
        var lines = [title, summary]
        for section in sections {
            lines += [""] + section.lines.prefix(1)
            guard section.shown < section.rows else {
                lines += section.lines.dropFirst()
                continue
            }
            // The last line that fits says how many do not.
            let kept = max(0, section.shown - 1)
            lines += section.lines.dropFirst().prefix(kept)
            if section.shown > 0 { lines.append("… \(section.rows - kept) more") }
        }
        if let height { lines = Array(lines.prefix(max(1, height - footer.count))) }
        return (lines + footer).map { Self.cut($0, width) }
    }

    /// Gives each section one line after the other, so that a long one leaves room for the others.
    private func share(_ room: Int, among sections: inout [Section]) {
        var room = room
        while room > 0, sections.contains(where: { $0.shown < $0.rows }) {
            for index in sections.indices where sections[index].shown < sections[index].rows && room > 0 {
                sections[index].shown += 1
                room -= 1
            }
        }
    }

    private static func cut(_ line: String, _ width: Int) -> String {
        line.count <= width ? line : line.prefix(max(0, width - 1)) + "…"
    }

    private var title: String {
        let place = "\(PlainText.short(sight.domain)) at \(PlainText.short(sight.endpoint))"
        return "martlet top  \(time.text(sight.now))  \(sight.environment)  \(place)"
    }

    private var summary: String {
        if let complaint = sight.complaint { return "THE SERVICE DOES NOT ANSWER: \(PlainText.oneLine(complaint))" }
        var parts = ["open \(sight.isOpenTruncated ? "more than " : "")\(sight.openCount)"]
        let waiting = sight.lists.map(\.waiting).reduce(0, +)
        parts.append("waiting \(waiting)")
        if let rates = sight.rates {
            parts.append("closed \(Self.rate(rates.closed))/s")
            parts.append("tasks done \(Self.rate(rates.tasks))/s")
        }
        return parts.joined(separator: "   ")
    }

    private static func rate(_ value: Double) -> String {
        let tenths = Int((min(max(0, value), 1e9) * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private var pools: Section {
        var table = Table(["POOL", "RUNNING", "WANTED", "LAST POLL", "HOLDS", "OLDEST", "DONE"])
        for pool in sight.pools {
            let gone = pool.gone > 0 ? ", \(pool.gone) gone" : ""
            let leaving = pool.leaving > 0 ? ", \(pool.leaving) leaving" : ""
            table.add([
                PlainText.short(pool.name, 30), "\(pool.running)\(leaving)\(gone)",
                pool.wanted.map { String($0) } ?? "-",
                pool.lastPoll.map(time.ago) ?? "-", String(pool.inHand), age(pool.oldestInHand), String(pool.tasksDone),
            ])
        }
        return Section(lines: table.lines())
    }

    private var lists: Section {
        var table = Table(["TASK LIST", "KIND", "WAITING", "OLDEST", "POLLERS", "LAST POLL"])
        for list in sorted {
            let active = list.active(now: time.now)
            table.add([
                PlainText.short(list.name, 40), list.kind.rawValue,
                list.isTruncated ? "\(list.waiting)+" : "\(list.waiting)",
                age(list.oldest), active.map { String($0.count) } ?? "?",
                list.pollers?.first.map { $0.isWaiting ? "waits now" : time.ago($0.lastPollTimestamp) }
                    ?? (list.pollers == nil ? "?" : "never"),
            ])
        }
        return Section(lines: table.lines())
    }

    /// Lists in which nothing waits and that nobody polls any more are of no interest.
    private var sorted: [TaskListFacts] {
        let shown = sight.lists.filter { $0.waiting > 0 || $0.pollers == nil || !$0.isAbandoned(now: time.now) }
        let never = Timestamp(milliseconds: Int.max)
        return shown.sorted { left, right in
            switch order {
            case .waiting where left.waiting != right.waiting: left.waiting > right.waiting
            case .oldest where left.oldest != right.oldest: left.oldest ?? never < right.oldest ?? never
            default: (left.name, left.kind.rawValue) < (right.name, right.kind.rawValue)
            }
        }
    }

    private var types: Section {
        let some = sight.lookedAt < sight.openCount ? " (OF THE NEWEST \(sight.lookedAt))" : ""
        var table = Table(["OPEN EXECUTIONS OF\(some)", "COUNT"])
        for type in sight.openTypes {
            table.add([
                "\(PlainText.short(type.workflowType.name, 60)) \(type.workflowType.version)", String(type.count),
            ])
        }
        return Section(lines: table.lines())
    }

    private var failures: Section {
        var table = Table(["NEWEST FAILURES", "STATUS", "WORKFLOW", "CLOSED"])
        for info in sight.failures {
            table.add([
                PlainText.short(info.execution.workflowId, 50), ExecutionTable.status(info),
                PlainText.short(info.workflowType.name, 40), info.closeTimestamp.map(time.ago) ?? "-",
            ])
        }
        return Section(lines: table.lines())
    }

    private func age(_ moment: Timestamp?) -> String {
        moment.map { DurationWords.text(max(.zero, time.now - $0)) } ?? "-"
    }
}
