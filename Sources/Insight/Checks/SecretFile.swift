/// A file that holds a secret, by its mode.
public struct SecretFile: Hashable, Sendable {
    /// The setting that names it.
    public var setting: String
    /// Its path.
    public var path: String
    /// Its permission bits; nil when it cannot be looked at.
    public var mode: Int?

    /// Creates the value from its parts.
    public init(setting: String, path: String, mode: Int?) {
        self.setting = setting
        self.path = path
        self.mode = mode
    }

    /// What a doctor says.
    public var finding: Finding {
        guard let mode else {
            return Finding(
                .problem,
                "secrets",
                "\(setting): \(path) is not there, or this user may not look at it",
                advice: "Correct the setting, or make the file readable to its owner only."
            )
        }
        guard mode & 0o077 == 0 else {
            let octal = String(mode & 0o777, radix: 8)
            return Finding(
                .problem,
                "secrets",
                "\(setting): others than its owner may use \(path), whose mode is \(octal)",
                advice: "chmod 600 \(path)"
            )
        }
        return Finding(.ok, "secrets", "\(setting): only its owner may use \(path)")
    }
}
