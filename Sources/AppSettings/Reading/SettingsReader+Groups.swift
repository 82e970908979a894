/// Settings that belong together: sections, lists of groups, and groups by name.
extension SettingsReader {
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
}
