import AppSettings
import CommandSupport
import Foundation
import Pools

/// Says that the settings file was changed after this process read it: they hold from the next start only.
struct SettingsWatch: Sendable {
    let file: ProgramFile
    let program: Program

    /// A watch over the file that a program's settings came from; nil when there is none.
    init?(_ program: Program) {
        guard let name = program.settings.file else { return nil }
        let folder = FileManager.default.currentDirectoryPath
        file = ProgramFile(path: name.hasPrefix("/") ? name : "\(folder)/\(name)")
        self.program = program
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
            SettingsNews.tell(program)
        }
    }
}
