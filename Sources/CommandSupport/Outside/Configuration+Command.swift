package import Subprocess
import SystemPackage

extension Configuration {
    /// How a command of the machine is started: in a group of its own, so that what it starts can be killed with it.
    ///
    /// - Parameters:
    ///   - command: The program and its arguments. A program with a slash is a file, meant from the folder; another is looked for
    ///     in `PATH`.
    ///   - folder: Where it runs; the folder of this process when nil.
    ///   - variables: What it finds in its environment besides what this process has.
    package init(command: [String], in folder: String?, variables: [String: String] = [:]) {
        var updates: [Environment.Key: String?] = [:]
        for (name, value) in variables {
            if let key = Environment.Key(rawValue: name) { updates[key] = value }
        }
        var platform = PlatformOptions()
        platform.processGroupID = 0
        platform.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
        self.init(
            executable: Self.executable(command.first ?? "", folder),
            arguments: Arguments(Array(command.dropFirst())),
            environment: .inherit.updating(updates),
            workingDirectory: folder.map { FilePath($0) },
            platformOptions: platform
        )
    }

    private static func executable(_ program: String, _ folder: String?) -> Executable {
        guard program.contains("/") else { return .name(program) }
        guard !program.hasPrefix("/"), let folder else { return .path(FilePath(program)) }
        return .path(FilePath("\(folder)/\(program)"))
    }
}
