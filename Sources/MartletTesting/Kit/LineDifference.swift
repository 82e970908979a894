/// Two texts side by side, line by line.
enum LineDifference {
    /// The lines that differ, with a few of those around them: `-` for what was, `+` for what is, `…` where lines are left out.
    static func lines(from old: String, to new: String, context: Int = 3) -> [String] {
        let old = split(old)
        let new = split(new)
        let difference = new.difference(from: old)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [(text: String, differs: Bool)] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                lines.append(("- \(old[left])", true))
                left += 1
            } else if right < new.count, inserted.contains(right) {
                lines.append(("+ \(new[right])", true))
                right += 1
            } else {
                lines.append(("  \(right < new.count ? new[right] : old[left])", false))
                left += 1
                right += 1
            }
        }
        let places = lines.indices.filter { lines[$0].differs }
        let shown = Set(places.flatMap { max(0, $0 - context)...min(lines.count - 1, $0 + context) })
        var result: [String] = []
        for index in lines.indices {
            if shown.contains(index) {
                result.append(lines[index].text)
            } else if result.last != "…" {
                result.append("…")
            }
        }
        return result
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // The end of the last line is no line.
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
