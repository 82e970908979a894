/// Reads settings one after another and collects every problem instead of stopping at the first.
///
/// Here is how a value is found and what is noted of it; what may be asked is in the extensions.
///
/// A section asks for its keys by name; what was never asked for is unknown. Each value comes from, in this order: a flag,
/// the environment, the file, the default.
struct SettingsReader {
    /// What is wrong, one sentence each.
    var problems: [String] = []
    /// What was read, and from where.
    var origins: [SettingOrigin] = []

    let sources: SettingsSources
    /// Whether flags, variables and placeholders count: they do for the chosen environment, not for its neighbours.
    let chosen: Bool
    private let prefix: String
    var path: [String] = []
    var current: JSONValue?
    /// The flag or variable whose JSON text is being read; nil while it is the file.
    var textName: String?
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

    mutating func settled<Value>(_ value: Value) -> Value {
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

    var lastCameFromFile: Bool {
        // Within the JSON of a flag or variable nothing comes from the file.
        guard textName == nil else { return false }
        return switch origins.last?.source {
        case .flag, .variable: false
        default: true
        }
    }

    func member(_ key: String) -> JSONValue? {
        guard case .object(let members) = current?.content else { return nil }
        return members.first { $0.key == key }?.value
    }

    private func dotted(_ key: String) -> String { (path + [key]).joined(separator: ".") }

    func full(_ key: String) -> String { prefixed(dotted(key)) }

    func prefixed(_ path: String) -> String { prefix.isEmpty ? path : "\(prefix).\(path)" }

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

    mutating func read<Value>(
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
        let within: [JSONValue]
        switch value.content {
        case .string(let text): return LeftoverPlaceholder.isLeft(in: text, marks: marks) ? text : nil
        case .array(let values): within = values
        case .object(let members): within = members.map(\.value)
        default: return nil
        }
        for value in within {
            if let text = placeholder(in: value, marks: marks) { return text }
        }
        return nil
    }

    mutating func finishObject() {
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
