package import Subprocess
package import SystemPackage

/// How a command of the machine is started: what it runs, where, and with which variables.
package struct CommandLaunch: Sendable {
    private let command: [String]
    private let folder: String?
    private let variables: [String: String]

    /// Names the command.
    ///
    /// - Parameters:
    ///   - command: The program and its arguments. A program with a slash is a file, meant from the folder; another is looked for
    ///     in `PATH`.
    ///   - folder: Where it runs; the folder of this process when nil.
    ///   - variables: What it finds in its environment besides what this process has.
    package init(_ command: [String], in folder: String?, variables: [String: String]) {
        self.command = command
        self.folder = folder
        self.variables = variables
    }

    /// The program; one without a name when there is no word at all.
    package var executable: Executable {
        let program = command.first ?? ""
        guard program.contains("/") else { return .name(program) }
        guard !program.hasPrefix("/"), let folder else { return .path(FilePath(program)) }
        return .path(FilePath("\(folder)/\(program)"))
    }

    /// What follows the program.
    package var arguments: Arguments { Arguments(Array(command.dropFirst())) }

    /// The variables of this process, and its own.
    package var environment: Environment {
        var updates: [Environment.Key: String?] = [:]
        for (name, value) in variables {
            if let key = Environment.Key(rawValue: name) { updates[key] = value }
        }
        return .inherit.updating(updates)
    }

    /// Where it runs.
    package var workingDirectory: FilePath? { folder.map { FilePath($0) } }

    /// A group of its own, so that what it starts can be killed with it.
    package var platform: PlatformOptions {
        var platform = PlatformOptions()
        platform.processGroupID = 0
        platform.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
        return platform
    }
}
