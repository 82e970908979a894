/// Where the processes of an environment keep what they say of themselves: `var/run/ENVIRONMENT` below the home of the
/// settings; `MARTLET_VAR` moves `var`.
public struct RunFolder: Hashable, Sendable {
    /// The folder, absolute.
    public var path: String
    /// The folder of what they write to their output, absolute: `var/log/ENVIRONMENT`.
    public var logs: String

    /// The folder of an environment.
    ///
    /// - Parameters:
    ///   - home: The folder of the settings file.
    ///   - variables: The process's environment variables: `MARTLET_VAR` is looked at.
    public init(environment: String, home: String, variables: [String: String]) {
        let named = variables["MARTLET_VAR"].flatMap { $0.isEmpty ? nil : $0 }
        let folder = named ?? "\(home)/var"
        path = "\(folder)/run/\(environment)"
        logs = "\(folder)/log/\(environment)"
    }

    /// The file of a process's ``ProcessReport``.
    public func report(pool: String, slot: Int) -> String { "\(path)/\(pool)-\(slot).json" }

    /// The file of the ``SupervisorReport``.
    public var supervisor: String { "\(path)/supervisor.json" }

    /// The file whose lock the supervisor holds; it stays when nobody does.
    public var lock: String { "\(path)/supervisor.lock" }

    /// The file that says how many seconds a stop may take; it is there only while somebody stops the environment.
    public var grace: String { "\(path)/supervisor.grace" }

    /// The file of what a process writes to its output and its messages.
    public func log(_ name: ProcessName) -> String { "\(logs)/\(name).log" }
}
