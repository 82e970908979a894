import Foundation

/// Where a secret is. Settings hold this, and the secret itself is looked up at the moment at which it is needed.
public enum SecretSource: Hashable, Sendable {
    /// In plain text in the settings, a flag or a variable.
    case plain(Secret)
    /// In a file, which holds nothing else; a line feed at its end does not count. The path is absolute.
    case file(String)
    /// In a variable of the process's environment.
    case variable(String)
    /// Encrypted in the settings.
    case sealed(SealedSecret)

    /// Looks the secret up.
    ///
    /// - Parameters:
    ///   - path: The setting, for messages: `service.secretAccessKey`.
    ///   - keyFile: The file of the key for encrypted ones.
    ///   - variables: The process's environment variables.
    /// - Throws: ``SettingsError``, in a sentence that holds no part of the secret.
    public func secret(
        of path: String,
        keyFile: String?,
        variables: [String: String]
    ) throws(SettingsError) -> Secret {
        switch self {
        case .plain(let secret): return secret
        case .variable(let name):
            guard let text = variables[name], !text.isEmpty else {
                throw SettingsError(problems: ["\(path) is in the variable \(name), which is not set."])
            }
            return Secret(text)
        case .file(let file):
            guard let data = FileManager.default.contents(atPath: file) else {
                throw SettingsError(problems: ["\(path) is in the file \(file), which is not there or cannot be read."])
            }
            var text = String(decoding: data, as: UTF8.self)
            while text.last?.isNewline == true { text.removeLast() }
            guard !text.isEmpty, text.utf8.count <= SealedSecret.limit else {
                let limit = SealedSecret.limit
                throw SettingsError(problems: ["\(path) is in the file \(file), which must hold 1 to \(limit) bytes."])
            }
            return Secret(text)
        case .sealed(let sealed):
            guard let keyFile else {
                throw SettingsError(problems: [
                    "\(path) is encrypted, and no key is named: set secrets.keyFile or \(VariableName.keyFile)."
                ])
            }
            let key = try SecretKey.read(keyFile)
            do {
                return try sealed.open(with: key)
            } catch {
                throw SettingsError(problems: ["\(path) \(error.sentence(keyFile: keyFile))"])
            }
        }
    }

    /// Where it is, in words: what is shown of it.
    public var words: String {
        switch self {
        case .plain: Secret.mask
        case .file(let path): "(secret in the file \(path))"
        case .variable(let name): "(secret in the variable \(name))"
        case .sealed(let sealed): "(secret encrypted with key \(sealed.keyName))"
        }
    }

    /// As a settings file has it; in plain text it is hidden.
    var json: String {
        switch self {
        case .plain: JSONValue.quoted(Secret.mask)
        case .file(let path): "{\"file\":\(JSONValue.quoted(path))}"
        case .variable(let name): "{\"variable\":\(JSONValue.quoted(name))}"
        case .sealed(let sealed): JSONValue.quoted(sealed.text)
        }
    }
}

extension SettingsReader {
    /// A secret: an encrypted text, `{"file": PATH}`, `{"variable": NAME}`, or a plain text. What is wrong with it is said
    /// without it.
    mutating func secret(_ key: String) -> SecretSource? {
        let value: JSONValue
        switch find(key) {
        case nil: return nil
        case .file(let found): value = found
        case .text(let text, _):
            let parsed = text.hasPrefix("{") ? try? JSONParser.parse(text) : nil
            value = parsed ?? JSONValue(position: JSONPosition(line: 1, column: 1), content: .string(text))
        }
        if let placeholder = Self.placeholder(in: value, marks: true) {
            if chosen { problem(key, "still holds the placeholder \"\(placeholder)\"; put a real value there.") }
            return nil
        }
        guard let source = source(value) else {
            problem(
                key,
                "must be \"enc:v1:…\", {\"file\": \"PATH\"}, {\"variable\": \"NAME\"} or a text that is not empty."
            )
            return nil
        }
        settle(source.words, json: source.json)
        return source
    }

    private func source(_ value: JSONValue) -> SecretSource? {
        switch value.content {
        case .string(let text) where text.hasPrefix(SealedSecret.mark):
            return SealedSecret(text: text).map(SecretSource.sealed)
        case .string(let text) where !text.isEmpty: return .plain(Secret(text))
        case .object(let members) where members.count == 1:
            guard let member = members.first, case .string(let text) = member.value.content, !text.isEmpty else {
                return nil
            }
            switch member.key {
            case "file": return .file(absolute(text))
            case "variable": return .variable(text)
            default: return nil
            }
        default: return nil
        }
    }
}
