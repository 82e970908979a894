/// The steps of putting a publication in its place. Tests stop at each of them, as a process does that is killed there.
enum PublicationStep: String, CaseIterable, Sendable {
    /// The folder of the article is there and locked; leftovers of dead attempts are gone.
    case begun
    /// The passing folder has been made.
    case folderMade
    /// One file has been copied into it (once a file).
    case fileCopied
    /// All files and folders are on the disk.
    case synced
    /// The passing folder has its final name, or has changed places with the older publication.
    case placed
    /// The older publication, under the passing name, has been removed.
    case removed
}
