import Foundation
import SWFServer
import Testing

@testable import CommandSupport

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
            let complaint = #expect(throws: Complaint.self) {
                try NewCredentials.add(to: file, domains: ["*"], roles: ["read"], account: "acme")
            }
            #expect(complaint?.description.contains("must be a text of 12 digits") == true)
            _ = try NewCredentials.add(to: file, domains: ["*"], roles: ["read"])
            #expect(try String(contentsOfFile: file, encoding: .utf8).matches(of: /"account"/).count == 1)
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
            #expect(role?.status == .configuration)
            #expect(role?.description.contains("one of read, start, decide, work, administer") == true)
            #expect(throws: Complaint.self) { try NewCredentials.add(to: file, domains: ["a*b"], roles: ["read"]) }
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
