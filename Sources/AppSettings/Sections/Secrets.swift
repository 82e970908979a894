extension Settings {
    /// The key for secrets that stand encrypted in the settings (`enc:v1:…`).
    public struct Secrets: Hashable, Sendable {
        /// The file of the key, which `martlet secret key FILE` makes; absolute. Also by the variable `MARTLET_KEY_FILE`.
        /// Absent by default: then there can be no encrypted secrets.
        public var keyFile: String?
    }
}

extension Settings.Secrets {
    init(_ reader: inout SettingsReader) {
        keyFile = reader.optionalPath("keyFile")
    }
}
