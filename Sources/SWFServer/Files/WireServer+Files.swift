import Logging
import NIOSSL
import SWFModel
import SWFWire

extension WireServer.Configuration {
    /// Checks what can be checked before anything is opened: the address, and the files of keys and certificates.
    ///
    /// - Throws: ``WireServerError`` with the sentence for the operator.
    public func check() throws(WireServerError) {
        let address = try ListeningAddress(host: host, port: port)
        let silent = Logger(label: "silent", factory: { _ in SwiftLogNoOpLogHandler() })
        _ = try gate(at: address, logger: silent, clocks: Clocks())
        _ = try certificates(logger: silent, clocks: Clocks())
    }

    /// Who is let in.
    func gate(
        at address: ListeningAddress,
        logger: Logger,
        clocks: Clocks
    ) throws(WireServerError) -> Entrance.Gate {
        switch try AccessPolicy(address: address, credentialsFile: credentialsFile) {
        case .anyCredentials:
            return .open
        case .credentials(let file):
            let keys = try watched(
                [.secret(file, name: "credentials file", maximumBytes: CredentialsFile.maximumBytes)],
                logger,
                clocks
            ) { contents throws(FileProblem) in try CredentialsFile.keys(contents[0]) }
            return .keys(keys, SignatureVerifier(region: region))
        }
    }

    /// What connections speak TLS with; nil for plain HTTP.
    func certificates(logger: Logger, clocks: Clocks) throws(WireServerError) -> WatchedFiles<NIOSSLContext>? {
        switch (certificateFile, privateKeyFile) {
        case (nil, nil):
            return nil
        case (let certificateFile?, let privateKeyFile?):
            let files = CertificateFiles(certificateFile: certificateFile, privateKeyFile: privateKeyFile)
            return try watched(files.files, logger, clocks, CertificateFiles.context)
        default:
            throw WireServerError(
                .badFile,
                "server.certificateFile and server.privateKeyFile belong together: set both, or neither."
            )
        }
    }

    private func watched<Value: Sendable>(
        _ files: [GuardedFile],
        _ logger: Logger,
        _ clocks: Clocks,
        _ make: @Sendable @escaping ([[UInt8]]) throws(FileProblem) -> Value
    ) throws(WireServerError) -> WatchedFiles<Value> {
        do throws(FileProblem) {
            return try WatchedFiles(files, interval: fileInterval, uptime: clocks.uptime, logger: logger, make: make)
        } catch {
            throw WireServerError(.badFile, error.description)
        }
    }
}
