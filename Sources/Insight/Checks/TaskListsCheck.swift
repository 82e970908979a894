public import CommandSupport
import SWFModel

/// Whether somebody takes the tasks of each list.
public enum TaskListsCheck {
    /// How long a task may wait in a list that is polled before somebody should look at it.
    public static let longestWait = Duration.seconds(600)

    /// What a doctor says; lists that are as they should be are counted in one finding.
    ///
    /// - Parameters:
    ///   - lists: What the service tells of each list.
    ///   - wanted: The lists that types of this build use.
    public static func findings(
        _ lists: [TaskListFacts],
        wanted: [TaskListName],
        time: LocalTime
    ) -> [Finding] {
        var findings: [Finding] = []
        var good = 0
        for list in lists {
            let head = "\(list.kind.rawValue) list \(PlainText.short(list.name))"
            let isWanted = wanted.contains(list.id)
            let advice =
                "Start \(list.kind == .decision ? "deciders" : "workers") for it, with the same -e and task list."
            if list.isAbandoned(now: time.now), list.waiting > 0 || isWanted {
                let level: Finding.Level = list.waiting > 0 ? .problem : .warning
                findings.append(
                    Finding(
                        level,
                        "pollers",
                        "\(head): \(list.waitingWords) waiting, and \(TaskListFacts.words(list, time))",
                        advice: advice
                    )
                )
            } else if let oldest = list.oldest, time.now - oldest > longestWait {
                findings.append(
                    Finding(
                        .warning,
                        "pollers",
                        "\(head): \(list.waitingWords) waiting, the oldest since \(DurationWords.text(time.now - oldest))",
                        advice: "Start more of them, or see with martlet workers what they do."
                    )
                )
            } else {
                good += 1
            }
        }
        if lists.contains(where: { $0.pollers == nil }) {
            findings.append(
                Finding(.ok, "pollers", "who polls which list is not known here: the service does not tell")
            )
        } else if good > 0 {
            findings.append(Finding(.ok, "pollers", "\(good) task list\(good == 1 ? " is" : "s are") looked after"))
        }
        return findings
    }
}
