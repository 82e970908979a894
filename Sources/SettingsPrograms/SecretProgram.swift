public import AppSettings
public import CommandSupport
import Foundation

/// What `martlet secret` does: keys and encrypted texts for the settings.
public enum SecretProgram {
    /// Makes a key in a new file that only its owner may read.
    ///
    /// - Throws: ``Complaint`` when there is such a file already, or it cannot be written.
    public static func makeKey(_ file: String) throws(Complaint) -> String {
        let key = SecretKey()
        try DurableFile.write(Array(key.line.utf8), to: file, replaces: false)
        return
            "The key \(key.name) is in \(file). Set secrets.keyFile or MARTLET_KEY_FILE to it, and keep a copy: what is "
            + "encrypted with it is lost with it."
    }

    /// Encrypts a text with the key of a file.
    public static func encrypt(_ text: String, keyFile: String) throws -> String {
        guard !text.isEmpty, text.utf8.count <= SealedSecret.limit else {
            throw Complaint(.usage, "A secret has 1 to \(SealedSecret.limit) bytes, and this has \(text.utf8.count).")
        }
        return try SealedSecret(Secret(text), with: try SecretKey.read(keyFile)).text
    }

    /// Decrypts a text with the key of a file.
    public static func decrypt(_ text: String, keyFile: String) throws -> String {
        guard let sealed = SealedSecret(text: text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw Complaint(.usage, "This is no encrypted secret: it begins with enc:v1: and has two further parts.")
        }
        return try SecretSource.sealed(sealed)
            .secret(of: "The text", keyFile: keyFile, variables: [:]).reveal()
    }

    /// Encrypts anew what a settings file holds, for another key; nothing else of the file changes.
    ///
    /// - Parameters:
    ///   - file: The settings file.
    ///   - oldKey: The file of the key that opens what is there.
    ///   - newKey: The file of the key for what is written.
    /// - Throws: ``Complaint`` or `SettingsError` when a secret cannot be opened or the file not be written; then it is as
    ///   it was.
    public static func rotate(_ file: String, from oldKey: String, to newKey: String) throws -> String {
        let old = try SecretKey.read(oldKey)
        let new = try SecretKey.read(newKey)
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Complaint(.usage, "The settings file \(file) is not there or cannot be read.")
        }
        let (text, count, others) = try rotate(String(decoding: data, as: UTF8.self), from: old, to: new)
        if count > 0 { try DurableFile.write(Array(text.utf8), to: file, replaces: true) }
        let rest = others == 0 ? "" : " \(others) encrypted with other keys were left as they are."
        return
            "\(count) secrets of \(file) are encrypted with key \(new.name) now.\(rest) Point secrets.keyFile to \(newKey)."
    }

    /// The text of a settings file with its encrypted secrets encrypted anew, how many, and how many are of other keys.
    static func rotate(
        _ text: String,
        from old: SecretKey,
        to new: SecretKey
    ) throws -> (text: String, count: Int, others: Int) {
        var result = ""
        var count = 0
        var others = 0
        // Neither a quote nor a backslash can be within an encrypted text, so the pieces between quotes are enough.
        for (index, piece) in text.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { result += "\"" }
            guard let sealed = SealedSecret(text: String(piece)), sealed.keyName == old.name else {
                if SealedSecret(text: String(piece)) != nil { others += 1 }
                result += piece
                continue
            }
            let secret: Secret
            do {
                secret = try sealed.open(with: old)
            } catch {
                throw Complaint(
                    .configuration,
                    "A secret of the file was changed or cut after it was encrypted; nothing was done."
                )
            }
            result += try SealedSecret(secret, with: new).text
            count += 1
        }
        return (result, count, others)
    }

    /// The text that a command is given: an argument, else what is typed at a prompt without being shown, else standard input.
    ///
    /// - Throws: ``Complaint`` (usage) when there is none.
    public static func text(_ argument: String?, prompt: String, _ terminal: Terminal) throws(Complaint) -> String {
        if let argument {
            terminal.complain(
                "martlet: the text stood on the command line: it is in the shell's history and was shown by ps. Give it on "
                    + "standard input instead."
            )
            return argument
        }
        guard isatty(STDIN_FILENO) == 1 else {
            var text = String(decoding: try ArgumentFile.read("-", of: "the text"), as: UTF8.self)
            while text.last?.isNewline == true { text.removeLast() }
            return text
        }
        var settings = termios()
        let isKnown = tcgetattr(STDIN_FILENO, &settings) == 0
        var hidden = settings
        hidden.c_lflag &= ~tcflag_t(ECHO)
        if isKnown { tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) }
        defer { if isKnown { tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings) } }
        terminal.complain(prompt)
        guard let line = readLine(), !line.isEmpty else { throw Complaint(.usage, "There was no text.") }
        return line
    }

    /// The file of the key that a command is to use.
    ///
    /// - Throws: ``Complaint`` (configuration) when none is named.
    public static func keyFile(_ flag: String?, _ settings: Settings) throws(Complaint) -> String {
        guard let file = flag ?? settings.secrets.keyFile else {
            throw Complaint(
                .configuration,
                "No key is named: set secrets.keyFile or MARTLET_KEY_FILE; martlet secret key FILE makes one."
            )
        }
        return file
    }
}
