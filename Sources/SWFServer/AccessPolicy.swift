import HTTPTypes
import SWFModel

/// Whose requests the server takes.
///
/// This is the one place through which every request passes before it is read: what is not let in here is refused.
public enum AccessPolicy: Hashable, Sendable {
    /// Any credentials, or none: for a server that only this machine can reach.
    case anyCredentials
    /// Only requests signed by a key of the file.
    case credentials(file: String)

    /// Decides who may call a server at that address.
    ///
    /// - Throws: `credentialsRequired`, when others than this machine can reach the address and there is no file.
    public init(address: ListeningAddress, credentialsFile: String?) throws(WireServerError) {
        if let credentialsFile {
            self = .credentials(file: credentialsFile)
        } else if address.isLoopback {
            self = .anyCredentials
        } else {
            throw WireServerError(
                .credentialsRequired,
                """
                The server does not listen on \(address.host) without credentials: others than this machine could \
                reach it. Give it a credentials file, or let it listen on 127.0.0.1.
                """
            )
        }
    }

    /// Lets a request in, or refuses it.
    ///
    /// - Throws: `MissingAuthenticationTokenException`, `UnrecognizedClientException`.
    func authorize(_ operation: SWFModel.Operation, head: HTTPRequest, body: [UInt8]) throws(Fault) {
        switch self {
        case .anyCredentials:
            return
        case .credentials:
            // Until signatures are verified here, nobody can show that they hold a key of the file.
            guard head.headerFields[.authorization] != nil else {
                throw Fault(.missingAuthenticationToken, "Request is missing Authentication Token")
            }
            throw Fault(.unrecognizedClient, "The security token included in the request is invalid.")
        }
    }
}
