import Foundation
import Logging
import Pools

/// Says that the settings file was changed after this process read it: they hold from the next start only.
struct SettingsWatch: Sendable {
    let file: ProgramFile
    let logger: Logger

    /// A watch over the file that settings came from; nil when there is none.
    init?(_ name: String?, logger: Logger) {
        guard let name else { return nil }
        let folder = FileManager.default.currentDirectoryPath
        file = ProgramFile(path: name.hasPrefix("/") ? name : "\(folder)/\(name)")
        self.logger = logger
    }

    /// Looks until it is canceled.
    func run() async {
        var last = file.fingerprint
        while !Task.isCancelled {
            // Between two looks; nobody waits for the line.
            try? await Task.sleep(for: .seconds(2))
            // An editor may take the file away for a moment.
            guard let now = file.fingerprint, now != last else { continue }
            last = now
            logger.warning(
                "the settings were changed; restart needed: this process goes on with what it read at its start",
                metadata: ["file": "\(file.path)"]
            )
        }
    }
}
