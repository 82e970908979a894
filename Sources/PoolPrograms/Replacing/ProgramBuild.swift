import CommandSupport
public import Pools

/// Which build of Martlet a program is: its version, and the fingerprint of its file.
public enum ProgramBuild {
    /// The build that this process runs: `0.1.0+1f2e3d4c`. It changes with every change of the program file.
    public static var current: String { name(ProgramFile.runningFingerprint) }

    /// The name of the build with a file's fingerprint.
    public static func name(_ file: ProgramFile.Fingerprint?) -> String {
        "\(Version.current)+\(file?.short ?? "unknown")"
    }
}
