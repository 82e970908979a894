import Foundation
import Testing

@testable import AppSettings

@Suite struct SecretTests {
    private static let settings = #""service": {"accessKeyId": "AKID", "secretAccessKey": "31iteP"}"#

    @Test func `a secret shows itself nowhere`() throws {
        let settings = try load(dev(Self.settings))
        #expect(settings.service.secretAccessKey == .plain(Secret("31iteP")))
        var dumped = ""
        dump(settings, to: &dumped)
        let shown = "\(settings) \(settings.origins) \(dumped) \(String(reflecting: settings))"
        #expect(!shown.contains("31iteP"))
        #expect(shown.contains(Secret.mask))
        #expect(!SettingsExport.json(settings, redact: false).contains("31iteP"))
        #expect(!SettingsExport.json(settings, redact: true).contains("31iteP"))
    }

    @Test(arguments: [
        #""service": {"accessKeyId": "AKID", "secretAccessKey": ["31iteP"]}"#,
        #""service": {"accessKeyId": "AKID", "secretAccessKey": {"file": "a", "value": "31iteP"}}"#,
        #""service": {"accessKeyId": "AKID", "secretAccessKey": {"password": "31iteP"}}"#,
        #""service": {"accessKeyId": "AKID", "secretAccessKey": "enc:v1:31iteP"}"#,
        #""service": {"secretAccessKey": "31iteP"}"#,
        #""service": {"accessKeyId": "AKID", "credentialsFile": "x", "secretAccessKey": "31iteP"}"#,
    ])
    func `what is wrong about a secret is said without it`(text: String) {
        let problems = problems(dev(text))
        #expect(!problems.isEmpty)
        #expect(!problems.joined().contains("31iteP"))
    }

    @Test func `a secret is a file, a variable, an encrypted text, or plain`() throws {
        func source(_ json: String) throws -> SecretSource? {
            try load(dev(#""service": {"accessKeyId": "A", "secretAccessKey": \#(json)}"#)).service.secretAccessKey
        }
        #expect(try source(#"{"file": "secrets/key"}"#) == .file("/home/secrets/key"))
        #expect(try source(#"{"variable": "SECRET"}"#) == .variable("SECRET"))
        #expect(try source(#""text""#) == .plain(Secret("text")))
        let sealed = try SealedSecret(Secret("x"), with: SecretKey())
        #expect(try source("\"\(sealed.text)\"") == .sealed(sealed))
        let flag = try load(
            dev(#""service": {"accessKeyId": "A"}"#),
            overrides: [#"service.secretAccessKey={"file": "key"}"#]
        )
        #expect(flag.service.secretAccessKey == .file("/here/key"))
    }

    @Test func `a secret is looked up where it is`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "secret-\(UUID().uuidString)").path
        try Data("from the file\n".utf8).write(to: URL(filePath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        func text(_ source: SecretSource) throws(SettingsError) -> String {
            try source.secret(of: "service.x", keyFile: nil, variables: ["SET": "from the variable"]).reveal()
        }
        #expect(try text(.file(file)) == "from the file")
        #expect(try text(.variable("SET")) == "from the variable")
        for source in [SecretSource.file(file + ".none"), .variable("UNSET")] {
            let error = #expect(throws: SettingsError.self) { try text(source) }
            #expect(error?.description.hasPrefix("service.x is in the ") == true)
        }
        let sealed = try SealedSecret(Secret("x"), with: SecretKey())
        let error = #expect(throws: SettingsError.self) { try text(.sealed(sealed)) }
        #expect(error?.description.contains("MARTLET_KEY_FILE") == true)
    }

    @Test func `the key is named by a setting or by either variable`() throws {
        #expect(try load(dev(#""secrets": {"keyFile": "a"}"#)).secrets.keyFile == "/home/a")
        #expect(
            try load(dev(#""secrets": {"keyFile": "a"}"#), variables: ["MARTLET_KEY_FILE": "b"]).secrets.keyFile
                == "/here/b"
        )
        let both = ["MARTLET_KEY_FILE": "b", "MARTLET_SECRETS_KEY_FILE": "c"]
        #expect(try load(dev(""), variables: both).secrets.keyFile == "/here/c")
    }

    @Test(arguments: [
        ("password", true), ("dbPassword", true), ("DB_PASSWORD", true), ("secretAccessKey", true), ("taskToken", true),
        ("api-key", true), ("apiKeys", true), ("tokens", true), ("passwordFile", false),
        ("secretAccessKeyVariable", false),
        ("accessKeyId", false), ("media_uuid", false), ("tokenize", false), ("monkey", false), ("workflowId", false),
    ])
    func `a name tells a secret`(name: String, isSecret: Bool) {
        #expect(SecretName.isSecret(name) == isSecret)
    }
}
