/// All that settings are read from, as plain values, so that reading them is a function and a test needs no files.
public struct SettingsSources: Sendable {
    /// The environment asked for by a flag; nil leaves it to `MARTLET_ENV`, and then to `dev`.
    public var environment: String?
    /// Settings given by flags.
    public var overrides: [SettingOverride]
    /// The process's environment variables.
    public var variables: [String: String]
    /// The settings file; nil when there is none, and the defaults hold.
    public var file: File?
    /// The folder that relative paths of the file and of the defaults start from; absolute.
    public var home: String
    /// The folder that relative paths of flags and variables start from; absolute.
    public var currentFolder: String

    /// A settings file that was read.
    public struct File: Hashable, Sendable {
        /// Its name, for messages.
        public var name: String
        /// Its text.
        public var text: String

        /// Creates the value from its parts.
        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    /// Creates the value from its parts.
    public init(
        environment: String? = nil,
        overrides: [SettingOverride] = [],
        variables: [String: String] = [:],
        file: File? = nil,
        home: String = "/",
        currentFolder: String = "/"
    ) {
        self.environment = environment
        self.overrides = overrides
        self.variables = variables
        self.file = file
        self.home = home
        self.currentFolder = currentFolder
    }
}
