import NIOSSL

/// The certificate chain and the private key by which a server shows who it is, as PEM files.
struct CertificateFiles: Hashable, Sendable {
    /// The server's certificate first, then those above it.
    let certificateFile: String
    /// The key of the first certificate, without a passphrase.
    let privateKeyFile: String

    /// The most bytes that either file may have.
    static let maximumBytes = 1_048_576

    /// Both files; the key may be open to a group, as packages of certificates have it, but not to everybody.
    var files: [GuardedFile] {
        [
            GuardedFile(
                path: certificateFile,
                name: "certificate file",
                forbiddenMode: 0,
                remedy: "chmod 644",
                maximumBytes: Self.maximumBytes
            ),
            GuardedFile(
                path: privateKeyFile,
                name: "private key file",
                forbiddenMode: 0o007,
                remedy: "chmod 600",
                maximumBytes: Self.maximumBytes
            ),
        ]
    }

    /// What a connection needs to speak TLS with this certificate: version 1.2 or newer, HTTP/1.1 inside.
    ///
    /// - Parameter contents: The contents of both files.
    static func context(_ contents: [[UInt8]]) throws(FileProblem) -> NIOSSLContext {
        do {
            let chain = try NIOSSLCertificate.fromPEMBytes(contents[0])
            guard !chain.isEmpty else { throw FileProblem("There is no certificate in the first.") }
            let key = try NIOSSLPrivateKey(bytes: contents[1], format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(key)
            )
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            return try NIOSSLContext(configuration: configuration)
        } catch let problem as FileProblem {
            throw problem
        } catch {
            // The library's errors name what failed, never the key.
            throw FileProblem(
                "They must be a PEM chain of certificates and the PEM key of the first of them, without a passphrase: "
                    + "\(error)."
            )
        }
    }
}
