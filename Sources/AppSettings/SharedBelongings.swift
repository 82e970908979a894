/// Finds what two environments share by accident: environments are there to be kept apart.
enum SharedBelongings {
    /// One sentence for each thing that two environments of a file both claim.
    static func problems(of all: [Settings]) -> [String] {
        var problems: [String] = []
        for (index, second) in all.enumerated() {
            for first in all[..<index] { problems += between(first, second) }
        }
        return problems
    }

    private static func between(_ first: Settings, _ second: Settings) -> [String] {
        func sentence(_ key: String, _ value: String) -> String {
            "environments.\(second.environment).\(key) is \(value), and so is that of \(first.environment); "
                + "give each environment its own."
        }
        var problems: [String] = []
        if first.endpoint == second.endpoint, first.domain == second.domain {
            problems.append(sentence("domain", "\"\(first.domain)\" at \(first.endpoint)"))
        }
        if first.service.endpoint == nil, second.service.endpoint == nil {
            if first.endpoint == second.endpoint, first.server.port != 0 {
                problems.append(sentence("server.port", String(first.server.port)))
            }
            if case .sqlite(let path) = first.server.store, first.server.store == second.server.store {
                problems.append(sentence("server.store", "sqlite:\(path)"))
            }
        }
        if first.activities.outputFolder == second.activities.outputFolder {
            problems.append(sentence("activities.outputFolder", first.activities.outputFolder))
        }
        return problems
    }
}
