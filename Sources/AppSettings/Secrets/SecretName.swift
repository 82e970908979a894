/// Tells by its name what is likely a secret.
public enum SecretName {
    private static let words: Set = [
        "password", "passwd", "passphrase", "secret", "token", "credential", "apikey", "authorization",
    ]
    /// What stands at the end of names of something about a secret.
    private static let others: Set = ["file", "variable", "name", "id", "count", "second", "limit"]
    private static let pairs: Set = ["api key", "access key", "private key", "secret key", "signing key"]

    /// Whether a name says that its value is a secret: `dbPassword`, `secret_key`, `taskToken`, `Authorization`.
    ///
    /// Names of files and variables that hold secrets (`credentialsFile`, `secretAccessKeyVariable`) are no secrets.
    public static func isSecret(_ name: String) -> Bool {
        let words = words(of: name)
        guard let last = words.last, !others.contains(last) else { return false }
        if words.contains(where: Self.words.contains) { return true }
        return zip(words, words.dropFirst()).contains { pairs.contains("\($0) \($1)") }
    }

    /// The words of a name in any spelling, in the singular.
    private static func words(of name: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in name {
            if !character.isLetter || (character.isUppercase && word.last?.isLowercase == true) {
                words.append(word)
                word = ""
            }
            if character.isLetter { word.append(character) }
        }
        return (words + [word]).filter { !$0.isEmpty }.map { word in
            let word = word.lowercased()
            return word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
        }
    }
}
