public import AppSettings
import SWFWire

/// Every setting, its value, and where the value came from.
public enum SettingsReport {
    /// The table for people.
    public static func lines(_ settings: Settings) -> [String] {
        var table = Table(["SETTING", "VALUE", "FROM"])
        for origin in settings.origins where !origin.path.contains("[") {
            table.add([origin.path, origin.value, from(origin.source, settings.file)])
        }
        return table.lines()
    }

    /// One JSON object: each setting by its path, with its value and where that came from.
    public static func json(_ settings: Settings) throws -> String {
        let report = settings.origins.filter { !$0.path.contains("[") }.map { origin in
            let facts = [("value", origin.value), ("from", from(origin.source, settings.file))]
            return (key: origin.path, value: OrderedObject(facts.map { (key: $0.0, value: $0.1) }))
        }
        return String(decoding: try AWSJSON.encode(OrderedObject(report)), as: UTF8.self)
    }

    /// The value of one setting; empty when it has none.
    ///
    /// - Throws: ``Complaint`` (usage) when there is no such setting.
    public static func value(_ path: String, _ settings: Settings) throws(Complaint) -> String {
        guard let origin = settings.origins.first(where: { $0.path == path }) else {
            throw Complaint(.usage, "There is no setting \(path); martlet settings lists them all.")
        }
        return origin.value
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
