/// Which domains a key is for, as the credentials file writes it.
///
/// Names are compared as the service compares them, so that no other spelling of a name gets past.
enum DomainPattern: Hashable, Sendable {
    /// `*`: every domain, also those that do not exist yet.
    case all
    /// `name`: that domain.
    case exactly(String)
    /// `name*`: every domain whose name begins so.
    case beginning(String)

    /// Reads a pattern.
    ///
    /// - Returns: nil for an empty text and for a star that is not at the end.
    init?(_ text: String) {
        let stars = text.unicodeScalars.filter { $0 == "*" }.count
        if text == "*" {
            self = .all
        } else if stars == 1, text.unicodeScalars.last == "*" {
            self = .beginning(String(text.unicodeScalars.dropLast()))
        } else if stars == 0, !text.isEmpty {
            self = .exactly(text)
        } else {
            return nil
        }
    }

    /// Whether the domain is one of those.
    func matches(_ domain: String) -> Bool {
        switch self {
        case .all: true
        case .exactly(let name): domain == name
        case .beginning(let start): domain.hasPrefix(start)
        }
    }
}
