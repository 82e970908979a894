/// The settings that are in force, as a settings file.
public enum SettingsExport {
    /// The file: one environment with every setting that has a value, wherever that came from.
    ///
    /// - Parameter redact: Whether secrets are left out, and whatever else is called like one. Without it, where they are (a
    ///   file, a variable, an encrypted text) stays; in plain text they are never written.
    public static func json(_ settings: Settings, redact: Bool) -> String {
        let groups = settings.origins.filter(\.isGroup).map(\.path)
        var root = Node()
        for origin in settings.origins {
            let isWithin = groups.contains { origin.path.hasPrefix($0 + ".") || origin.path.hasPrefix($0 + "[") }
            guard !isWithin, origin.json != "null", let value = try? JSONParser.parse(origin.json) else { continue }
            root.add(origin.path.split(separator: ".").map(String.init)[...], value)
        }
        let environment = root.value(redact: redact)
        let position = environment.position
        func object(_ key: String, _ value: JSONValue) -> JSONValue {
            JSONValue(
                position: position,
                content: .object([JSONValue.Member(key: key, position: position, value: value)])
            )
        }
        return object("environments", object(settings.environment, environment)).lines(depth: 0)
    }

    /// Members by name, in the order in which they came.
    private struct Node {
        private enum Child {
            case value(JSONValue)
            case node(Node)
        }

        private var members: [(key: String, child: Child)] = []

        mutating func add(_ path: ArraySlice<String>, _ value: JSONValue) {
            guard let key = path.first else { return }
            guard path.count > 1 else {
                members.append((key, .value(value)))
                return
            }
            if let index = members.firstIndex(where: { $0.key == key }), case .node(var node) = members[index].child {
                node.add(path.dropFirst(), value)
                members[index].child = .node(node)
            } else {
                var node = Node()
                node.add(path.dropFirst(), value)
                members.append((key, .node(node)))
            }
        }

        func value(redact: Bool) -> JSONValue {
            let position = JSONPosition(line: 1, column: 1)
            let all = members.map { key, child in
                let value =
                    switch child {
                    case .node(let node): node.value(redact: redact)
                    case .value(let value): redact ? value.redacted(key) : value
                    }
                return JSONValue.Member(key: key, position: position, value: value)
            }
            return JSONValue(position: position, content: .object(all))
        }
    }
}

extension JSONValue {
    /// The value without what is called like a secret.
    fileprivate func redacted(_ name: String) -> JSONValue {
        var copy = self
        switch content {
        case .object(let members):
            copy.content = .object(
                members.map { Member(key: $0.key, position: $0.position, value: $0.value.redacted($0.key)) }
            )
        case .array(let values): copy.content = .array(values.map { $0.redacted(name) })
        default: break
        }
        // Where a secret is tells nothing of it; the value of a secret does, encrypted or not.
        if SecretName.isSecret(name) {
            switch copy.content {
            case .string, .number: copy.content = .string(Secret.mask)
            default: break
            }
        }
        return copy
    }

    /// The value over several lines, lists and small objects on one.
    fileprivate func lines(depth: Int) -> String {
        guard case .object(let members) = content, !members.isEmpty else { return compact }
        if depth > 2, compact.count < 80 { return compact }
        let inner = String(repeating: "    ", count: depth + 1)
        let parts = members.map { "\(inner)\(Self.quoted($0.key)): \($0.value.lines(depth: depth + 1))" }
        return "{\n" + parts.joined(separator: ",\n") + "\n" + String(repeating: "    ", count: depth) + "}"
    }
}
