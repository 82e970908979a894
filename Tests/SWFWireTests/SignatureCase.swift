import Foundation
import SWFModel
import Testing

/// One published signature case: a request as it came, and the four texts that must come of it.
struct SignatureCase: CustomTestStringConvertible {
    var name: String
    var method: String
    var path: String
    var query: String
    var headers: [(name: String, value: String)]
    var body: String
    /// The canonical request, the string to sign, the authorization, and the signed request.
    var canonical: String
    var stringToSign: String
    var authorization: String
    var signed: String

    var testDescription: String { name }

    /// Reads every folder that holds a `.req` file, however deep.
    static func all() throws -> [SignatureCase] {
        let root = SharedFixtures.folder.appending(path: "sigv4")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        let requests = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "req" }
        return try requests.sorted { $0.path < $1.path }.map(SignatureCase.init)
    }

    private init(_ file: URL) throws {
        func text(_ suffix: String) throws -> String {
            let url = file.deletingPathExtension().appendingPathExtension(suffix)
            return try String(contentsOf: url, encoding: .utf8).replacing("\r\n", with: "\n")
        }
        name = file.deletingPathExtension().lastPathComponent
        canonical = try text("creq")
        stringToSign = try text("sts")
        authorization = try text("authz")
        signed = try text("sreq")

        let request = try text("req")
        let parts = request.split(separator: "\n\n", maxSplits: 1).map(String.init)
        body = parts.count > 1 ? parts[1] : ""
        var lines = parts[0].split(separator: "\n").map(String.init)
        let words = lines.removeFirst().split(separator: " ")
        method = String(words[0])
        // A path may hold a space, so it is all between the method and the version.
        let target = words.dropFirst().dropLast().joined(separator: " ").split(separator: "?", maxSplits: 1)
        path = String(target[0])
        query = target.count > 1 ? String(target[1]) : ""
        headers = []
        for line in lines {
            if line.hasPrefix(" "), let last = headers.indices.last {
                headers[last].value += "\n" + line
            } else {
                let field = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                headers.append((String(field[0]), String(field[1])))
            }
        }
    }
}
