import Foundation

/// Folders outside of the tests, found from this file.
enum Places {
    /// The package's own folder.
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// Real articles, which lie beside the repository and are no part of it; nil where they are missing.
    static let sharedArticles: String? = {
        let path = package + "/../shared/articles"
        guard FileManager.default.fileExists(atPath: path) else {
            print("Left out: the real articles, since there is no folder ../shared/articles beside the package.")
            return nil
        }
        return path
    }()

    /// The sample articles.
    static let examples = package + "/Examples/articles"
}
