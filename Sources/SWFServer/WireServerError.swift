/// Why the server cannot start: a sentence for the operator.
public struct WireServerError: Error, Sendable, CustomStringConvertible {
    /// What kind of trouble it is.
    public enum Code: String, Hashable, Sendable {
        /// The host or port cannot be listened on as written.
        case badAddress
        /// The address is reachable from outside and no credentials are set.
        case credentialsRequired
        /// The credentials, the certificate or its key cannot be used.
        case badFile
        /// The system refused the address: taken, or not of this machine.
        case cannotListen
    }

    /// What kind of trouble it is.
    public let code: Code
    /// The sentence.
    public let message: String
    /// The error below, when there is one.
    public let underlying: (any Error)?

    /// Creates an error.
    public init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    /// The sentence.
    public var description: String { message }
}
