import SWFWire

/// A key of the credentials file: whose signatures are taken, and what they are good for.
struct AccessKey: Sendable {
    /// The public half.
    let id: String
    let verifying: VerifyingKey
    /// Whose key it is; nil is the server's own account.
    let account: String?
    let domains: [DomainPattern]
    let roles: Set<AccessRole>

    /// Whether the key may do one of these things in a domain; with nil, in every domain.
    func permits(anyOf wanted: Set<AccessRole>, in domain: String?) -> Bool {
        guard !roles.isDisjoint(with: wanted) else { return false }
        return domains.contains { pattern in
            if let domain { pattern.matches(domain) } else { pattern == .all }
        }
    }
}
