public import AppSettings
import Foundation
public import Logging

/// Makes the logger of a program that does not run by ``Program``.
public enum ProgramLogger {
    /// A logger for a program; its logs are installed as those of the process (``ProgramLogs/install()``).
    ///
    /// - Parameters:
    ///   - label: The module or program that the lines come from: `martlet.supervisor`.
    ///   - identity: Who logs; it stands in each JSON line beside the environment.
    public static func make(
        _ label: String,
        settings: Settings,
        identity: String,
        terminal: Terminal
    ) -> Logger {
        let role = label.split(separator: ".").last.map(String.init) ?? label
        let source = LogSource(role: role, identity: identity, host: ProcessInfo.processInfo.hostName)
        let logs = ProgramLogs(settings, source: source, terminal: terminal)
        logs.install()
        return logs.logger(label)
    }
}
