import Crypto

/// A short, fixed-length stand-in for the name of a domain: a name may be longer than a token.
struct DomainMark: Hashable, Sendable {
    static let length = 16
    /// The first bytes of the name's SHA-256.
    let bytes: [UInt8]

    init(_ domain: String) {
        bytes = Array(SHA256.hash(data: Array(domain.utf8)).prefix(Self.length))
    }

    /// - Parameter bytes: Those that a token holds; ``length`` of them.
    init(bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }
}
