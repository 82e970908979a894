import Foundation
import SWFServer

/// A new key in the credentials file of a server.
public enum NewCredentials {
    /// Makes a key and adds it to a file, which is made when it is missing and replaced in one step, readable to its owner
    /// only.
    ///
    /// - Parameters:
    ///   - file: The file; a relative path starts from the current folder.
    ///   - domains: Patterns of domains, as the file has them.
    ///   - roles: Names of roles.
    ///   - account: Whose key it is, 12 digits; nil is the account of the server.
    /// - Returns: The key as JSON, as a client's credentials file has it.
    /// - Throws: ``Complaint``, when a pattern or role is none, or the file cannot be read, used or written.
    public static func add(
        to file: String,
        domains: [String],
        roles: [String],
        account: String? = nil
    ) throws(Complaint) -> String {
        var generator = SystemRandomNumberGenerator()
        return try add(to: file, domains: domains, roles: roles, account: account, random: &generator)
    }

    static func add(
        to file: String,
        domains: [String],
        roles: [String],
        account: String?,
        random: inout some RandomNumberGenerator
    ) throws(Complaint) -> String {
        let id = "MK" + text(18, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", &random)
        let secret = text(
            40,
            of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
            &random
        )
        var tree: [String: Any] = ["keys": [Any]()]
        if FileManager.default.fileExists(atPath: file) {
            try check(file, CredentialsFile.check(file))
            if let read = try? Data(contentsOf: URL(filePath: file)),
                let found = try? JSONSerialization.jsonObject(with: read) as? [String: Any]
            {
                tree = found
            }
        }
        var keys = tree["keys"] as? [Any] ?? []
        var key: [String: Any] = ["accessKeyId": id, "secretAccessKey": secret, "domains": domains, "roles": roles]
        key["account"] = account
        keys.append(key)
        tree["keys"] = keys
        guard let new = try? JSONSerialization.data(withJSONObject: tree, options: formatting) else {
            throw Complaint(.unexpected, "The credentials file \(file) cannot be written as JSON.")
        }
        // Whatever is wrong with the wishes is said before the file is touched.
        try check(file, CredentialsFile.check(contents: Array(new), of: file))
        try replace(file, with: new + Data("\n".utf8))
        return "{\"accessKeyId\": \"\(id)\", \"secretAccessKey\": \"\(secret)\"}"
    }

    private static let formatting: JSONSerialization.WritingOptions = [
        .prettyPrinted, .sortedKeys, .withoutEscapingSlashes,
    ]

    private static func check(_ file: String, _ problem: String?) throws(Complaint) {
        if let problem { throw Complaint(.configuration, problem) }
    }

    private static func text(_ length: Int, of alphabet: String, _ random: inout some RandomNumberGenerator) -> String {
        let letters = Array(alphabet)
        return String((0..<length).map { _ in letters[Int.random(in: letters.indices, using: &random)] })
    }

    private static func replace(_ file: String, with contents: Data) throws(Complaint) {
        let new = "\(file).new"
        try? FileManager.default.removeItem(atPath: new)
        // It never exists with wider rights, not even empty.
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        let failure = Complaint(.system, "The credentials file \(file) cannot be written.")
        guard descriptor >= 0 else { throw failure }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: contents)
            try handle.synchronize()
            try handle.close()
        } catch {
            throw failure
        }
        guard rename(new, file) == 0 else { throw failure }
    }
}
