/// Whether a domain or type may be used for new work.
public enum RegistrationStatus: String, CaseIterable, Codable, Hashable, Sendable {
    case registered = "REGISTERED"
    case deprecated = "DEPRECATED"
}
