/// The name of a lambda function within what a decision calls it by.
enum FunctionName {
    /// The bare name: of `resize`, `resize:3`, `123456789012:function:resize` and
    /// `arn:aws:lambda:us-east-1:123456789012:function:resize:live` it is `resize`. A version or alias is left out: a local
    /// command has none.
    static func bare(_ spelled: String) -> String {
        let parts = spelled.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if let marker = parts.firstIndex(of: "function"), marker + 1 < parts.count {
            return parts[marker + 1]
        }
        return parts[0] == "arn" ? parts[parts.count - 1] : parts[0]
    }
}
