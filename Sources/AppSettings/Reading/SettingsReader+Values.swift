/// The typed questions: what a setting may be, from a file and from the text of a flag or a variable.
extension SettingsReader {
    /// A text that is not empty.
    mutating func string(_ key: String, default standard: String) -> String {
        settled(optionalString(key) ?? standard)
    }

    /// A text that is not empty; nil when nobody gave one.
    mutating func optionalString(_ key: String) -> String? {
        read(key, expecting: "a text that is not empty") { value in
            guard case .string(let text) = value.content, !text.isEmpty else { return nil }
            return text
        } fromText: {
            $0.isEmpty ? nil : $0
        }
    }

    /// A whole number within a range.
    mutating func integer(_ key: String, default standard: Int, in range: ClosedRange<Int>) -> Int {
        let number = read(key, expecting: "a whole number from \(range.lowerBound) to \(range.upperBound)") { value in
            guard case .number(let text) = value.content, let number = Int(text), range.contains(number) else {
                return nil
            }
            return number
        } fromText: {
            Int($0).flatMap { range.contains($0) ? $0 : nil }
        }
        return settled(number ?? standard)
    }

    /// A number of seconds, a fraction allowed.
    mutating func seconds(_ key: String, default standard: Double, upTo maximum: Int) -> Double {
        let range = 0...Double(maximum)
        let seconds = read(key, expecting: "a number of seconds from 0 to \(maximum)") { value in
            guard case .number(let text) = value.content, let number = Double(text), range.contains(number) else {
                return nil
            }
            return number
        } fromText: {
            Double($0).flatMap { range.contains($0) ? $0 : nil }
        }
        return settled(seconds ?? standard)
    }

    /// One of a few words.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, default standard: Choice) -> Choice
    where Choice.RawValue == String {
        let words = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        let choice = read(key, expecting: "one of \(words)") { value in
            guard case .string(let text) = value.content else { return nil }
            return Choice(rawValue: text)
        } fromText: {
            Choice(rawValue: $0)
        }
        let settledChoice = choice ?? standard
        settle(settledChoice.rawValue)
        return settledChoice
    }

    /// A text that a rule must accept; a number of the file counts as its digits.
    mutating func parsed<Value>(_ key: String, expecting: String, _ parse: (String) -> Value?) -> Value? {
        read(key, expecting: expecting) { value in
            switch value.content {
            case .string(let text), .number(let text): parse(text)
            default: nil
            }
        } fromText: {
            parse($0)
        }
    }

    /// A list of short texts.
    mutating func strings(_ key: String) -> [String] {
        read(key, expecting: "a list of texts", isJSON: true) { value in
            Self.strings(value)
        } fromText: { text in
            (try? JSONParser.parse(text)).flatMap(Self.strings)
        } ?? []
    }

    /// Short texts by name, in the order of the file.
    mutating func texts(_ key: String) -> [(name: String, text: String)] {
        read(key, expecting: "an object of texts", isJSON: true) { value in
            Self.texts(value)
        } fromText: { text in
            (try? JSONParser.parse(text)).flatMap(Self.texts)
        } ?? []
    }

    /// Any JSON value, as compact JSON text.
    mutating func json(_ key: String) -> String? {
        // Values for workflows may hold mark-up, so only words count as placeholders there.
        read(key, expecting: "a JSON value", marks: false, isJSON: true) { value in
            value.compact
        } fromText: { text in
            (try? JSONParser.parse(text))?.compact
        }
    }

    /// A path, made absolute: against the home when it comes from the file or the default, else against the current folder.
    mutating func path(_ key: String, default standard: String) -> String {
        settled(optionalPath(key) ?? FilePaths.absolute(standard, from: sources.home))
    }

    /// A path, made absolute; nil when nobody gave one.
    mutating func optionalPath(_ key: String) -> String? {
        optionalString(key).map {
            settled(FilePaths.absolute($0, from: lastCameFromFile ? sources.home : sources.currentFolder))
        }
    }

    /// A folder's path made absolute by the place it came from; for values that hold a path among other things.
    func absolute(_ text: String, isDefault: Bool = false) -> String {
        FilePaths.absolute(text, from: isDefault || lastCameFromFile ? sources.home : sources.currentFolder)
    }

    private static func strings(_ value: JSONValue) -> [String]? {
        guard case .array(let values) = value.content else { return nil }
        var texts: [String] = []
        for value in values {
            guard case .string(let text) = value.content else { return nil }
            texts.append(text)
        }
        return texts
    }

    private static func texts(_ value: JSONValue) -> [(name: String, text: String)]? {
        guard case .object(let members) = value.content else { return nil }
        var texts: [(name: String, text: String)] = []
        for member in members where !member.key.hasPrefix("//") {
            guard case .string(let text) = member.value.content else { return nil }
            texts.append((member.key, text))
        }
        return texts
    }
}
