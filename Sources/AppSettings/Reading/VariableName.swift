/// The rule by which every setting can come from the environment.
///
/// `MARTLET_`, then the path of the setting in capitals, an underscore for each point and before each inner capital letter:
/// `server.port` is `MARTLET_SERVER_PORT`, `activities.outputFolder` is `MARTLET_ACTIVITIES_OUTPUT_FOLDER`.
public enum VariableName {
    /// What every variable of ours begins with.
    public static let prefix = "MARTLET_"
    /// Chooses the environment when no `-e` does: `dev`, `live`, or another that the settings file has.
    public static let environment = "MARTLET_ENV"
    /// Names the settings file when no `--settings` does.
    public static let settingsFile = "MARTLET_SETTINGS"

    /// Set to true, in any letters, it asks for more to be logged: `logs.level` is then `debug`, unless something nearer says
    /// otherwise.
    public static let debug = "DEBUG"
    /// Names the file of the key for encrypted secrets, as `MARTLET_SECRETS_KEY_FILE` does.
    public static let keyFile = "MARTLET_KEY_FILE"

    /// The variables of a setting, given its path; the first that is set counts.
    static func all(of path: String) -> [String] {
        path == "secrets.keyFile" ? [of(path), keyFile] : [of(path)]
    }

    /// The variable of a setting, given its path.
    public static func of(_ path: String) -> String {
        var name = prefix
        for character in path {
            if character == "." {
                name.append("_")
            } else if character.isUppercase {
                name.append("_")
                name.append(character)
            } else {
                name.append(contentsOf: character.uppercased())
            }
        }
        return name
    }
}
