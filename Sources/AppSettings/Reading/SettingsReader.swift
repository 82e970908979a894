/// Reads settings one after another and collects every problem instead of stopping at the first.
///
/// A section asks for its keys by name; what was never asked for is unknown. Each value comes from, in this order: a flag,
/// the environment, the file, the default.
struct SettingsReader {
    /// What is wrong, one sentence each.
    private(set) var problems: [String] = []
    /// What was read, and from where.
    private(set) var origins: [SettingOrigin] = []

    private let sources: SettingsSources
    /// Whether flags, variables and placeholders count: they do for the chosen environment, not for its neighbours.
    let chosen: Bool
    private let prefix: String
    private var path: [String] = []
    private var current: JSONValue?
    /// The flag or variable whose JSON text is being read; nil while it is the file.
    private var textName: String?
    /// Keys that were told of already, and are not unknown besides.
    private var left: Set<String> = []
    private var unknown: [(path: String, key: String, position: JSONPosition)] = []

    /// A value as it was found: from the file with its place, or as text from a flag or a variable.
    enum Found {
        case file(JSONValue)
        case text(String, name: String)
    }

    /// Starts at the object of one environment.
    ///
    /// - Parameters:
    ///   - prefix: Where that object stands in the file, for messages: `environments.dev`; empty for the whole file.
    ///   - chosen: Whether it is the environment that the program runs in.
    init(_ object: JSONValue?, prefix: String, sources: SettingsSources, chosen: Bool) {
        current = object
        self.prefix = prefix
        self.sources = sources
        self.chosen = chosen
    }

    // The typed questions.

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

    /// A group of settings.
    mutating func section<Section>(_ key: String, _ read: (inout SettingsReader) -> Section) -> Section {
        let outer = current
        var inner = member(key)
        if let value = inner, value.content == .null { inner = nil }
        if let value = inner, !value.isObject {
            problem(at: value, "\(full(key)) must be an object with settings, and is \(value.described).")
            inner = nil
        }
        current = inner
        path.append(key)
        let section = read(&self)
        finishObject()
        path.removeLast()
        current = outer
        return section
    }

    /// A list of groups.
    mutating func list<Element>(_ key: String, _ read: (inout SettingsReader) -> Element?) -> [Element] {
        guard let holder = holder(key, of: "a JSON list") else { return [] }
        defer { textName = nil }
        guard case .array(let values) = holder.content else {
            problem(at: holder, "\(full(key)) must be a list, and is \(holder.described).")
            return []
        }
        settle(String(values.count), json: holder.compact)
        return groups(values.enumerated().map { (["\(key)[\($0)]"], $1) }) { _, reader in read(&reader) }
    }

    /// Groups by name, in the order of the file.
    mutating func named<Element>(
        _ key: String,
        _ read: (_ name: String, inout SettingsReader) -> Element?
    ) -> [Element] {
        guard let holder = holder(key, of: "a JSON object") else { return [] }
        defer { textName = nil }
        guard case .object(let members) = holder.content else {
            problem(at: holder, "\(full(key)) must be an object with a name for each, and is \(holder.described).")
            return []
        }
        let named = members.filter { !$0.key.hasPrefix("//") }
        settle(String(named.count), json: holder.compact)
        return groups(named.map { ([key, $0.key], $0.value) }) { path, reader in read(path[1], &reader) }
    }

    /// The value that holds groups, from wherever it comes.
    private mutating func holder(_ key: String, of what: String) -> JSONValue? {
        switch find(key) {
        case nil: return nil
        case .file(let value): return value
        case .text(let text, let origin):
            do {
                let holder = try JSONParser.parse(text)
                textName = origin
                return holder
            } catch {
                problems.append(
                    "\(origin) must be \(what): at character \(error.position.column), \(error.reason)."
                )
                return nil
            }
        }
    }

    private mutating func groups<Element>(
        _ values: [(path: [String], value: JSONValue)],
        _ read: (_ path: [String], inout SettingsReader) -> Element?
    ) -> [Element] {
        if let last = origins.indices.last { origins[last].isGroup = true }
        let outer = current
        let outerPath = path
        defer {
            current = outer
            path = outerPath
        }
        var elements: [Element] = []
        for (place, value) in values {
            path = outerPath + place
            guard value.isObject else {
                let name = path.joined(separator: ".")
                problem(at: value, "\(prefixed(name)) must be an object, and is \(value.described).")
                continue
            }
            current = value
            if let element = read(place, &self) { elements.append(element) }
            finishObject()
        }
        return elements
    }

    /// Notes what the setting that was asked for last became, in the end.
    ///
    /// - Parameters:
    ///   - json: The value as JSON, where it is no text.
    ///   - source: Where it came from after all, when that is another place.
    mutating func settle(_ value: String, json: String? = nil, from source: SettingOrigin.Source? = nil) {
        guard let last = origins.indices.last else { return }
        origins[last].value = value
        origins[last].json = json ?? JSONValue.quoted(value)
        if let source { origins[last].source = source }
    }

    private mutating func settled<Value>(_ value: Value) -> Value {
        settle("\(value)", json: value is Int || value is Double ? "\(value)" : nil)
        return value
    }

    /// Whether the variable `DEBUG` asks for more to be logged; anything but a yes counts as no.
    func isDebugAsked() -> Bool {
        switch origins.last?.source {
        case .flag, .variable: return false
        default: break
        }
        let asked = chosen ? sources.variables[VariableName.debug]?.lowercased() : nil
        return asked.map { ["true", "1", "yes", "on"].contains($0) } ?? false
    }

    /// Adds a problem about a setting of this section.
    mutating func problem(_ key: String, _ sentence: String) {
        if let value = member(key) {
            problem(at: value, "\(full(key)) \(sentence)")
        } else {
            problems.append("\(dotted(key)) \(sentence)")
        }
    }

    /// Whether somebody said anything about a key in the file.
    func has(_ key: String) -> Bool { member(key).map { $0.content != .null } ?? false }

    /// Adds a hint to the problem that was found last.
    mutating func addToLastProblem(_ hint: String) {
        guard !problems.isEmpty else { return }
        problems[problems.count - 1] += hint
    }

    /// Tells of a key that an older Martlet read here, and where its value belongs now.
    mutating func moved(_ key: String, to place: String) {
        guard let value = member(key) else { return }
        left.insert(dotted(key))
        problem(at: value, "\(full(key)) has moved: it belongs into \(place) now.")
    }

    /// Names what nobody asked for: keys of the file, and flags and variables that mean no setting.
    mutating func finish() {
        finishObject()
        let known = origins.map(\.path)
        for (path, key, position) in unknown {
            let folder = path.split(separator: ".").dropLast().joined(separator: ".")
            let siblings = known.filter { $0.split(separator: ".").dropLast().joined(separator: ".") == folder }
            let names = siblings.map { String($0.split(separator: ".").last ?? "") }
            let nearest =
                NearestName.find(key, among: names)
                ?? known.first { $0.split(separator: ".").last.map(String.init) == key }
            let hint = nearest.map { " Did you mean \($0)?" } ?? ""
            problems.append("\(place(position)): \(prefixed(path)) is no setting.\(hint)")
        }
        guard chosen else { return }
        for override in sources.overrides where !known.contains(override.path) {
            let hint = NearestName.find(override.path, among: known).map { " Did you mean \($0)?" } ?? ""
            problems.append("\(override.flag): \(override.path) is no setting.\(hint)")
        }
        // Other programs may have MARTLET_ variables of their own; only what looks like a slip of the pen is named.
        let variables = known.flatMap(VariableName.all) + [VariableName.environment, VariableName.settingsFile]
        for name in sources.variables.keys.sorted()
        where name.hasPrefix(VariableName.prefix) && !variables.contains(name) {
            guard let near = variables.first(where: { NearestName.distance(Array(name), Array($0)) <= 2 }) else {
                continue
            }
            problems.append("The variable \(name) is no setting. Did you mean \(near)?")
        }
    }

    // How a value is found.

    private var lastCameFromFile: Bool {
        // Within the JSON of a flag or variable nothing comes from the file.
        guard textName == nil else { return false }
        return switch origins.last?.source {
        case .flag, .variable: false
        default: true
        }
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

    private func member(_ key: String) -> JSONValue? {
        guard case .object(let members) = current?.content else { return nil }
        return members.first { $0.key == key }?.value
    }

    private func dotted(_ key: String) -> String { (path + [key]).joined(separator: ".") }

    func full(_ key: String) -> String { prefixed(dotted(key)) }

    private func prefixed(_ path: String) -> String { prefix.isEmpty ? path : "\(prefix).\(path)" }

    private func place(_ position: JSONPosition) -> String {
        "\(textName ?? sources.file?.name ?? "settings"):\(position.line):\(position.column)"
    }

    mutating func problem(at value: JSONValue, _ sentence: String) {
        problems.append("\(place(value.position)): \(sentence)")
    }

    mutating func find(_ key: String) -> Found? {
        let path = dotted(key)
        func note(_ source: SettingOrigin.Source) {
            origins.append(SettingOrigin(path: path, source: source, value: ""))
        }
        if chosen, let override = sources.overrides.last(where: { $0.path == path }) {
            note(.flag(override.flag))
            return .text(override.text, name: override.flag)
        }
        for variable in VariableName.all(of: path) where chosen {
            guard let text = sources.variables[variable], !text.isEmpty else { continue }
            note(.variable(variable))
            return .text(text, name: variable)
        }
        if let value = member(key), value.content != .null {
            note(.file(line: value.position.line))
            return .file(value)
        }
        note(.standard)
        return nil
    }

    private mutating func read<Value>(
        _ key: String,
        expecting: String,
        marks: Bool = true,
        isJSON: Bool = false,
        fromFile: (JSONValue) -> Value?,
        fromText: (String) -> Value?
    ) -> Value? {
        switch find(key) {
        case nil: return nil
        case .file(let value):
            if let text = Self.placeholder(in: value, marks: marks) {
                if chosen {
                    problem(at: value, "\(full(key)) still holds the placeholder \"\(text)\"; put a real value there.")
                }
                return nil
            }
            if let result = fromFile(value) {
                if case .string(let text) = value.content {
                    settle(text)
                } else {
                    settle(value.compact, json: value.compact)
                }
                return result
            }
            problem(at: value, "\(full(key)) must be \(expecting), and is \(value.described).")
            return nil
        case .text(let text, let name):
            if let result = fromText(text) {
                settle(text, json: isJSON ? text : nil)
                return result
            }
            problems.append("\(name) must be \(expecting), and is \"\(text)\".")
            return nil
        }
    }

    /// The first leftover placeholder in a value, however deep.
    static func placeholder(in value: JSONValue, marks: Bool) -> String? {
        switch value.content {
        case .string(let text): LeftoverPlaceholder.isLeft(in: text, marks: marks) ? text : nil
        case .array(let values): values.lazy.compactMap { placeholder(in: $0, marks: marks) }.first
        case .object(let members): members.lazy.compactMap { placeholder(in: $0.value, marks: marks) }.first
        default: nil
        }
    }

    private mutating func finishObject() {
        guard case .object(let members) = current?.content else { return }
        let asked = Set(origins.map(\.path))
        for member in members where !member.key.hasPrefix("//") {
            let path = dotted(member.key)
            // A section is known by what was asked for within it.
            guard !left.contains(path), !asked.contains(path), !asked.contains(where: { $0.hasPrefix(path + ".") })
            else { continue }
            unknown.append((path, member.key, member.position))
        }
    }
}

extension JSONValue {
    /// Whether it has members.
    var isObject: Bool {
        if case .object = content { true } else { false }
    }
}
