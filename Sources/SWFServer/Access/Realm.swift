/// An account in a region: what every domain, type, execution, task list and token belongs to (swf-spec.md 1.1, 5.12).
///
/// Nothing reaches from one realm into another: the same names mean other things there, and a token of another is none.
public struct Realm: Hashable, Sendable {
    /// Whose it is: 12 digits.
    public let account: String
    /// Where it is, as signatures name it.
    public let region: String

    /// Creates a realm.
    public init(account: String, region: String) {
        self.account = account
        self.region = region
    }
}
