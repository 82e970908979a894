public import SWFModel

/// The words in an input that stand for something of the tick: `{"day": "{date}", "since": "{previous_timestamp}"}`.
///
/// A text that is one `…_timestamp` word and nothing else becomes a number. Two braces write one: `{{date}}` is `{date}`.
public enum InputTemplate {
    /// The words, and what each stands for.
    public static let words: [(name: String, meaning: String)] = [
        ("tick", "the tick in UTC, as 2026-03-01T02:00:00Z"),
        ("tick_timestamp", "the tick in seconds since 1970"),
        ("date", "the date of the tick in the schedule's zone, as 2026-03-01"),
        ("time", "the time of the tick in the schedule's zone, as 02:00"),
        ("previous", "the tick before it in UTC; for notSince the start of the last completed run"),
        ("previous_timestamp", "the same in seconds since 1970"),
        ("id", "the id of the schedule"),
        ("environment", "the environment"),
    ]

    /// The words in braces that an input holds and that stand for nothing: `{tik}`. Only what looks like a word counts.
    public static func unknownWords(in input: String) -> [String] {
        pieces(input).compactMap { piece in
            guard case .word(let name) = piece, !words.contains(where: { $0.name == name }) else { return nil }
            return name
        }
    }

    /// The input for a tick: JSON text with the words replaced. A word that has no value for this tick becomes an empty text,
    /// a lone `…_timestamp` null.
    public static func fill(
        _ input: String,
        schedule: Schedule,
        tick: Timestamp,
        previous: Timestamp?,
        environment: String
    ) -> String {
        func value(_ name: String) -> String? {
            switch name {
            case "tick": iso(tick)
            case "tick_timestamp": number(tick)
            case "date": CivilTime(tick, in: schedule.zone).date
            case "time": CivilTime(tick, in: schedule.zone).time
            case "previous": previous.map(iso) ?? ""
            case "previous_timestamp": previous.map(number) ?? ""
            case "id": escaped(schedule.id)
            case "environment": escaped(environment)
            default: nil
            }
        }
        var result = ""
        var rest = pieces(input)[...]
        while let piece = rest.popFirst() {
            switch piece {
            case .text(let text): result += text
            case .word(let name):
                guard let value = value(name) else {
                    result += "{\(name)}"
                    continue
                }
                // Alone between its quotes a number is a number.
                if name.hasSuffix("_timestamp"), isQuoteBefore(result), case .text(let next)? = rest.first,
                    next.hasPrefix("\"")
                {
                    result.removeLast()
                    result += value.isEmpty ? "null" : value
                    rest[rest.startIndex] = .text(String(next.dropFirst()))
                } else {
                    result += value
                }
            }
        }
        return result
    }

    private enum Piece {
        case text(String)
        case word(String)
    }

    /// Whether the text ends with a quote that opens a text: what stands before it is no backslash and no text's end.
    private static func isQuoteBefore(_ text: String) -> Bool {
        guard text.hasSuffix("\"") else { return false }
        let before = text.dropLast().last
        return before == nil || before.map { ":,[".contains($0) } == true
    }

    private static func pieces(_ input: String) -> [Piece] {
        var pieces: [Piece] = []
        var text = ""
        var rest = input[...]
        func isWordPart(_ character: Character) -> Bool {
            character.isASCII && character.isLowercase || character == "_"
        }
        while let character = rest.first {
            if character == "{" {
                let name = rest.dropFirst().prefix(while: isWordPart)
                let after = rest.dropFirst(name.count + 1)
                if !name.isEmpty, after.first == "}" {
                    pieces.append(.text(text))
                    pieces.append(.word(String(name)))
                    text = ""
                    rest = after.dropFirst()
                    continue
                }
                let doubled = rest.dropFirst(2)
                let word = doubled.prefix(while: isWordPart)
                let end = doubled.dropFirst(word.count)
                if rest.hasPrefix("{{"), !word.isEmpty, end.hasPrefix("}}") {
                    text += "{\(word)}"
                    rest = end.dropFirst(2)
                    continue
                }
            }
            text.append(character)
            rest = rest.dropFirst()
        }
        pieces.append(.text(text))
        return pieces
    }

    private static func iso(_ moment: Timestamp) -> String {
        let time = CivilTime(moment)
        return "\(time.date)T\(time.second == 0 ? time.time + ":00" : time.time)Z"
    }

    private static func number(_ moment: Timestamp) -> String { String(moment.wholeSeconds) }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
}
