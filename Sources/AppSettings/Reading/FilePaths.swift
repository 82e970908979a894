/// Paths as text: settings are resolved without asking the file system.
enum FilePaths {
    /// The path as it stands when absolute, else below the folder; `.` and `..` are resolved by name.
    static func absolute(_ path: String, from folder: String) -> String {
        var parts: [Substring] = []
        for part in ((path.hasPrefix("/") ? "" : folder + "/") + path).split(separator: "/") {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// The folder that a file stands in.
    static func folder(of path: String) -> String {
        absolute("..", from: path)
    }

    /// A folder and all above it, the nearest first, the root left out.
    static func foldersAbove(_ folder: String) -> [String] {
        var folders: [String] = []
        var current = absolute(".", from: folder)
        while current != "/" {
            folders.append(current)
            current = Self.folder(of: current)
        }
        return folders
    }
}
