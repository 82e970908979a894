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
        if let file = first.logs.file, file == second.logs.file {
            problems.append(sentence("logs.file", file))
        }
        return problems
    }

    /// One sentence for each thing that two environments share, and which may be meant so.
    static func warnings(of all: [Settings]) -> [String] {
        all.indices.flatMap { index in all[..<index].flatMap { shared(by: $0, all[index]) } }
    }

    private static func shared(by first: Settings, _ second: Settings) -> [String] {
        func sentence(_ key: String, _ value: String) -> String {
            "environments \(first.environment) and \(second.environment) both have \(key) \(value): "
                + "whoever may use the one may use the other."
        }
        let ours = first.service
        let theirs = second.service
        var warnings: [String] = []
        if let file = ours.credentialsFile, file == theirs.credentialsFile {
            warnings.append(sentence("service.credentialsFile", file))
        } else if let id = ours.accessKeyId, id == theirs.accessKeyId {
            warnings.append(sentence("service.accessKeyId", id))
        } else if hasSecretAlone(ours), hasSecretAlone(theirs),
            ours.secretAccessKeyVariable == theirs.secretAccessKeyVariable
        {
            warnings.append(sentence("service.secretAccessKeyVariable", ours.secretAccessKeyVariable))
        }
        if let file = first.server.credentialsFile, file == second.server.credentialsFile {
            warnings.append(sentence("server.credentialsFile", file))
        }
        if let file = first.secrets.keyFile, file == second.secrets.keyFile {
            warnings.append(sentence("secrets.keyFile", file))
        }
        return warnings
    }

    /// Whether a service that is named has nothing of its own but the variable that its secret stands in.
    private static func hasSecretAlone(_ service: Settings.Service) -> Bool {
        service.endpoint != nil && service.accessKeyId == nil && service.credentialsFile == nil
    }
}
