public import CommandSupport
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
    ///   - output: A file for the key, as a client's credentials file has it, which must not be there yet and is made readable
    ///     to its owner only.
    /// - Returns: What to tell: the key as JSON, or where it is.
    /// - Throws: ``Complaint``, when a pattern, role or account is none (usage), or a file cannot be read, used or written. Then
    ///   neither file is changed or made.
    public static func add(
        to file: String,
        domains: [String],
        roles: [String],
        account: String? = nil,
        output: String? = nil
    ) throws(Complaint) -> String {
        var generator = SystemRandomNumberGenerator()
        return try add(to: file, domains: domains, roles: roles, account: account, output: output, random: &generator)
    }

    static func add(
        to file: String,
        domains: [String],
        roles: [String],
        account: String?,
        output: String?,
        random: inout some RandomNumberGenerator
    ) throws(Complaint) -> String {
        if let problem = CredentialsFile.check(domains: domains, roles: roles, account: account) {
            throw Complaint(.usage, problem)
        }
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
        let printed = "{\"accessKeyId\": \"\(id)\", \"secretAccessKey\": \"\(secret)\"}"
        guard let output else {
            try replace(file, with: new + Data("\n".utf8))
            return printed
        }
        try write(Data("\(printed)\n".utf8), toNew: output)
        do {
            try replace(file, with: new + Data("\n".utf8))
        } catch {
            // A key that no server takes is of no use.
            try? FileManager.default.removeItem(atPath: output)
            throw error
        }
        return "The key \(id) is in \(output)."
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
        try write(contents, toNew: new, as: file)
        guard rename(new, file) == 0 else { throw failure(file) }
    }

    /// Makes a file. It never exists with wider rights, not even empty.
    ///
    /// - Parameter name: What it is called in complaints, when that is another file.
    private static func write(_ contents: Data, toNew file: String, as name: String? = nil) throws(Complaint) {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(name ?? file) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: contents)
            try handle.synchronize()
            try handle.close()
        } catch {
            throw Complaint(.system, "The file \(name ?? file) cannot be written.")
        }
    }

    /// Why the system has just refused a file.
    private static func failure(_ file: String) -> Complaint {
        Complaint(.system, "The file \(file) cannot be written: \(String(cString: strerror(errno))).")
    }
}
