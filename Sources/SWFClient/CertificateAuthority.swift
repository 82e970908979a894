import NIOSSL

/// Who vouches for the certificate of a service, when it is none of the authorities that the system trusts: a private
/// authority, or the service's own certificate.
public struct CertificateAuthority: Sendable {
    let certificates: [NIOSSLCertificate]

    /// Reads the certificates of an authority from a PEM file, once.
    ///
    /// - Throws: ``ClientError`` (badCertificates) when the file cannot be read or holds none.
    public init(file: String) throws(ClientError) {
        do {
            certificates = try NIOSSLCertificate.fromPEMFile(file)
        } catch {
            throw ClientError(
                .badCertificates,
                "The certificates of \(file) cannot be read: \(error). It must be a PEM file.",
                underlying: error
            )
        }
        guard !certificates.isEmpty else {
            throw ClientError(.badCertificates, "There is no certificate in \(file).")
        }
    }
}
