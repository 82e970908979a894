import AppSettings
public import CommandSupport
import Logging

/// What a change of the settings file means for a process that runs: it goes on with what it read until it is started anew.
public enum SettingsNews {
    /// Reads the settings again and says in the log what is other than when the program read them; nothing when nothing is.
    ///
    /// For whoever sees that the file has changed, or is sent HUP. Values are not logged, only the names of the settings.
    public static func tell(_ program: Program) {
        guard let sources = program.sources else { return }
        let now: Result<Settings, SettingsError>
        do {
            now = .success(try Settings.load(try sources()))
        } catch {
            let problems = (error as? SettingsError)?.problems ?? [Complaint.sentence(error)]
            now = .failure(SettingsError(problems: problems))
        }
        tell(SettingsChange.between(program.settings, now), program.logger)
    }

    static func tell(_ change: SettingsChange, _ logger: Logger) {
        switch change {
        case .none: break
        case .changed(let paths):
            logger.warning(
                "restart needed: the settings have changed, and this process goes on with what it read at its start",
                metadata: ["changed": "\(paths.joined(separator: " "))"]
            )
        case .broken(let problems):
            logger.error(
                "the settings have changed and are wrong now: a process that is started with them ends at once",
                metadata: ["problems": "\(problems.joined(separator: " "))"]
            )
        }
    }
}
