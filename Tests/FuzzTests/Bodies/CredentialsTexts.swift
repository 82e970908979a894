@testable import SWFServer
@testable import SWFWire

extension FuzzTarget {
    /// The file of the access keys.
    static let credentials = FuzzTarget(name: "credentials", maximumLength: 2048) {
        CredentialsTexts.seeds
    } run: { bytes in
        try CredentialsTexts.check(bytes)
    }
}

/// What must hold of a credentials file, whatever somebody wrote into it.
enum CredentialsTexts {
    static func check(_ bytes: [UInt8]) throws {
        do {
            for (id, key) in try CredentialsFile.keys(bytes) {
                try expect(id == key.id && (3...128).contains(id.utf8.count), "a key has the id \(id)")
                try expect(!key.permits(anyOf: [], in: nil), "a key may do what is no role")
                let isAccount = key.account.map { $0.utf8.count == 12 && $0.utf8.allSatisfy { (48...57).contains($0) } }
                try expect(isAccount ?? true, "a key is of the account \(key.account ?? "")")
                for role in AccessRole.allCases where !key.roles.contains(role) {
                    try expect(!key.permits(anyOf: [role], in: nil), "a key may \(role) without the role")
                }
                // Who may do something everywhere may do it in each domain.
                if key.permits(anyOf: key.roles, in: nil) {
                    try expect(key.permits(anyOf: key.roles, in: "a domain"), "every domain is not each")
                }
            }
        } catch let problem as FileProblem {
            let said = problem.description
            try expect(!said.isEmpty, "a file is refused without a reason")
            try expect(
                said.utf8.count <= 1024 + 512 * bytes.count,
                "a file of \(bytes.count) bytes is refused at length"
            )
            try secrets(bytes, said)
        }
    }

    /// No sentence holds a value that may be a secret in the wrong place. Names of members are shown.
    private static func secrets(_ bytes: [UInt8], _ said: String) throws {
        guard let document = try? JSONDocument.parse(bytes) else { return }
        var names: Set<Int> = []
        for (index, node) in document.nodes.enumerated() where node.kind == .object {
            var name = index + 1
            while name < node.next {
                names.insert(name)
                name = document.nodes[name + 1].next
            }
        }
        let shown = names.map { document.text($0) }
        for (index, node) in document.nodes.enumerated() where node.kind == .string && !names.contains(index) {
            let value = document.text(index)
            // Long enough to be a secret, and neither one of our own words nor the name of a member.
            guard value.utf8.count >= 16, !value.contains(" "), !shown.contains(where: { $0.contains(value) }),
                !value.hasPrefix("secretAccessKey"), value.utf8.contains(where: { (48...57).contains($0) })
            else { continue }
            try expect(!said.contains(value), "a refusal says \(value)")
        }
    }

    static let seeds: [FuzzTarget.Seed] = [
        .init(
            "two-keys",
            """
            {"//":"a comment","keys":[{"accessKeyId":"AKIDFUZZ","secretAccessKey":"0123456789abcdef0123","domains":["*"],
            "roles":["read","start","decide","work","administer"]},{"accessKeyId":"AKIDTEMP",
            "secretAccessKey":"fedcba98765432100123","sessionToken":"t","account":"111122223333","domains":["D","D.*"],"roles":["read"]}]}
            """.utf8
        ),
        .init("twice", #"{"keys":[{"accessKeyId":"AKID"},{"accessKeyId":"AKID"}]}"#.utf8),
        .init("short", #"{"keys":[{"accessKeyId":"A","secretAccessKey":"x","domains":["*a"],"roles":["rule"]}]}"#.utf8),
        .init(
            "swapped",
            #"{"keys":[{"accessKeyId":"0123456789abcdef/0123+","secretAccessKey":"AKIDFUZZ","domains":[],"roles":[]}]}"#
                .utf8
        ),
        .init("wrong", #"{"keys":{},"key":[null]}"#.utf8),
        .init("none", "[]".utf8),
        .init("nothing", "".utf8),
    ]
}
