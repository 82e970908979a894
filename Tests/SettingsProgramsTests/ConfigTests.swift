import AppSettings
import Foundation
import SettingsPrograms
import Testing

@testable import CommandSupport
@testable import SettingsPrograms

@Suite struct ConfigTests {
    /// A folder with files of given names and texts, gone afterwards.
    static func withFolder<Result>(_ files: [String: String], _ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "config-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)")) }
        return try body(folder)
    }

    static func sources(_ folder: String, _ text: String, variables: [String: String] = [:]) -> SettingsSources {
        SettingsSources(
            variables: variables,
            file: SettingsSources.File(name: "\(folder)/settings.json", text: text),
            home: folder,
            currentFolder: folder
        )
    }

    @Test func `a check names every problem of every environment, once`() throws {
        let text = """
            {"environments": {
                "dev": {"domain": "<domain>", "server": {"prot": 1}, "service": {"credentialsFile": "none.json"}},
                "live": {"domain": "CHANGE_ME", "server": {"port": "x"}}}}
            """
        try Self.withFolder([:]) { folder in
            let problems = try ConfigCheck.of(Self.sources(folder, text)).problems
            #expect(problems.count { $0.contains("placeholder") } == 2)
            #expect(problems.count { $0.contains("server.prot is no setting") } == 1)
            #expect(problems.count { $0.contains("server.port must be a whole number") } == 1)
        }
    }

    @Test func `a check looks for the secrets and files that are named`() throws {
        let text = """
            {"environments": {
                "dev": {"service": {"accessKeyId": "A", "secretAccessKey": {"variable": "NOT_SET"}}},
                "live": {"service": {"credentialsFile": "none.json"}, "secrets": {"keyFile": "key"}}}}
            """
        try Self.withFolder(["key": "no key"]) { folder in
            let problems = try ConfigCheck.of(Self.sources(folder, text)).problems
            #expect(problems.contains("dev: service.secretAccessKey is in the variable NOT_SET, which is not set."))
            #expect(
                problems.contains {
                    $0.hasPrefix("live: service.credentialsFile is \(folder)/none.json, which is not there")
                }
            )
            #expect(problems.contains { $0.contains("can be read by others") })
        }
    }

    @Test func `a check warns of a plain secret that others can read, and of one key for two environments`() throws {
        let service = #"{"service": {"endpoint": "https://x.org", "accessKeyId": "A", "secretAccessKey": "plain"}}"#
        let text = #"{"environments": {"dev": \#(service), "live": \#(service)}}"#
        try Self.withFolder(["settings.json": text]) { folder in
            let findings = try ConfigCheck.of(Self.sources(folder, text))
            #expect(findings.problems == [])
            #expect(findings.warnings.count == 2)
            #expect(findings.warnings.contains { $0.contains("both have service.accessKeyId A") })
            #expect(findings.warnings.contains { $0.contains("plain text and can be read by others") })
            #expect(!findings.warnings.joined().contains("plain\""))
            chmod("\(folder)/settings.json", 0o600)
            #expect(try ConfigCheck.of(Self.sources(folder, text)).warnings.count == 1)
        }
    }

    @Test func `a secret goes in and out with its key, and with no other`() throws {
        try Self.withFolder([:]) { folder in
            for name in ["a", "b"] { _ = try SecretProgram.makeKey("\(folder)/\(name)") }
            let sealed = try SecretProgram.encrypt("31iteP", keyFile: "\(folder)/a")
            #expect(sealed.hasPrefix("enc:v1:"))
            #expect(!sealed.contains("31iteP"))
            #expect(try SecretProgram.encrypt("31iteP", keyFile: "\(folder)/a") != sealed)
            #expect(try SecretProgram.decrypt(sealed + "\n", keyFile: "\(folder)/a") == "31iteP")
            let wrong = #expect(throws: SettingsError.self) {
                try SecretProgram.decrypt(sealed, keyFile: "\(folder)/b")
            }
            #expect(wrong?.description.contains("was encrypted with the key") == true)
            var damaged = Array(sealed)
            damaged[30] = damaged[30] == "A" ? "B" : "A"
            let broken = #expect(throws: SettingsError.self) {
                try SecretProgram.decrypt(String(damaged), keyFile: "\(folder)/a")
            }
            #expect(broken?.description.contains("was changed or cut") == true)
            #expect(throws: Complaint.self) { try SecretProgram.makeKey("\(folder)/a") }
            #expect(throws: Complaint.self) { try SecretProgram.encrypt("", keyFile: "\(folder)/a") }
        }
    }

    @Test func `rotating changes the secrets of the old key and nothing else`() throws {
        try Self.withFolder([:]) { folder in
            for name in ["a", "b", "c"] { _ = try SecretProgram.makeKey("\(folder)/\(name)") }
            let mine = try SecretProgram.encrypt("mine", keyFile: "\(folder)/a")
            let other = try SecretProgram.encrypt("other", keyFile: "\(folder)/c")
            let text = "{\n  \"x\": \"\(mine)\", \"y\":\"\(other)\",\n  \"z\": \"\(mine)\" }\n"
            let file = "\(folder)/settings.json"
            try Data(text.utf8).write(to: URL(filePath: file))
            let told = try SecretProgram.rotate(file, from: "\(folder)/a", to: "\(folder)/b")
            #expect(told.hasPrefix("2 secrets of \(file)"))
            #expect(told.contains("1 encrypted with other keys"))
            let new = try String(contentsOfFile: file, encoding: .utf8)
            let texts = new.split(separator: "\"").filter { $0.hasPrefix("enc:") }.map(String.init)
            #expect(texts.count == 3)
            #expect(try SecretProgram.decrypt(texts[0], keyFile: "\(folder)/b") == "mine")
            #expect(texts[1] == other)
            #expect(new.replacing(texts[0], with: mine).replacing(texts[2], with: mine) == text)
        }
    }
}
