/// Where the processes of an environment keep what they say of themselves: `var/run/ENVIRONMENT` below the home of the
/// settings; `MARTLET_VAR` moves `var`.
public struct RunFolder: Hashable, Sendable {
    /// The folder, absolute.
    public var path: String

    /// The folder of an environment.
    ///
    /// - Parameters:
    ///   - home: The folder of the settings file.
    ///   - variables: The process's environment variables: `MARTLET_VAR` is looked at.
    public init(environment: String, home: String, variables: [String: String]) {
        let named = variables["MARTLET_VAR"].flatMap { $0.isEmpty ? nil : $0 }
        path = "\(named ?? "\(home)/var")/run/\(environment)"
    }

    /// The file of a process's ``ProcessReport``.
    public func report(pool: String, slot: Int) -> String { "\(path)/\(pool)-\(slot).json" }
}
