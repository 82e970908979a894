import SWFModel

@testable import SWFWire

/// A request that is rightly signed, to be spoilt.
struct SignedSample {
    static let id = "AKIDEXAMPLE"
    static let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    /// 2015-08-30T12:36:00Z.
    static let moment = Timestamp(milliseconds: 1_440_938_160_000)
    static let key = VerifyingKey(secretAccessKey: secret)
    static let verifier = SignatureVerifier(regions: ["us-east-1"])

    /// The request with its signature.
    var request: SignedRequest

    init(
        _ operation: SWFModel.Operation = .describeDomain,
        body: String = #"{"name":"d"}"#,
        further: [(name: String, value: String)] = [],
        region: String = "us-east-1",
        service: String = "swf",
        path: String = "/",
        query: String = "",
        credentials: Credentials = Credentials(accessKeyId: id, secretAccessKey: secret),
        at moment: Timestamp = moment
    ) {
        let headers =
            [
                ("Host", "127.0.0.1:7340"), ("Content-Type", "application/x-amz-json-1.0"),
                ("X-Amz-Target", operation.target),
            ] + further
        let added = SignatureV4(credentials: credentials, region: region, service: service).sign(
            method: "POST",
            path: path,
            query: query,
            headers: headers,
            body: Array(body.utf8),
            at: moment
        )
        request = SignedRequest(
            method: "POST",
            path: path,
            query: query,
            headers: headers + added,
            body: Array(body.utf8)
        )
    }

    /// The value of a header.
    subscript(name: String) -> String {
        get { request.header(name) ?? "" }
        set {
            for index in request.headers.indices where request.headers[index].name == name {
                request.headers[index].value = newValue
            }
        }
    }

    /// Adds a header that is not signed.
    mutating func add(_ name: String, _ value: String) {
        request.headers.append((name, value))
    }

    /// Takes a header away.
    mutating func remove(_ name: String) {
        request.headers.removeAll { $0.name == name }
    }

    /// What the verifier says: nil when it lets the request pass.
    func refusal(
        by verifier: SignatureVerifier = verifier,
        at now: Timestamp = moment,
        keys: [String: VerifyingKey] = [id: key]
    ) -> Fault? {
        do {
            _ = try verifier.verify(request, at: now) { keys[$0] }
            return nil
        } catch {
            return error
        }
    }
}
