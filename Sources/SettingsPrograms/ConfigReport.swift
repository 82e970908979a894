public import AppSettings
public import CommandSupport
import SWFWire

/// Settings, their values, and where the values came from.
public enum ConfigReport {
    /// The table for people.
    public static func lines(_ origins: [SettingOrigin], of settings: Settings) -> [String] {
        var table = Table(["SETTING", "VALUE", "FROM"])
        for origin in origins { table.add([origin.path, origin.value, from(origin.source, settings.file)]) }
        return table.lines()
    }

    /// One JSON object: each setting by its path, with its value and where that came from.
    public static func json(_ origins: [SettingOrigin], of settings: Settings) throws -> String {
        let report = origins.map { origin in
            let facts = [("value", origin.value), ("from", from(origin.source, settings.file))]
            return (key: origin.path, value: OrderedObject(facts.map { (key: $0.0, value: $0.1) }))
        }
        return String(decoding: try AWSJSON.encode(OrderedObject(report)), as: UTF8.self)
    }

    /// The settings of a path: one, those of a section, or all when it is nil. What stands within lists is shown only when
    /// its list is asked for.
    ///
    /// - Throws: ``Complaint`` (usage) when there is no such setting.
    public static func origins(_ path: String?, _ settings: Settings) throws(Complaint) -> [SettingOrigin] {
        guard let path else { return settings.origins.filter { !$0.path.contains("[") } }
        let found = settings.origins.filter { origin in
            origin.path == path || origin.path.hasPrefix(path + ".") || origin.path.hasPrefix(path + "[")
        }
        if found.isEmpty {
            throw Complaint(.usage, "There is no setting \(path); martlet config explain lists them all.")
        }
        return found
    }

    /// The value of one setting; empty when it has none.
    ///
    /// - Throws: ``Complaint`` (usage) when there is no such setting.
    public static func value(_ path: String, _ settings: Settings) throws(Complaint) -> String {
        let found = try origins(path, settings)
        guard let origin = found.first(where: { $0.path == path }) else {
            throw Complaint(.usage, "\(path) is a section; martlet config explain \(path) lists what is in it.")
        }
        return origin.value
    }

    /// The settings in force as a settings file; ``AppSettings/SettingsExport`` says what of secrets is in it.
    public static func export(_ settings: Settings, redact: Bool) -> String {
        SettingsExport.json(settings, redact: redact)
    }

    private static func from(_ source: SettingOrigin.Source, _ file: String?) -> String {
        switch source {
        case .flag(let flag): flag
        case .variable(let name): name
        case .file(let line): "\(file ?? "settings"):\(line)"
        case .standard: "default"
        }
    }
}
