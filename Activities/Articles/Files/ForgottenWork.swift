import Foundation
public import Martlet

/// The work folders of an environment, for whoever removes those of runs that are over.
///
/// A run that ends as it should removes its own; one that is terminated or times out cannot.
public enum ForgottenWork {
    /// A work folder.
    public struct Folder: Hashable, Sendable {
        /// Its name: what ``name(forRun:)`` makes of its run.
        public var name: String
        /// When something in it was last added or removed.
        public var changed: Timestamp
    }

    /// The work folders that there are, by name.
    ///
    /// - Parameter outputFolder: The output folder of the activities.
    public static func folders(in outputFolder: String) -> [Folder] {
        let root = "\(outputFolder)/.work"
        return ((try? DurableFiles.names(in: root)) ?? []).compactMap { name in
            let path = "\(root)/\(name)"
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            guard let changed = attributes?[.modificationDate] as? Date, DurableFiles.kind(of: path) == .folder else {
                return nil
            }
            return Folder(name: name, changed: Timestamp(seconds: changed.timeIntervalSince1970))
        }
    }

    /// The name of a run's work folder.
    public static func name(forRun runId: String) -> String { WorkFolder.name(forRun: runId) }

    /// Removes the work folder of a name, with all that is in it.
    ///
    /// - Throws: What the system says when it cannot.
    public static func remove(_ name: String, in outputFolder: String) throws {
        try DurableFiles.remove("\(outputFolder)/.work/\(name)")
    }
}
