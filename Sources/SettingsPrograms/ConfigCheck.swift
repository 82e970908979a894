public import AppSettings
public import CommandSupport
import Foundation
import SWFWire

/// Everything that is wrong with the settings of all environments, at once, without starting anything.
public enum ConfigCheck {
    /// What was found.
    public struct Findings: Hashable, Sendable {
        /// What a program would refuse to start with.
        public var problems: [String] = []
        /// What may be meant so.
        public var warnings: [String] = []
    }

    /// Prints what was found: problems as complaints, warnings beside them.
    public static func tell(_ sources: SettingsSources, json: Bool, _ terminal: Terminal) throws -> ProgramStatus {
        let findings = try of(sources)
        if json {
            let lists = [("problems", findings.problems), ("warnings", findings.warnings)]
            let object = OrderedObject(lists.map { (key: $0.0, value: $0.1) })
            terminal.print(String(decoding: try AWSJSON.encode(object), as: UTF8.self))
        } else {
            for problem in findings.problems { terminal.complain(problem) }
            for warning in findings.warnings { terminal.complain("warning: \(warning)") }
            if findings.problems.isEmpty {
                let file = sources.file?.name ?? "no settings file: the defaults"
                terminal.print(
                    "ok: \(file), environments \(try Settings.load(sources).environments.joined(separator: ", "))"
                )
            }
        }
        return findings.problems.isEmpty ? .ok : .configuration
    }

    /// Reads the settings as each environment would, and looks for each secret and file that they name.
    ///
    /// - Throws: `SettingsError` when the file is no settings file.
    public static func of(_ sources: SettingsSources) throws(SettingsError) -> Findings {
        var findings = Findings()
        var sources = sources
        let first = try SettingsReading.of(sources)
        for environment in first.all.map(\.environment) {
            sources.environment = environment
            let reading = try SettingsReading.of(sources)
            add(reading.problems, to: &findings.problems)
            if reading.problems.isEmpty { add(missing(reading.chosen, sources.variables), to: &findings.problems) }
        }
        findings.warnings = first.warnings
        if let file = first.chosen.file, first.all.contains(where: hasPlainSecret), isReadableByOthers(file, sources) {
            findings.warnings.append(
                "\(file) holds a secret in plain text and can be read by others: chmod 600 it, or put "
                    + "what martlet secret encrypt gives in its place."
            )
        }
        return findings
    }

    /// Secrets and files that the settings name and that are not there, or cannot be used.
    private static func missing(_ settings: Settings, _ variables: [String: String]) -> [String] {
        var problems: [String] = []
        for (key, source) in [
            ("secretAccessKey", settings.service.secretAccessKey), ("sessionToken", settings.service.sessionToken),
        ] {
            guard let source else { continue }
            do {
                _ = try source.secret(
                    of: "service.\(key)",
                    keyFile: settings.secrets.keyFile,
                    variables: variables
                )
            } catch {
                problems += error.problems.map { "\(settings.environment): \($0)" }
            }
        }
        let files = [
            ("service.credentialsFile", settings.service.credentialsFile),
            ("service.certificateAuthorityFile", settings.service.certificateAuthorityFile),
            ("server.credentialsFile", settings.server.credentialsFile),
            ("server.certificateFile", settings.server.certificateFile),
            ("server.privateKeyFile", settings.server.privateKeyFile),
        ]
        for (path, file) in files {
            guard let file, !FileManager.default.isReadableFile(atPath: file) else { continue }
            problems.append("\(settings.environment): \(path) is \(file), which is not there or cannot be read.")
        }
        if let file = settings.secrets.keyFile {
            do { _ = try SecretKey.read(file) } catch {
                problems += error.problems.map { "\(settings.environment): \($0)" }
            }
        }
        return problems
    }

    private static func hasPlainSecret(_ settings: Settings) -> Bool {
        [settings.service.secretAccessKey, settings.service.sessionToken].contains { source in
            if case .plain = source { true } else { false }
        }
    }

    private static func isReadableByOthers(_ name: String, _ sources: SettingsSources) -> Bool {
        var found = stat()
        return stat(name.hasPrefix("/") ? name : "\(sources.home)/\(name)", &found) == 0 && found.st_mode & 0o044 != 0
    }

    /// Adds what is not there yet: each environment is read once for itself and once for each of the others.
    private static func add(_ new: [String], to all: inout [String]) {
        for sentence in new where !all.contains(sentence) { all.append(sentence) }
    }
}
