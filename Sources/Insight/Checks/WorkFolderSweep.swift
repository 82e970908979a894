public import SWFModel

/// Which work folders of activities nobody needs any more.
public enum WorkFolderSweep {
    /// A folder.
    public struct Folder: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// When something in it was last added or removed.
        public var changed: Timestamp

        /// Creates the value from its parts.
        public init(name: String, changed: Timestamp) {
            self.name = name
            self.changed = changed
        }
    }

    /// A folder that changed so recently stays, whatever the service says: its run may have closed this moment, and an
    /// activity of it may still be at work.
    public static let youngest = Duration.seconds(600)

    /// The names of those that can go: their run is not open.
    ///
    /// The folders must have been listed before the open runs: then a run that was started in between has none among them.
    public static func removable(_ folders: [Folder], openRuns: Set<String>, now: Timestamp) -> [String] {
        folders.filter { !openRuns.contains($0.name) && now - $0.changed > youngest }.map(\.name)
    }
}
