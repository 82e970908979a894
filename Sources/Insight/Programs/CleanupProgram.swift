import AppSettings
public import CommandSupport
import SWFModel
import ServiceSupport

/// Removes work folders of activities whose run is over.
public struct CleanupProgram: Sendable {
    private let isTrial: Bool
    private let folders: @Sendable (_ outputFolder: String) -> [WorkFolderSweep.Folder]
    private let name: @Sendable (_ runId: String) -> String
    private let remove: @Sendable (_ outputFolder: String, _ name: String) throws -> Void

    /// Prepares to remove.
    ///
    /// - Parameters:
    ///   - isTrial: Whether what would be removed is only told.
    ///   - folders: The work folders below an output folder.
    ///   - name: The name of a run's folder.
    ///   - remove: Removes a folder.
    public init(
        isTrial: Bool,
        folders: @escaping @Sendable (_ outputFolder: String) -> [WorkFolderSweep.Folder],
        name: @escaping @Sendable (_ runId: String) -> String,
        remove: @escaping @Sendable (_ outputFolder: String, _ name: String) throws -> Void
    ) {
        self.isTrial = isTrial
        self.folders = folders
        self.name = name
        self.remove = remove
    }

    /// Removes, and tells.
    public func run(_ program: Program) async throws -> ProgramStatus {
        let output = program.settings.activities.outputFolder
        // First the folders, then the open runs: see the sweep.
        let found = folders(output)
        guard !found.isEmpty else {
            program.terminal.print("There is no work folder in \(output).")
            return .ok
        }
        let open = try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            try await ServiceSight(service: service, domain: program.settings.domain).open(limit: .max)
        }
        let names = Set(open.map { name($0.execution.runId) })
        let removable = WorkFolderSweep.removable(found, openRuns: names, now: MachineClock.now)
        var failures = 0
        for folder in removable {
            if isTrial {
                program.terminal.print("would remove \(output)/.work/\(folder)")
                continue
            }
            do {
                try remove(output, folder)
                program.terminal.print("removed \(output)/.work/\(folder)")
            } catch {
                failures += 1
                program.terminal.complain(
                    "martlet: \(output)/.work/\(folder) cannot be removed: \(Complaint.sentence(error))"
                )
            }
        }
        let kept = found.count - removable.count
        program.terminal.print(
            "\(kept) kept: their run is open, or they changed in the last \(DurationWords.text(WorkFolderSweep.youngest))"
        )
        return failures == 0 ? .ok : .unexpected
    }
}
