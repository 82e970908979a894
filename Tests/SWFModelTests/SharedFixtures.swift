import Foundation

/// The folder of recorded data beside the package: signature cases, histories, the model.
enum SharedFixtures {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared")

    /// Whether a subfolder or file is there; says which tests are left out when it is not.
    static func has(_ path: String, for tests: String) -> Bool {
        if FileManager.default.fileExists(atPath: folder.appending(path: path).path) { return true }
        print("Left out: \(tests), because shared/\(path) is not beside the package.")
        return false
    }
}
