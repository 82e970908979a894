extension Settings {
    /// The service that deciders, workers, starters and cron talk to.
    public struct Service: Hashable, Sendable {
        /// The address, `http://host:port` or `https://host`: of a Martlet server elsewhere, or of Amazon SWF
        /// (`https://swf.us-east-1.amazonaws.com`). Absent, which is the default, means the server of this machine.
        public var endpoint: String?
        /// A PEM file with the certificates of a private authority that vouches for an https address, instead of those that
        /// the system trusts. Absent by default. Read once, when a program starts.
        public var certificateAuthorityFile: String?
        /// The region that requests are signed for. Defaults to `us-east-1`.
        public var region: String
        /// The access key id, when it stands in the settings; then `secretAccessKey` does too. Absent by default.
        public var accessKeyId: String?
        /// Where the secret key is: encrypted in its place, in a file, or in a variable. Absent by default.
        public var secretAccessKey: SecretSource?
        /// Where the session token of that key is, when there is one. Absent by default.
        public var sessionToken: SecretSource?
        /// A file with `{"accessKeyId": …, "secretAccessKey": …}` and, when there is one, `"sessionToken"`. Absent by default:
        /// then the variables below are read, and where they are not set either, a server of this machine is
        /// asked with a made-up key, as it takes any.
        public var credentialsFile: String?
        /// The name, not the value, of the variable that holds the access key id. Defaults to `AWS_ACCESS_KEY_ID`.
        public var accessKeyIdVariable: String
        /// The name of the variable that holds the secret key. Defaults to `AWS_SECRET_ACCESS_KEY`.
        public var secretAccessKeyVariable: String
        /// The name of the variable that holds the session token, when there is one. Defaults to `AWS_SESSION_TOKEN`.
        public var sessionTokenVariable: String
    }
}

extension Settings.Service {
    init(_ reader: inout SettingsReader) {
        endpoint = reader.parsed("endpoint", expecting: "an address like http://127.0.0.1:7340", Self.address)
        certificateAuthorityFile = reader.optionalPath("certificateAuthorityFile")
        region = reader.string("region", default: "us-east-1")
        accessKeyId = reader.optionalString("accessKeyId")
        secretAccessKey = reader.secret("secretAccessKey")
        sessionToken = reader.secret("sessionToken")
        credentialsFile = reader.optionalPath("credentialsFile")
        if (accessKeyId == nil) != (secretAccessKey == nil) {
            reader.problem(
                accessKeyId == nil ? "secretAccessKey" : "accessKeyId",
                "is set alone; accessKeyId and secretAccessKey belong together."
            )
        }
        if accessKeyId != nil, credentialsFile != nil {
            reader.problem("credentialsFile", "and accessKeyId both say which key signs; keep one of them.")
        }
        accessKeyIdVariable = reader.string("accessKeyIdVariable", default: "AWS_ACCESS_KEY_ID")
        secretAccessKeyVariable = reader.string("secretAccessKeyVariable", default: "AWS_SECRET_ACCESS_KEY")
        sessionTokenVariable = reader.string("sessionTokenVariable", default: "AWS_SESSION_TOKEN")
    }

    /// The address without a slash at its end; nil when it is none.
    private static func address(_ text: String) -> String? {
        for scheme in ["http://", "https://"] where text.hasPrefix(scheme) {
            var rest = text.dropFirst(scheme.count)
            while rest.last == "/" { rest.removeLast() }
            let host = rest.prefix { $0 != ":" && $0 != "/" }
            guard !host.isEmpty, !rest.contains(where: \.isWhitespace), !rest.contains("/") else { return nil }
            let port = rest.dropFirst(host.count).dropFirst()
            let hasPort = rest.count > host.count
            guard host.hasPrefix("[") || !hasPort || Int(port).map({ (1...65_535).contains($0) }) == true else {
                return nil
            }
            return scheme + rest
        }
        return nil
    }
}
