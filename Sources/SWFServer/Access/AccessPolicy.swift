/// Whose requests a server may take, by where it listens.
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
                reach it. Give it a credentials file (server.credentialsFile), or let it listen on 127.0.0.1.
                """
            )
        }
    }
}
