import AppSettings
import CommandSupport
import Foundation
import Pools

/// What a supervisor of an environment works with: its folders, its programs, and the variables of its children.
struct SupervisorSetup: Sendable {
    /// Where reports and logs are.
    let folder: RunFolder
    /// The program file of the supervisor; the others are beside it.
    let file: ProgramFile
    /// The variables of the children.
    let variables: [String: String]

    /// The setup of an environment, as this process sees it.
    init(_ settings: Settings) {
        let own = ProcessInfo.processInfo.environment
        folder = RunFolder(environment: settings.environment, home: settings.home, variables: own)
        file = ProgramFile.running(as: CommandLine.arguments.first ?? "supervisor")
        var variables = own
        // What they say of themselves is not for our service manager.
        for name in ServiceNotice.variables { variables[name] = nil }
        // A program in a folder of releases, or a var elsewhere, must find the same file.
        if let name = settings.file {
            variables[VariableName.settingsFile] = "\(settings.home)/\(URL(filePath: name).lastPathComponent)"
        }
        self.variables = variables
    }

    /// The file of a program.
    func program(_ name: String) -> String { URL(filePath: file.path).deletingLastPathComponent().path + "/\(name)" }

    /// Makes the folders.
    ///
    /// - Throws: ``Complaint`` (system) when they cannot be made.
    func makeFolders() throws(Complaint) {
        for path in [folder.path, folder.logs] {
            do {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            } catch {
                throw Complaint(.system, "The folder \(path) cannot be made: \(error.localizedDescription)")
            }
        }
    }

    /// What the last supervisor of the environment wrote, be it there or gone.
    var report: SupervisorReport? { ReportFile.readSupervisor(folder.supervisor) }

    /// What the supervisor that is there wrote; nil when there is none.
    var running: SupervisorReport? { report.flatMap { $0.isThere ? $0 : nil } }
}
