/// The version that every program prints for `--version`.
public enum Version {
    /// The version of this source: `0.1rc0` while `0.1` is being made, `0.1` when it is released. `scripts/release.sh` makes
    /// releases, and refuses another form.
    public static let current = "0.1rc0"
}
