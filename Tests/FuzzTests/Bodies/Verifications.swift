import SWFModel

@testable import SWFWire

extension FuzzTarget {
    /// The verifier of signatures. The input is the head of a request as in `signing`, and a body after an empty line.
    static let verifying = FuzzTarget(name: "verifying", maximumLength: 1024) {
        Verifications.seeds
    } run: { bytes in
        try Verifications.check(bytes)
    }
}

/// What must hold of the verifier: nobody without the secret gets anything past it but what the holder has signed.
enum Verifications {
    private static let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    /// 2015-08-30T12:36:00Z.
    private static let moment = Timestamp(milliseconds: 1_440_938_160_000)
    private static let key = VerifyingKey(secretAccessKey: secret)
    private static let verifier = SignatureVerifier(region: "us-east-1")

    static func check(_ bytes: [UInt8]) throws(Finding) {
        let head = Signatures.Head(bytes)
        let request = SignedRequest(
            method: head.method,
            path: head.path,
            query: head.query,
            headers: head.fields,
            body: head.body
        )
        do throws(Fault) {
            let id = try verifier.verify(request, at: moment) { $0 == "AKIDEXAMPLE" ? key : nil }
            try expectSigned(request, by: id)
        } catch {
            let codes: [Fault.Code] = [
                .missingAuthenticationToken, .incompleteSignature, .invalidSignature, .unrecognizedClient,
            ]
            if error.code == .internalFailure { throw Finding(description: error.message ?? "") }
            try expect(codes.contains(error.code) && error.message != nil, "a request is refused with \(error)")
        }
    }

    /// What passed says what one of the signed requests says, in every part that the service reads.
    private static func expectSigned(_ request: SignedRequest, by id: String) throws(Fault) {
        let target = request.header("x-amz-target").map(trimmed)
        let host = request.header("host").map(trimmed)
        let isSigned = operations.contains { operation in
            operation.target == target && body(of: operation) == request.body && host == "127.0.0.1:7340"
        }
        guard isSigned, request.method == "POST", id == "AKIDEXAMPLE",
            request.headers.filter({ $0.name == "authorization" }).count == 1
        else {
            throw Fault(.internalFailure, "a request passes that nobody signed: \(request)")
        }
    }

    private static func trimmed(_ text: String) -> String {
        String(decoding: text.utf8.split(whereSeparator: { [0x20, 0x09, 0x0D].contains($0) }).joined(), as: UTF8.self)
    }

    private static let operations: [Operation] = [.listDomains, .describeDomain, .pollForDecisionTask]

    private static func body(of operation: Operation) -> [UInt8] {
        Array(#"{"of":"\#(operation.rawValue)"}"#.utf8)
    }

    static let seeds: [FuzzTarget.Seed] = {
        var seeds: [FuzzTarget.Seed] = []
        for operation in operations {
            let fields = [
                (name: "host", value: "127.0.0.1:7340"), (name: "content-type", value: "application/x-amz-json-1.0"),
                (name: "x-amz-target", value: operation.target),
            ]
            let signed = SignatureV4(
                credentials: Credentials(accessKeyId: "AKIDEXAMPLE", secretAccessKey: secret),
                region: "us-east-1"
            ).sign(method: "POST", path: "/", query: "", headers: fields, body: body(of: operation), at: moment)
            let lines = ["POST /"] + (fields + signed).map { "\($0.name):\($0.value)" } + ["", ""]
            seeds.append(
                .init("signed-\(operation.rawValue)", lines.joined(separator: "\n").utf8 + body(of: operation))
            )
        }
        seeds.append(.init("unsigned", "POST /\nHost:h\n\n{}".utf8))
        seeds.append(.init("bearer", "POST /\nHost:h\nAuthorization:Bearer x\n\n{}".utf8))
        seeds.append(
            .init(
                "date",
                """
                POST /\nHost:h\nX-Amz-Target:t\nDate:Sun, 30 Aug 2015 12:36:00 GMT\nAuthorization:AWS4-HMAC-SHA256 \
                Credential=a/20150830/us-east-1/swf/aws4_request, SignedHeaders=date;host;x-amz-target, Signature=0\n\n
                """.utf8
            )
        )
        return seeds
    }()
}
