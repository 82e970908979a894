public import AppSettings
public import CommandSupport
import Foundation
import SWFWire

/// What a settings file and the example do not have in common.
public enum ConfigDifference {
    /// Prints it; the status is 1 when there is anything.
    ///
    /// - Parameters:
    ///   - sources: What the settings are read from.
    ///   - example: The example; nil is `settings.example.json` beside the settings.
    public static func tell(
        _ sources: SettingsSources,
        example: String?,
        json: Bool,
        _ terminal: Terminal
    ) throws -> ProgramStatus {
        let settings = try Settings.load(sources)
        guard let file = sources.file else {
            throw Complaint(.usage, "There is no settings file to compare: every default holds.")
        }
        let path = example ?? "\(sources.home)/settings.example.json"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Complaint(.usage, "The example \(path) is not there or cannot be read; name another with --example.")
        }
        let shown = SettingsSources.File(name: path, text: String(decoding: data, as: UTF8.self))
        let differences = try SettingsDifference.all(
            file,
            example: shown,
            environment: settings.environment,
            known: Set(settings.origins.map(\.path))
        )
        for difference in differences {
            let isMissing = difference.kind == .missing
            let place = "\(isMissing ? shown.name : file.name):\(difference.line)"
            if json {
                let facts = [("path", difference.path), ("kind", difference.kind.rawValue), ("place", place)]
                let object = OrderedObject(facts.map { (key: $0.0, value: $0.1) })
                terminal.print(String(decoding: try AWSJSON.encode(object), as: UTF8.self))
                continue
            }
            let what = difference.count == 1 ? "" : ", a section with \(difference.count) settings,"
            terminal.print(
                isMissing
                    ? "missing: \(difference.path)\(what) is in the example (\(place)) and not in \(file.name): the default holds"
                    : "unknown: \(difference.path) is in \(place) and not in the example"
            )
        }
        return differences.isEmpty ? .ok : .unexpected
    }
}
