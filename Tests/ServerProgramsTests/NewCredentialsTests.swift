import CommandSupport
import Foundation
import SWFServer
import Testing

@testable import ServerPrograms

@Suite struct NewCredentialsTests {
    private struct Key: Decodable {
        var accessKeyId: String
        var secretAccessKey: String
    }

    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "martlet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.appending(path: "credentials.json").path)
    }

    private func key(_ printed: String) throws -> Key {
        try JSONDecoder().decode(Key.self, from: Data(printed.utf8))
    }

    @Test func `a key is added to a file that only its owner may read`() throws {
        try inFolder { file in
            let first = try key(try NewCredentials.add(to: file, domains: ["Publish*"], roles: ["start", "read"]))
            let second = try key(try NewCredentials.add(to: file, domains: ["*"], roles: ["administer"]))
            #expect(first.accessKeyId.count == 20 && first.secretAccessKey.count == 40)
            #expect(first.accessKeyId != second.accessKeyId && first.secretAccessKey != second.secretAccessKey)
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(CredentialsFile.check(file) == nil)
            let text = try String(contentsOfFile: file, encoding: .utf8)
            for key in [first, second] {
                #expect(text.contains(key.accessKeyId) && text.contains(key.secretAccessKey))
            }
            #expect(!FileManager.default.fileExists(atPath: "\(file).new"))
        }
    }

    @Test func `a key may be of another account than the server's`() throws {
        try inFolder { file in
            _ = try NewCredentials.add(to: file, domains: ["*"], roles: ["read"], account: "111122223333")
            #expect(try String(contentsOfFile: file, encoding: .utf8).contains(#""account" : "111122223333""#))
            _ = try NewCredentials.add(to: file, domains: ["*"], roles: ["read"])
            #expect(try String(contentsOfFile: file, encoding: .utf8).matches(of: /"account"/).count == 1)
        }
    }

    @Test func `a key is given out in a new file that only its owner may read, or nothing is done`() throws {
        try inFolder { file in
            let output = file.replacing("credentials.json", with: "starter.json")
            let told = try NewCredentials.add(to: file, domains: ["*"], roles: ["read"], output: output)
            let key = try key(try String(contentsOfFile: output, encoding: .utf8))
            #expect(told == "The key \(key.accessKeyId) is in \(output).")
            #expect(try String(contentsOfFile: file, encoding: .utf8).contains(key.secretAccessKey))
            let mode = try FileManager.default.attributesOfItem(atPath: output)[.posixPermissions] as? Int
            #expect(mode == 0o600)

            // A key that is there already is not lost, and no key is added that nobody has.
            let before = try String(contentsOfFile: file, encoding: .utf8)
            let again = #expect(throws: Complaint.self) {
                try NewCredentials.add(to: file, domains: ["*"], roles: ["read"], output: output)
            }
            #expect(again == Complaint(.system, "The file \(output) cannot be written: File exists."))
            #expect(try String(contentsOfFile: file, encoding: .utf8) == before)
            let nowhere = "\(file).d/credentials.json"
            let other = #expect(throws: Complaint.self) {
                try NewCredentials.add(to: nowhere, domains: ["*"], roles: ["read"], output: "\(output).2")
            }
            #expect(other?.description == "The file \(nowhere) cannot be written: No such file or directory.")
            #expect(!FileManager.default.fileExists(atPath: "\(output).2"))
        }
    }

    @Test func `comments and other keys stay`() throws {
        try inFolder { file in
            let text = """
                {"//": ["who may call"], "keys": [{"// who": "a friend", "accessKeyId": "FRIEND", "domains": ["a"], \
                "roles": ["read"], "secretAccessKey": "sixteen-letters!"}]}
                """
            #expect(FileManager.default.createFile(atPath: file, contents: Data(text.utf8)))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            _ = try NewCredentials.add(to: file, domains: ["b"], roles: ["work"])
            let new = try String(contentsOfFile: file, encoding: .utf8)
            for part in ["who may call", "a friend", "FRIEND", "sixteen-letters!"] { #expect(new.contains(part)) }
            #expect(CredentialsFile.check(file) == nil)
        }
    }

    @Test func `wishes that are none, and files that cannot be used, leave everything as it was`() throws {
        try inFolder { file in
            let role = #expect(throws: Complaint.self) {
                try NewCredentials.add(to: file, domains: ["*"], roles: ["root"])
            }
            #expect(role?.status == .usage)
            #expect(
                role?.description == "\"root\" is no role; a role is one of read, start, decide, work, administer."
            )
            let both = #expect(throws: Complaint.self) {
                try NewCredentials.add(to: file, domains: ["a*b", "c"], roles: ["read"], account: "acme")
            }
            #expect(
                both?.description == "\"a*b\" is no pattern of domains: a name, a beginning followed by *, or *. "
                    + "\"acme\" is no account, which has 12 digits."
            )
            #expect(!FileManager.default.fileExists(atPath: file))
            #expect(FileManager.default.createFile(atPath: file, contents: Data("{".utf8)))
            for mode in [0o600, 0o644] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
                #expect(throws: Complaint.self) { try NewCredentials.add(to: file, domains: ["*"], roles: ["read"]) }
            }
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "{")
        }
    }
}
