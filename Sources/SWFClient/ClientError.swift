/// Why a call got no answer of the service: a sentence for a person, naming the endpoint.
///
/// What the service itself refuses is a `Fault` instead.
public struct ClientError: Error, Sendable, CustomStringConvertible {
    /// What kind of trouble it is.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The endpoint of the configuration is not a URL of a service.
        case badEndpoint
        /// The file of certificates to trust cannot be used.
        case badCertificates
        /// No connection could be made; the service has not seen the call.
        case unreachable
        /// No answer came in time; the service may have done what was asked.
        case timedOut
        /// The connection broke; the service may have done what was asked.
        case connectionLost
        /// What answered does not speak the protocol, or refused the call in a way that the protocol does not know.
        case badAnswer
        /// The input could not be written.
        case badInput
        /// The client was shut down.
        case shutDown
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
