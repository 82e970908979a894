import NIOSSL
import SWFModel

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
        let chain = try chain(contents[0])
        let key: NIOSSLPrivateKey
        do {
            key = try NIOSSLPrivateKey(bytes: contents[1], format: .pem)
        } catch {
            // Both forms of a PEM key that is locked by a passphrase say so in words.
            let isLocked = String(decoding: contents[1], as: UTF8.self).contains("ENCRYPTED")
            throw FileProblem(
                isLocked
                    ? "The key is locked by a passphrase, which nobody is there to enter: openssl pkey takes it off."
                    : "The second must be the key of the certificate, as PEM."
            )
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch NIOSSLError.failedToLoadPrivateKey {
            throw FileProblem("The key is that of another certificate.")
        } catch {
            // The library's errors name what failed, never the key.
            throw FileProblem("They cannot be used together: \(error).")
        }
    }

    /// What is wrong with the time of the server's certificate, for the operator: clients will refuse it, and only say so there.
    ///
    /// - Returns: nil while it is valid.
    static func concern(_ certificate: [UInt8], at now: Timestamp) -> String? {
        guard let first = try? chain(certificate).first else { return nil }
        let second = Int(now.milliseconds / 1000)
        if second > first.notValidAfter {
            return "The certificate was valid until \(day(first.notValidAfter)): clients refuse it."
        }
        if second < first.notValidBefore {
            return "The certificate is valid from \(day(first.notValidBefore)): clients refuse it until then."
        }
        return nil
    }

    private static func chain(_ contents: [UInt8]) throws(FileProblem) -> [NIOSSLCertificate] {
        let chain = try? NIOSSLCertificate.fromPEMBytes(contents)
        guard let chain, !chain.isEmpty else {
            throw FileProblem("The first must be the server's certificate and those above it, as PEM.")
        }
        return chain
    }

    /// A moment that a certificate names, which may be any.
    private static func day(_ seconds: Int) -> String {
        DateField.text(secondsSince1970: min(max(seconds, 0), 253_402_300_799))
    }
}
