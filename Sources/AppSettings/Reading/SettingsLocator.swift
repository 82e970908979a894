import Foundation

/// Finds the settings file and the folder that relative paths start from.
///
/// In order: the file that `--settings` names; the one that `MARTLET_SETTINGS` names; `settings.json` in the current folder;
/// `settings.json` in a folder above the program. When there is none, the first folder above the program that holds
/// `settings.example.json` is the home, else the current folder. So a crontab need not change folder first.
public struct SettingsLocator {
    /// Whether there is a file, and its text; an error when it cannot be read.
    var read: (_ path: String) throws -> String?
    /// The current folder, absolute.
    var currentFolder: String
    /// The folder of the program file, absolute; nil when it cannot be known.
    var programFolder: String?

    /// Looks at the real file system, from where this process stands.
    public static func process() -> SettingsLocator {
        let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return SettingsLocator(
            read: { path in
                guard FileManager.default.fileExists(atPath: path) else { return nil }
                return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
            },
            currentFolder: FileManager.default.currentDirectoryPath,
            programFolder: (program ?? Bundle.main.executablePath).map(FilePaths.folder(of:))
        )
    }

    /// Gathers what settings are read from.
    ///
    /// - Throws: ``SettingsError`` when a named file is missing or cannot be read.
    public func sources(
        environment: String?,
        file: String?,
        overrides: [SettingOverride],
        variables: [String: String]
    ) throws(SettingsError) -> SettingsSources {
        var sources = SettingsSources(
            environment: environment,
            overrides: overrides,
            variables: variables,
            home: currentFolder,
            currentFolder: currentFolder
        )
        let named = file ?? variables[VariableName.settingsFile].flatMap { $0.isEmpty ? nil : $0 }
        if let named {
            let path = FilePaths.absolute(named, from: currentFolder)
            guard let text = try text(of: path, name: named) else {
                let origin = file == nil ? VariableName.settingsFile : "--settings"
                throw SettingsError(problems: ["There is no settings file \(named), which \(origin) names."])
            }
            sources.file = SettingsSources.File(name: named, text: text)
            sources.home = FilePaths.folder(of: path)
            return sources
        }
        let above = programFolder.map(FilePaths.foldersAbove) ?? []
        for folder in [currentFolder] + above {
            let path = FilePaths.absolute("settings.json", from: folder)
            let name = folder == currentFolder ? "settings.json" : path
            if let text = try text(of: path, name: name) {
                sources.file = SettingsSources.File(name: name, text: text)
                sources.home = folder
                return sources
            }
            if folder != currentFolder, try text(of: folder + "/settings.example.json", name: folder) != nil {
                sources.home = folder
                return sources
            }
        }
        return sources
    }

    private func text(of path: String, name: String) throws(SettingsError) -> String? {
        do {
            return try read(path)
        } catch {
            throw SettingsError(problems: ["The settings file \(name) cannot be read: \(error.localizedDescription)"])
        }
    }
}
