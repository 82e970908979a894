import SWFWire
import Testing

@testable import SWFServer

@Suite struct CredentialsFileTests {
    private static func read(_ text: String) throws -> [String: AccessKey] {
        try CredentialsFile.keys(Array(text.utf8))
    }

    private static func key(_ change: (inout [String: String]) -> Void = { _ in }) -> String {
        var members = [
            "accessKeyId": #""AKID""#, "secretAccessKey": #""sixteen-letters!""#, "domains": #"["a", "b*"]"#,
            "roles": #"["read", "work"]"#,
        ]
        change(&members)
        let pairs = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
        return "{\"keys\":[{\(pairs.joined(separator: ","))}]}"
    }

    private static func problem(_ text: String) -> String? {
        do {
            _ = try read(text)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `a key has an id, a secret, domains and roles`() throws {
        let keys = try Self.read(Self.key())
        let key = try #require(keys["AKID"])
        #expect(keys.count == 1)
        #expect(key.id == "AKID")
        #expect(key.roles == [.read, .work])
        #expect(key.domains == [.exactly("a"), .beginning("b")])
        #expect(key.permits(anyOf: [.read], in: "a") && key.permits(anyOf: [.start, .work], in: "bc"))
        #expect(!key.permits(anyOf: [.start], in: "a") && !key.permits(anyOf: [.read], in: "c"))
        #expect(!key.permits(anyOf: [.read], in: nil), "not every domain")
    }

    @Test func `a key is of the account that it names, or of the server's`() throws {
        #expect(try Self.read(Self.key())["AKID"]?.account == nil)
        #expect(try Self.read(Self.key { $0["account"] = #""111122223333""# })["AKID"]?.account == "111122223333")
    }

    @Test(arguments: [
        #""""#, #""11112222333""#, #""1111222233334""#, #""11112222333x""#, #""１１１１２２２２３３３３""#, "111122223333",
    ])
    func `an account has twelve digits, as a text`(account: String) {
        #expect(Self.problem(Self.key { $0["account"] = account }) == "keys[0].account must be a text of 12 digits.")
    }

    @Test func `comments are passed over, and no keys are no keys`() throws {
        #expect(try Self.read(#"{"//":"who may call","keys":[]}"#).isEmpty)
        #expect(try Self.read(Self.key { $0["// note"] = "[1, {}]" }).count == 1)
    }

    @Test func `a key for nothing is for nothing`() throws {
        let key = try #require(try Self.read(Self.key { $0["domains"] = "[]" })["AKID"])
        #expect(!key.permits(anyOf: [.read], in: "a") && !key.permits(anyOf: [.read], in: nil))
        let idle = try #require(try Self.read(Self.key { $0["roles"] = "[]" })["AKID"])
        #expect(!idle.permits(anyOf: Set(AccessRole.allCases), in: "a"))
    }

    @Test(arguments: [
        ("", "It is not JSON."), ("[]", "It must be an object with the member keys."),
        ("{}", "keys must be a list."), (#"{"keys":{}}"#, "keys must be a list."),
        (#"{"keys":[],"kyes":[]}"#, "kyes is no member of a credentials file."),
        (#"{"keys":[1]}"#, "keys[0] must be an object."),
        (key { $0["role"] = "[]" }, "keys[0].role is no member of a credentials file."),
        (key { $0["roles"] = nil }, "keys[0].roles must be a list."),
        (key { $0["domains"] = #""a""# }, "keys[0].domains must be a list."),
        (
            key { $0["roles"] = #"["read", "root"]"# },
            "keys[0].roles[1] must be one of read, start, decide, work, administer."
        ),
        (key { $0["domains"] = #"["a*b"]"# }, "keys[0].domains[0] must be a name, a beginning followed by *, or *."),
        (key { $0["domains"] = "[5]" }, "keys[0].domains[0] must be a name, a beginning followed by *, or *."),
        (
            key { $0["accessKeyId"] = #""a/b""# },
            "keys[0].accessKeyId must be a text of 3 to 128 plain characters without spaces."
        ),
        (
            key { $0["secretAccessKey"] = #""fifteen-letters""# },
            "keys[0].secretAccessKey must be a text of 16 to 256 plain characters without spaces."
        ),
        (
            key { $0["secretAccessKey"] = #""sixteen letters!""# },
            "keys[0].secretAccessKey must be a text of 16 to 256 plain characters without spaces."
        ),
        (
            key { $0["secretAccessKey"] = #""wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY""# },
            "keys[0].secretAccessKey is that of an example, which everybody knows."
        ),
        (
            key { $0["sessionToken"] = #""""# },
            "keys[0].sessionToken must be a text of 1 to 4096 plain characters without spaces."
        ),
    ])
    func `what is wrong is said with its place`(_ text: String, _ sentence: String) {
        #expect(Self.problem(text) == sentence)
    }

    @Test func `two keys of one id are refused, and all that is wrong is said at once`() {
        let one = String(Self.key().dropFirst(9).dropLast(2))
        #expect(Self.problem("{\"keys\":[\(one),\(one)]}") == "keys[1].accessKeyId is that of an earlier key.")
        let text = Self.key {
            $0["roles"] = nil
            $0["domains"] = nil
        }
        #expect(Self.problem(text) == "keys[0].domains must be a list. keys[0].roles must be a list.")
    }

    @Test func `no sentence repeats what stands in the file`() {
        for member in ["accessKeyId", "secretAccessKey", "domains", "roles", "sessionToken", "account"] {
            let text = Self.key { $0[member] = #""hush hush: the secret""# }
            #expect(Self.problem(text)?.contains("hush") == false)
        }
    }
}
