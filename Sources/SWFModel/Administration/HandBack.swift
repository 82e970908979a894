/// How a history says that a task was handed back by the process that held it, so that another may have it at once.
///
/// There is no event for that. An activity task ends by ActivityTaskTimedOut, which every decider of Amazon SWF understands,
/// with details that begin as said here; a decision task by DecisionTaskTimedOut, which has no room for a word. Nothing else
/// writes such details: what begins with `martlet.` is Martlet's own.
public enum HandBack {
    /// What the details begin with.
    public static let mark = "martlet.handedBack"

    /// The details: `martlet.handedBack by worker@a: stopping`. With both texts as long as they may be, 256 characters, they
    /// are well within what the details of a heartbeat may hold.
    public static func details(identity: String?, reason: String?) -> String {
        var text = mark
        if let identity, !identity.isEmpty { text += " by \(identity)" }
        if let reason, !reason.isEmpty { text += ": \(reason)" }
        return text
    }

    /// Whether the details of a timeout say that the task was handed back.
    public static func isNoted(in details: String?) -> Bool {
        guard let details, details.hasPrefix(mark) else { return false }
        let next = details.utf8.dropFirst(mark.utf8.count).first
        return next == nil || next == UInt8(ascii: " ") || next == UInt8(ascii: ":")
    }
}
