import DeciderCore

/// Holds two answers to one decision task against each other: the one that is to be sent, and that of the code run over the
/// whole history again.
enum DecisionCheck {
    /// The first difference, as the rest of a sentence; nil when there is none.
    static func difference(held: [Decision], again: [Decision]) -> String? {
        for index in 0..<max(held.count, again.count) {
            let first = index < held.count ? held[index] : nil
            let second = index < again.count ? again[index] : nil
            if first == second { continue }
            let words = (first: words(first), second: words(second))
            let detail = words.first == words.second ? attributes(first, second) : ""
            return "as decision \(index + 1) it asked for \(words.first), and run again over the same history for "
                + "\(words.second)\(detail)"
        }
        return nil
    }

    /// How two published states differ, as the rest of a sentence; nil when they do not. Nil is one that has not changed.
    static func difference(published held: String?, again: String?) -> String? {
        guard held != again else { return nil }
        let words = [held, again].map { $0?.cut(to: 60) ?? "nothing" }
        return "it published \(words[0]), and run again over the same history \(words[1])"
    }

    private static func words(_ decision: Decision?) -> String {
        decision.map { DecisionWords.words(for: $0) } ?? "nothing more"
    }

    /// The parts of the attributes that differ, for decisions that read alike.
    private static func attributes(_ first: Decision?, _ second: Decision?) -> String {
        guard let first, let second else { return "" }
        let pairs = zip(members(of: first), members(of: second))
        guard let (one, other) = pairs.first(where: { $0 != $1 }) else { return "" }
        return ", with \(one.name) \(one.value.cut(to: 60)) and then \(other.value.cut(to: 60))"
    }

    private struct Member: Hashable {
        var name: String
        var value: String
    }

    private static func members(of decision: Decision) -> [Member] {
        guard let attributes = Mirror(reflecting: decision).children.first?.value else { return [] }
        return Mirror(reflecting: attributes).children.map { child in
            let optional = Mirror(reflecting: child.value)
            let value =
                optional.displayStyle == .optional ? optional.children.first.map { "\($0.value)" } : "\(child.value)"
            return Member(name: child.label ?? "", value: value ?? "none")
        }
    }
}
