/// What stands in the example of the settings and not in a settings file, and the other way round.
///
/// Both are compared as they are written, without what they mean: a new version may bring settings that nobody has
/// thought about, and the defaults of which hold.
public struct SettingsDifference: Hashable, Sendable {
    /// A setting, or a whole section.
    public var path: String
    /// Which way round.
    public var kind: Kind
    /// How many settings it stands for: more than one for a section.
    public var count: Int
    /// The line on which it stands.
    public var line: Int

    /// Which way round two files differ.
    public enum Kind: String, Hashable, Sendable {
        /// The example has it, and the settings do not: the default holds.
        case missing
        /// The settings have it, and neither the example nor this version does.
        case unknown
    }

    /// Compares one environment. It is held against the one of its name in the example, or the example's first.
    ///
    /// - Parameter known: Settings that this version has though no example shows them, as they have no default.
    /// - Throws: ``SettingsError`` when a file cannot be read as settings.
    public static func all(
        _ settings: SettingsSources.File,
        example: SettingsSources.File,
        environment: String,
        known: Set<String>
    ) throws(SettingsError) -> [SettingsDifference] {
        let own = try SettingsFile.read(settings).environments
        let shown = try SettingsFile.read(example).environments
        let left = own.first { $0.key == environment }?.value
        let right = (shown.first { $0.key == environment } ?? shown.first)?.value
        return missing(right, in: left, []) + unknown(left, in: right, [], known)
    }

    private static func missing(_ shown: JSONValue?, in own: JSONValue?, _ path: [String]) -> [SettingsDifference] {
        members(shown).flatMap { member -> [SettingsDifference] in
            let place = path + [member.key]
            guard let match = members(own).first(where: { $0.key == member.key }) else {
                let count = leaves(member.value)
                return [SettingsDifference(place, .missing, count, member.position)]
            }
            guard member.value.isObject, match.value.isObject else { return [] }
            return missing(member.value, in: match.value, place)
        }
    }

    private static func unknown(
        _ own: JSONValue?,
        in shown: JSONValue?,
        _ path: [String],
        _ known: Set<String>
    ) -> [SettingsDifference] {
        members(own).flatMap { member -> [SettingsDifference] in
            let place = path + [member.key]
            guard let match = members(shown).first(where: { $0.key == member.key }) else {
                if known.contains(place.joined(separator: ".")) { return [] }
                if member.value.isObject { return unknown(member.value, in: nil, place, known) }
                return [SettingsDifference(place, .unknown, 1, member.position)]
            }
            // An object that is empty in the example holds names of the user's.
            guard member.value.isObject, match.value.isObject, !members(match.value).isEmpty else { return [] }
            return unknown(member.value, in: match.value, place, known)
        }
    }

    private static func members(_ value: JSONValue?) -> [JSONValue.Member] {
        guard case .object(let members) = value?.content else { return [] }
        return members.filter { !$0.key.hasPrefix("//") }
    }

    private static func leaves(_ value: JSONValue) -> Int {
        value.isObject ? max(1, members(value).reduce(0) { $0 + leaves($1.value) }) : 1
    }

    private init(_ path: [String], _ kind: Kind, _ count: Int, _ position: JSONPosition) {
        self.path = path.joined(separator: ".")
        self.kind = kind
        self.count = count
        line = position.line
    }
}
