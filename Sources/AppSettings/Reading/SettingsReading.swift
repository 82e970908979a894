/// All environments of the settings as they were read, with everything that is wrong with them.
public struct SettingsReading: Sendable {
    /// The environments, in the order of the file.
    public var all: [Settings]
    /// The one that was asked for.
    public var chosen: Settings
    /// What is wrong, one sentence each: then the values may be others than those that were meant.
    public var problems: [String]

    /// What environments share that may be meant so, one sentence each.
    public var warnings: [String] { SharedBelongings.warnings(of: all) }

    /// Reads the settings of the chosen environment and checks those of all.
    ///
    /// - Throws: ``SettingsError`` when the file is none, or there is no such environment.
    public static func of(_ sources: SettingsSources) throws(SettingsError) -> SettingsReading {
        let named = sources.environment ?? sources.variables[VariableName.environment].flatMap { $0.isEmpty ? nil : $0 }
        let environment = named ?? "dev"
        var file = SettingsFile()
        if let text = sources.file { file = try SettingsFile.read(text) }
        guard let index = file.environments.firstIndex(where: { $0.key == environment }) else {
            let known = file.environments.map(\.key).joined(separator: ", ")
            let place = sources.file.map { "\($0.name) has" } ?? "without a settings file there are"
            throw SettingsError(
                problems: file.problems + ["There is no environment \"\(environment)\"; \(place) \(known)."]
            )
        }
        var problems = file.problems
        let names = file.environments.map(\.key).sorted()
        let all = file.environments.enumerated().map { position, entry in
            var reader = SettingsReader(
                entry.value,
                prefix: "environments.\(entry.key)",
                sources: sources,
                chosen: position == index
            )
            let settings = Settings(environment: entry.key, &reader, sources: sources, environments: names)
            problems += reader.problems
            return settings
        }
        if sources.file != nil { problems += SharedBelongings.problems(of: all) }
        return SettingsReading(all: all, chosen: all[index], problems: problems)
    }
}
