import Foundation
public import Schedules

/// The file with the schedules: `{"schedules": [{"id": "nightly", "workflow": "Ping", "cron": "0 2 * * *"}]}`.
///
/// It is read as settings are: every problem is told at once, with its line and column and what was probably meant. A
/// schedule belongs to the environments that its `environments` lists, and to all without that key.
public struct ScheduleFile: Sendable {
    /// The name of the file, for messages.
    public var name: String
    /// The text of the file.
    public var text: String

    /// How many schedules an environment may have: what is remembered of them must fit into one marker of the service.
    static let limit = 100

    /// Creates the value from its parts.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// Reads the file that the settings name; nil when the default file is meant and there is none.
    ///
    /// - Throws: ``SettingsError`` when a file that somebody named is missing, or one cannot be read.
    public static func find(_ settings: Settings) throws(SettingsError) -> ScheduleFile? {
        let path = settings.cron.file
        let isNamed = settings.origins.contains { $0.path == "cron.file" && $0.source != .standard }
        guard FileManager.default.fileExists(atPath: path) else {
            guard isNamed else { return nil }
            throw SettingsError(problems: ["There is no file of schedules \(path), which cron.file names."])
        }
        do {
            let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
            let inside = path.hasPrefix(settings.home + "/") ? String(path.dropFirst(settings.home.count + 1)) : path
            return ScheduleFile(name: inside, text: text)
        } catch {
            throw SettingsError(problems: [
                "The file of schedules \(path) cannot be read: \(error.localizedDescription)"
            ])
        }
    }

    /// The schedules of an environment, in the order of the file; those of all environments are checked.
    ///
    /// - Parameters:
    ///   - environment: The environment.
    ///   - known: All environments of the settings.
    /// - Throws: ``SettingsError`` with every problem as a sentence.
    public func schedules(of environment: String, among known: [String]) throws(SettingsError) -> [Schedule] {
        let root: JSONValue
        do {
            root = try JSONParser.parse(text)
        } catch {
            throw SettingsError(problems: [
                "\(name):\(error.position.line):\(error.position.column): this is no JSON: \(error.reason)."
            ])
        }
        guard root.isObject else {
            throw SettingsError(problems: [
                "\(name):\(root.position.line):\(root.position.column): the schedules must be an object like "
                    + "{\"schedules\": []}, not \(root.described)."
            ])
        }
        let sources = SettingsSources(file: SettingsSources.File(name: name, text: text))
        var reader = SettingsReader(root, prefix: "", sources: sources, chosen: false)
        let entries = reader.list("schedules") { ScheduleEntry(&$0, known) }
        reader.finish()
        var problems = reader.problems
        for environment in known {
            let ids = entries.filter { $0.belongs(to: environment) }.map(\.schedule.id)
            for id in Set(ids.filter { id in ids.count { $0 == id } > 1 }).sorted() {
                let sentence = "\(name): two schedules have the id \"\(id)\"; give each its own."
                if !problems.contains(sentence) { problems.append(sentence) }
            }
            if ids.count > Self.limit {
                problems.append("\(name): \(environment) has \(ids.count) schedules, and may have \(Self.limit).")
            }
        }
        guard problems.isEmpty else { throw SettingsError(problems: problems) }
        return entries.filter { $0.belongs(to: environment) }.map(\.schedule)
    }
}
