import SWFWire

/// The file of the keys that may sign requests; docs/ACCESS.md describes it.
public enum CredentialsFile {
    /// The most bytes that a credentials file may have.
    static let maximumBytes = 1_048_576

    /// Checks a credentials file as a server does that uses it.
    ///
    /// - Returns: What is wrong with it, as sentences that hold no secret; nil when it can be used.
    public static func check(_ path: String) -> String? {
        do throws(FileProblem) {
            let file = GuardedFile.secret(path, name: "credentials file", maximumBytes: maximumBytes)
            guard let read = try file.read() else { return "The credentials file \(path) changes while it is read." }
            return check(contents: read.bytes, of: path)
        } catch {
            return error.description
        }
    }

    /// Checks what a credentials file would hold.
    ///
    /// - Returns: What is wrong with it, as sentences that hold no secret; nil when it can be used.
    public static func check(contents: [UInt8], of path: String) -> String? {
        do throws(FileProblem) {
            _ = try keys(contents)
            return nil
        } catch {
            return "The credentials file \(path) cannot be used. \(error)"
        }
    }

    /// Checks what somebody wishes a key to be for.
    ///
    /// - Returns: What is wrong with it, as sentences; nil when there can be such a key.
    public static func check(domains: [String], roles: [String], account: String?) -> String? {
        var problems: [String] = []
        for domain in domains where DomainPattern(domain) == nil {
            problems.append("\"\(domain)\" is no pattern of domains: a name, a beginning followed by *, or *.")
        }
        for role in roles where AccessRole(rawValue: role) == nil {
            let names = AccessRole.allCases.map(\.rawValue).joined(separator: ", ")
            problems.append("\"\(role)\" is no role; a role is one of \(names).")
        }
        if let account, !isAccount(account) { problems.append("\"\(account)\" is no account, which has 12 digits.") }
        return problems.isEmpty ? nil : problems.joined(separator: " ")
    }

    fileprivate static func isAccount(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy(\.isDigit)
    }

    /// Reads the text of a credentials file.
    ///
    /// - Returns: The keys by their ids.
    /// - Throws: A sentence for each problem. None of them repeats a value of a key: it may be a secret in the wrong place.
    static func keys(_ bytes: [UInt8]) throws(FileProblem) -> [String: AccessKey] {
        guard let tree = try? AWSJSON.decode(JSONTree.self, from: bytes) else {
            throw FileProblem("It is not JSON.")
        }
        var reading = CredentialsReading()
        let keys = reading.keys(tree)
        guard reading.problems.isEmpty else { throw FileProblem(reading.problems.joined(separator: " ")) }
        return keys
    }
}

/// One pass over a credentials file, in which every problem is collected.
private struct CredentialsReading {
    var problems: [String] = []

    mutating func keys(_ tree: JSONTree) -> [String: AccessKey] {
        guard case .object(let members) = tree else {
            problems.append("It must be an object with the member keys.")
            return [:]
        }
        refuse(members, besides: ["keys"], at: "")
        guard case .array(let entries) = members["keys"] else {
            problems.append("keys must be a list.")
            return [:]
        }
        var keys: [String: AccessKey] = [:]
        for (index, entry) in entries.enumerated() {
            guard let key = key(entry, at: "keys[\(index)]") else { continue }
            if keys.updateValue(key, forKey: key.id) != nil {
                problems.append("keys[\(index)].accessKeyId is that of an earlier key.")
            }
        }
        return keys
    }

    private mutating func key(_ tree: JSONTree, at path: String) -> AccessKey? {
        guard case .object(let members) = tree else {
            problems.append("\(path) must be an object.")
            return nil
        }
        refuse(
            members,
            besides: ["accessKeyId", "secretAccessKey", "sessionToken", "account", "domains", "roles"],
            at: path + "."
        )
        let id = text(members["accessKeyId"], 3...128, at: "\(path).accessKeyId") { byte in
            // What stands in a signature's scope unchanged.
            byte.isLetterOrDigit || [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
        }
        // Shorter ones can be guessed from a single signature that somebody saw.
        let secret = text(members["secretAccessKey"], 16...256, at: "\(path).secretAccessKey", Self.isPrintable)
        if let secret, secret.lowercased().contains("example") {
            problems.append("\(path).secretAccessKey is that of an example, which everybody knows.")
        }
        var token: String?
        if let given = members["sessionToken"] {
            token = text(given, 1...4_096, at: "\(path).sessionToken", Self.isPrintable)
        }
        var account: String?
        if let given = members["account"] { account = twelveDigits(given, at: "\(path).account") }
        let domains = list(members["domains"], at: "\(path).domains", "a name, a beginning followed by *, or *") {
            DomainPattern($0)
        }
        let names = AccessRole.allCases.map(\.rawValue).joined(separator: ", ")
        let roles = list(members["roles"], at: "\(path).roles", "one of \(names)") { AccessRole(rawValue: $0) }
        guard let id, let secret, let domains, let roles else { return nil }
        return AccessKey(
            id: id,
            verifying: VerifyingKey(secretAccessKey: secret, sessionToken: token),
            account: account,
            domains: domains,
            roles: Set(roles)
        )
    }

    private mutating func twelveDigits(_ tree: JSONTree, at path: String) -> String? {
        guard case .text(let text) = tree, CredentialsFile.isAccount(text) else {
            problems.append("\(path) must be a text of 12 digits.")
            return nil
        }
        return text
    }

    private mutating func refuse(_ members: [String: JSONTree], besides known: [String], at path: String) {
        for name in members.keys.sorted() where !known.contains(name) && !name.hasPrefix("//") {
            problems.append("\(path)\(name) is no member of a credentials file.")
        }
    }

    private mutating func text(
        _ tree: JSONTree?,
        _ length: ClosedRange<Int>,
        at path: String,
        _ isAllowed: (UInt8) -> Bool
    ) -> String? {
        guard case .text(let text) = tree, length.contains(text.utf8.count), text.utf8.allSatisfy(isAllowed) else {
            problems.append(
                "\(path) must be a text of \(length.lowerBound) to \(length.upperBound) plain characters without spaces."
            )
            return nil
        }
        return text
    }

    private mutating func list<Element>(
        _ tree: JSONTree?,
        at path: String,
        _ expected: String,
        _ read: (String) -> Element?
    ) -> [Element]? {
        guard case .array(let entries) = tree else {
            problems.append("\(path) must be a list.")
            return nil
        }
        var elements: [Element] = []
        for (index, entry) in entries.enumerated() {
            if case .text(let text) = entry, let element = read(text) {
                elements.append(element)
            } else {
                problems.append("\(path)[\(index)] must be \(expected).")
            }
        }
        return elements
    }

    private static func isPrintable(_ byte: UInt8) -> Bool { (0x21..<0x7F).contains(byte) }
}

/// Any JSON, as far as a credentials file has it.
private indirect enum JSONTree: Decodable {
    case object([String: JSONTree])
    case array([JSONTree])
    case text(String)
    case other

    init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: Name.self) {
            var object: [String: JSONTree] = [:]
            for name in members.allKeys where members.contains(name) {
                object[name.stringValue] = (try? members.decode(JSONTree.self, forKey: name)) ?? .other
            }
            self = .object(object)
        } else if var elements = try? decoder.unkeyedContainer() {
            var array: [JSONTree] = []
            while !elements.isAtEnd { array.append(try elements.decode(JSONTree.self)) }
            self = .array(array)
        } else if let text = try? decoder.singleValueContainer().decode(String.self) {
            self = .text(text)
        } else {
            self = .other
        }
    }

    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    fileprivate var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        default: isDigit
        }
    }
}
