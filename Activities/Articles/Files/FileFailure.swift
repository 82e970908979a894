import Foundation

/// An operation on a file that the system refused. It may succeed another time (a full disk, a folder that is being
/// unmounted), so it is no permanent failure.
struct FileFailure: Error, Equatable, CustomStringConvertible {
    /// What was tried, as the rest of "Could not …".
    var attempt: String
    /// The system's error number.
    var code: Int32

    /// - Parameters:
    ///   - attempt: what was tried, for example `write manifest.json`.
    ///   - code: the error number; by default the one just set.
    init(_ attempt: String, code: Int32 = errno) {
        self.attempt = attempt
        self.code = code
    }

    var description: String {
        "Could not \(attempt): \(String(cString: strerror(code)))."
    }
}
