@testable import AppSettings

/// Settings from a text, as a program would read them.
func load(
    _ text: String?,
    environment: String? = nil,
    overrides: [String] = [],
    variables: [String: String] = [:]
) throws(SettingsError) -> Settings {
    try Settings.load(
        SettingsSources(
            environment: environment,
            overrides: overrides.compactMap(SettingOverride.init(assignment:)),
            variables: variables,
            file: text.map { SettingsSources.File(name: "settings.json", text: $0) },
            home: "/home",
            currentFolder: "/here"
        )
    )
}

/// The problems of settings that must not load.
func problems(
    _ text: String?,
    environment: String? = nil,
    overrides: [String] = [],
    variables: [String: String] = [:]
) -> [String] {
    do {
        _ = try load(text, environment: environment, overrides: overrides, variables: variables)
        return []
    } catch {
        return error.problems
    }
}

/// A settings file with one environment `dev`.
func dev(_ members: String) -> String {
    #"{"environments": {"dev": {"# + members + "}}}"
}
