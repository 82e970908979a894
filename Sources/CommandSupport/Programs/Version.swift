/// The version that every program prints for `--version`.
public enum Version {
    /// The version of this source.
    public static let current = "0.1.0"
}
