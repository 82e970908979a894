public import CommandSupport

/// Whether the pools of this machine work.
public enum PoolsCheck {
    /// What a doctor says.
    ///
    /// - Parameter pollAge: How long ago the last poll of a process with a hand free may be.
    public static func findings(_ pools: [PoolSight], pollAge: Duration, time: LocalTime) -> [Finding] {
        guard pools.contains(where: { $0.running + $0.gone > 0 }) else {
            return [Finding(.ok, "pools", "no process of this environment has run on this machine")]
        }
        return pools.map { finding($0, pollAge, time) }
    }

    private static func finding(_ pool: PoolSight, _ pollAge: Duration, _ time: LocalTime) -> Finding {
        let count = pool.wanted.map { "\(pool.running) of \($0) running" } ?? "\(pool.running) running"
        let gone = pool.gone > 0 ? ", \(pool.gone) gone without a word" : ""
        let poll = pool.lastPoll.map { ", last poll \(time.ago($0))" } ?? ", no poll yet"
        let sentence = "\(PlainText.short(pool.name)): \(count)\(gone)\(pool.running > 0 ? poll : "")"
        if pool.running == 0 {
            return Finding(.problem, "pools", sentence, advice: "scripts/run.sh start, and the log in var/log.")
        }
        if pool.name != "server", pool.lastPoll != nil, !pool.isPolling(now: time.now, within: pollAge) {
            return Finding(
                .problem,
                "pools",
                sentence,
                advice: "The processes are there and the service does not answer their polls: see their logs."
            )
        }
        if let wanted = pool.wanted, pool.running < wanted {
            return Finding(
                .warning,
                "pools",
                sentence,
                advice: "The supervisor starts them anew; its log says why they left."
            )
        }
        if pool.builds.count > 1 {
            return Finding(
                .warning,
                "pools",
                "\(sentence), of \(pool.builds.count) builds: \(pool.builds.sorted().joined(separator: ", "))",
                advice: "After a deploy that settles within a minute; else stop and start the pool."
            )
        }
        return Finding(.ok, "pools", sentence)
    }
}
