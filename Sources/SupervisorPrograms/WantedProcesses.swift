import AppSettings
import Pools

/// PURE: the processes that an environment should have, by its settings.
enum WantedProcesses {
    /// The server first when the settings name no other, then what registers, then the pools.
    ///
    /// - Parameters:
    ///   - further: Arguments that every process gets.
    ///   - serverBuild: By what the program file of the server is told from another: a server whose file was replaced is
    ///     started anew at the next reload. The processes of pools see to that themselves.
    static func of(_ settings: Settings, further: [String], serverBuild: String) -> [WantedProcess] {
        let environment = ["-e", settings.environment]
        var wanted: [WantedProcess] = []
        if settings.service.endpoint == nil {
            wanted.append(
                WantedProcess(
                    name: .server,
                    program: "server",
                    arguments: environment + further,
                    character: "\(given(["server.", "logs."], settings)) \(serverBuild)"
                )
            )
        }
        wanted.append(
            WantedProcess(name: .register, program: "register", arguments: environment + ["--quiet"] + further)
        )
        for pool in settings.allPools {
            for slot in 0..<pool.count {
                wanted.append(
                    WantedProcess(
                        name: ProcessName(pool: pool.name, slot: slot + 1),
                        program: pool.program.rawValue,
                        arguments: environment + ["--pool", pool.name, "--slot", "\(slot + 1)"] + further,
                        character: character(pool, settings)
                    )
                )
            }
        }
        return wanted
    }

    /// What the processes of a pool go by; how many there are makes no difference to any of them.
    private static func character(_ pool: Settings.Pool, _ settings: Settings) -> String {
        let own = pool.program == .decider ? ["deciders."] : ["workers.", "activities."]
        let shared = given(["domain", "taskList", "service.", "logs."] + own, settings)
        guard let place = settings.pools.firstIndex(where: { $0.name == pool.name }) else { return shared }
        return "\(shared) \(given(["pools[\(place)]."], settings))"
    }

    /// The settings whose paths begin so and that somebody gave, but for the numbers of processes; those that nobody gave are
    /// the same as long as the program is.
    private static func given(_ beginnings: [String], _ settings: Settings) -> String {
        settings.origins.filter { origin in
            origin.source != .standard && !origin.path.hasSuffix(".count")
                && beginnings.contains { origin.path.hasPrefix($0) }
        }.map { "\($0.path)=\($0.value)" }.joined(separator: " ")
    }
}
