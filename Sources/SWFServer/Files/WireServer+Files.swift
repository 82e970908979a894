import Logging
import NIOSSL
import SWFModel
import SWFWire

extension WireServer.Configuration {
    /// The realm of keys that name no account, and of requests that name no region.
    public var home: Realm { Realm(account: account, region: region) }

    /// Every region that is served, each once, its own first.
    var allRegions: [String] {
        var all = [region]
        for region in regions where !all.contains(region) { all.append(region) }
        return all
    }

    /// The realms that keys can call: the account of each in every region, the server's own account among them.
    func realms(of keys: some Sequence<AccessKey>) -> [Realm] {
        let accounts = Set(keys.compactMap(\.account)).subtracting([account])
        return ([account] + accounts.sorted()).flatMap { account in
            allRegions.map { Realm(account: account, region: $0) }
        }
    }

    /// Checks what can be checked before anything is opened: the address, and the files of keys and certificates.
    ///
    /// - Returns: The realms that somebody can call: the account of each key, and the server's own, in every region. The first
    ///   is ``home``.
    /// - Throws: ``WireServerError`` with the sentence for the operator.
    @discardableResult
    public func check() throws(WireServerError) -> [Realm] {
        let address = try ListeningAddress(host: host, port: port)
        let silent = Logger(label: "silent", factory: { _ in SwiftLogNoOpLogHandler() })
        let keys: [String: AccessKey]
        switch try gate(at: address, realms: nil, logger: silent, clocks: Clocks()) {
        case .open: keys = [:]
        case .keys(let file, _): keys = file.current
        }
        _ = try certificates(logger: silent, clocks: Clocks())
        return realms(of: keys.values)
    }

    /// Who is let in.
    ///
    /// - Parameter realms: Who is told of the accounts of the keys, each time that their file was read.
    func gate(
        at address: ListeningAddress,
        realms: (any RealmDirectory)?,
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
            ) { contents throws(FileProblem) in
                let keys = try CredentialsFile.keys(contents[0])
                realms?.note(self.realms(of: keys.values))
                return keys
            }
            return .keys(keys, SignatureVerifier(regions: allRegions))
        }
    }

    /// What connections speak TLS with; nil for plain HTTP.
    func certificates(logger: Logger, clocks: Clocks) throws(WireServerError) -> WatchedFiles<NIOSSLContext>? {
        switch (certificateFile, privateKeyFile) {
        case (nil, nil):
            return nil
        case (let certificateFile?, let privateKeyFile?):
            let files = CertificateFiles(certificateFile: certificateFile, privateKeyFile: privateKeyFile)
            return try watched(files.files, logger, clocks) { contents throws(FileProblem) in
                let context = try CertificateFiles.context(contents)
                if let concern = CertificateFiles.concern(contents[0], at: clocks.now()) {
                    logger.warning("\(concern)")
                }
                return context
            }
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
