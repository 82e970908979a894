public import CommandSupport
public import Pools
public import SWFModel

/// Who works for an environment, on this machine and on others: what `martlet workers` says.
public struct CrewTable: Sendable {
    /// One of them.
    public struct Member: Hashable, Sendable {
        /// Who, as they named themselves.
        public var identity: String
        /// The machine; nil when the identity does not tell.
        public var host: String?
        /// The number of the process there.
        public var pid: Int32?
        /// The pool and its place in it, for one that reported on this machine: `workers-3`.
        public var place: String?
        /// What it is about, for one that reported.
        public var state: String?
        /// The lists that it polls or polled, by name.
        public var taskLists: [String] = []
        /// When its latest poll came, as the service knows, or was answered, as it said itself.
        public var lastPoll: Timestamp?
        /// Whether a poll of it waits at the service now.
        public var isWaiting = false
        /// When it began, for one that reported.
        public var started: Timestamp?
        /// How many tasks it holds, for one that reported.
        public var inHand: Int?
        /// How many tasks it finished, for one that reported.
        public var tasksDone: Int?
        /// Whether it was a process of this machine and is no more.
        public var isGone = false
    }

    /// All of them, the latest poll first.
    public let members: [Member]
    /// Whether the service told who polls; else only those that reported on this machine are there.
    public let isWhole: Bool

    /// Joins what the service tells of polls with what processes of this machine said of themselves.
    ///
    /// - Parameters:
    ///   - host: The name of this machine, as identities spell it.
    ///   - gone: The identities that name a process of this machine that is no more.
    public init(
        lists: [TaskListFacts],
        reports: [(report: ProcessReport, isAlive: Bool)],
        host: String,
        gone: Set<String>
    ) {
        var members: [String: Member] = [:]
        for list in lists {
            for poller in list.pollers ?? [] {
                let identity = poller.identity ?? ""
                var member = members[identity] ?? Self.member(identity)
                member.isGone = gone.contains(identity)
                if !member.taskLists.contains(list.name) { member.taskLists.append(list.name) }
                member.isWaiting = member.isWaiting || poller.isWaiting
                member.lastPoll = max(member.lastPoll ?? poller.lastPollTimestamp, poller.lastPollTimestamp)
                members[identity] = member
            }
        }
        for (report, isAlive) in reports where report.program != "server" {
            let known = members.values.first { $0.host == host && $0.pid == report.pid }
            let identity = known?.identity ?? "\(host):\(report.pid):\(report.program)"
            var member = known ?? Self.member(identity)
            member.place = "\(report.pool)-\(report.slot)"
            member.state = isAlive ? report.state.rawValue : nil
            member.started = report.started
            member.inHand = report.inHand.count
            member.tasksDone = report.tasksDone
            member.lastPoll = [member.lastPoll, report.lastPoll].compactMap { $0 }.max()
            member.isGone = !isAlive
            members[identity] = member
        }
        self.members = members.values.sorted {
            let (left, right) = ($0.lastPoll?.milliseconds ?? 0, $1.lastPoll?.milliseconds ?? 0)
            return (right, $0.identity) < (left, $1.identity)
        }
        isWhole = lists.contains { $0.pollers != nil }
    }

    private static func member(_ identity: String) -> Member {
        var member = Member(identity: identity)
        let parts = IdentityParts(identity)
        (member.host, member.pid) = (parts?.host, parts?.pid)
        return member
    }

    /// The table for people.
    public func lines(_ time: LocalTime) -> [String] {
        var table = Table(["IDENTITY", "PLACE", "STATE", "LAST POLL", "UP", "HOLDS", "DONE", "TASK LISTS"])
        for member in members {
            table.add([
                member.identity.isEmpty ? "(no identity)" : PlainText.short(member.identity, 80),
                member.place ?? "-",
                Self.state(member, time.now),
                member.lastPoll.map(time.ago) ?? "never",
                member.isGone ? "-" : member.started.map { DurationWords.text(time.now - $0) } ?? "-",
                member.inHand.map { String($0) } ?? "-",
                member.tasksDone.map { String($0) } ?? "-",
                member.taskLists.map { PlainText.short($0, 40) }.joined(separator: ", "),
            ])
        }
        if isWhole { return table.isEmpty ? ["Nobody polled this domain in the last hour."] : table.lines() }
        return table.isEmpty
            ? ["The service does not tell who polls, and no process of this environment has run on this machine."]
            : table.lines() + ["(The service does not tell who polls; these are the processes of this machine.)"]
    }

    private static func state(_ member: Member, _ now: Timestamp) -> String {
        if member.isGone { return "gone" }
        if let state = member.state { return state }
        if member.isWaiting { return "polling" }
        return member.lastPoll.map { now - $0 <= TaskListFacts.pollAge } == true ? "active" : "silent"
    }
}

extension CrewTable.Member: Encodable {
    private enum CodingKeys: String, CodingKey {
        case identity, host, pid, place, state, isGone, isWaiting, taskLists, inHand, tasksDone
        case lastPoll = "last_poll_timestamp"
        case started = "start_timestamp"
    }

    /// Writes the member.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(identity, forKey: .identity)
        try container.encodeIfPresent(host, forKey: .host)
        try container.encodeIfPresent(pid, forKey: .pid)
        try container.encodeIfPresent(place, forKey: .place)
        try container.encodeIfPresent(state, forKey: .state)
        try container.encode(isGone, forKey: .isGone)
        try container.encode(isWaiting, forKey: .isWaiting)
        try container.encode(taskLists, forKey: .taskLists)
        try container.encodeIfPresent(inHand, forKey: .inHand)
        try container.encodeIfPresent(tasksDone, forKey: .tasksDone)
        try container.encodeIfPresent(lastPoll, forKey: .lastPoll)
        try container.encodeIfPresent(started, forKey: .started)
    }
}
