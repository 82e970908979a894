public import AppSettings
public import Logging

/// Makes the logger of a program from its settings.
public enum ProgramLogger {
    /// A logger for a program.
    ///
    /// - Parameters:
    ///   - label: The module or program that the lines come from.
    ///   - identity: Who logs; it stands in each JSON line beside the environment.
    public static func make(
        _ label: String,
        settings: Settings,
        identity: String,
        terminal: Terminal
    ) -> Logger {
        let asJSON =
            switch settings.logs.format {
            case .auto: !terminal.isErrorTerminal
            case .json: true
            case .text: false
            }
        let level = Logger.Level(rawValue: settings.logs.level.rawValue) ?? .info
        return Logger(label: label) { label in
            LineLogHandler(
                logLevel: level,
                label: label,
                asJSON: asJSON,
                always: ["environment": "\(settings.environment)", "identity": "\(identity)"],
                write: { terminal.complain($0) }
            )
        }
    }
}
