import SWFModel

@testable import SWFWire

extension FuzzTarget {
    /// The verifier of signatures. The first byte says whether the rest is a request as it came, or one to be signed here
    /// and changed; both are spelt as in `signing`.
    static let verifier = FuzzTarget(name: "verifier", maximumLength: 2048) {
        Verifying.seeds
    } run: { bytes in
        guard let choice = bytes.first else { return }
        if choice % 2 == 0 {
            try Verifying.stranger(Signatures.Head(Array(bytes.dropFirst())))
        } else {
            try Verifying.signed(
                Signatures.Head(Array(bytes.dropFirst(3))),
                place: Int(bytes.dropFirst().first ?? 0),
                change: bytes.dropFirst(2).first ?? 0
            )
        }
    }
}

/// What must hold of the gate: a request gets through exactly when somebody who holds the secret signed what it says.
enum Verifying {
    private static let now = Timestamp(milliseconds: 1_440_938_160_000)
    private static let verifier = SignatureVerifier(regions: ["us-east-1"])
    private static let plain = Credentials(accessKeyId: "AKIDFUZZ", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCY")
    private static let temporary = Credentials(
        accessKeyId: "AKIDTEMP",
        secretAccessKey: "another secret of a key for a while",
        sessionToken: "token/of+a=session"
    )
    private static let keys = [plain, temporary].reduce(into: [String: VerifyingKey]()) { keys, credentials in
        keys[credentials.accessKeyId] = VerifyingKey(
            secretAccessKey: credentials.secretAccessKey,
            sessionToken: credentials.sessionToken
        )
    }

    /// A request as it came. Nobody knows the secrets, so what gets through says what one of the seeds says.
    static func stranger(_ head: Signatures.Head) throws(Finding) {
        guard let id = try verified(head) else { return }
        try expect(keys[id] != nil, "a request gets through under the key \(id)")
        let meaning = RequestMeaning(head)
        try expect(known.contains { $0.meaning == meaning && $0.id == id }, "a forged request gets through: \(head)")
    }

    /// Any request that is signed here gets through, and with one change of what it says it does not.
    static func signed(_ head: Signatures.Head, place: Int, change: UInt8) throws(Finding) {
        let credentials = place % 2 == 0 ? plain : temporary
        guard let request = sign(head, credentials) else { return }
        let id = try verified(request)
        try expect(id == credentials.accessKeyId, "a signed request does not get through: \(request)")
        let meaning = RequestMeaning(request)
        // An eighth of the changes at a time: the fuzzer comes by often.
        let eighth = RequestChanges.all(of: request).enumerated().filter { $0.offset % 8 == Int(change) % 8 }
        let byte = RequestChanges.authorization(of: request, place: place, change: change)
        for (what, changed) in eighth.map(\.element) + byte {
            guard try verified(changed) != nil else { continue }
            try expect(RequestMeaning(changed) == meaning, "with \(what) changed a request gets through: \(changed)")
        }
        for seconds in [-901, 901] {
            let time = now + .seconds(seconds)
            try expect(try verified(request, at: time) == nil, "a request gets through \(seconds) s off its time")
        }
        let others = keys.mapValues { _ in VerifyingKey(secretAccessKey: "not the secret that it was") }
        try expect(try verified(request, keys: others) == nil, "a request gets through under another secret")
        try expect(try verified(request, keys: [:]) == nil, "a request gets through under a key that is unknown")
        let elsewhere = SignatureVerifier(regions: ["eu-west-1"])
        try expect(try verified(request, by: elsewhere) == nil, "a request gets through in another region")
    }

    /// The request as a client of ours sends it; nil for what the signer is never given.
    static func sign(_ head: Signatures.Head, _ credentials: Credentials) -> Signatures.Head? {
        var request = head
        func first(_ name: String) -> String? { head.fields.first { $0.name.lowercased() == name }?.value }
        // What is read may be there once, and a client sets these itself.
        request.fields = head.fields.filter { field in
            let name = field.name.lowercased()
            return !name.hasPrefix("x-amz-")
                && !["host", "date", "content-type", "content-length", "transfer-encoding", "authorization"].contains(
                    name
                )
        }
        request.fields.append(("Host", first("host") ?? "127.0.0.1:7340"))
        request.fields.append(("X-Amz-Target", first("x-amz-target") ?? "SimpleWorkflowService.ListDomains"))
        request.fields.append(("Content-Type", "application/x-amz-json-1.0"))
        let signer = SignatureV4(credentials: credentials, region: "us-east-1")
        request.fields += signer.sign(
            method: request.method,
            path: request.path,
            query: request.query,
            headers: request.fields,
            body: request.body,
            at: now
        )
        return SignedRequest(request).isSignedInQuery ? nil : request
    }

    /// Under which key a request gets through; nil when it is refused, which is said shortly and with one of four faults.
    private static func verified(
        _ head: Signatures.Head,
        by verifier: SignatureVerifier = Self.verifier,
        keys: [String: VerifyingKey] = Self.keys,
        at now: Timestamp = Self.now
    ) throws(Finding) -> String? {
        do {
            return try verifier.verify(SignedRequest(head), at: now) { keys[$0] }.accessKeyId
        } catch {
            let codes: [Fault.Code] = [
                .missingAuthenticationToken, .incompleteSignature, .invalidSignature, .unrecognizedClient,
            ]
            try expect(codes.contains(error.code), "a request is refused with \(error)")
            let length = error.message?.utf8.count ?? 0
            let given = head.fields.reduce(head.query.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count }
            try expect(length <= 1024 + 4 * given, "a refusal has \(length) bytes")
            let said = error.message ?? ""
            for secret in [plain.secretAccessKey, temporary.secretAccessKey] {
                try expect(!said.contains(secret), "a refusal says the secret")
            }
            return nil
        }
    }

    /// The requests that are in the corpus with signatures that hold.
    private static let good: [(name: String, head: Signatures.Head, id: String)] = {
        let body =
            "POST /\nUser-Agent:fuzz\nX-Amz-Target:SimpleWorkflowService.ListDomains\n\n{\"registrationStatus\":\"REGISTERED\"}"
        let query = "POST /a//b/../c?b=2&a=%41&a\nAccept:a  b\nAccept:c\nHost: example.org \n\n"
        return [("body", body, plain), ("session", body, temporary), ("query", query, plain)].compactMap {
            name,
            text,
            credentials in
            sign(Signatures.Head(Array(text.utf8)), credentials).map { (name, $0, credentials.accessKeyId) }
        }
    }()

    private static let known = good.map { (meaning: RequestMeaning($0.head), id: $0.id) }

    static let seeds: [FuzzTarget.Seed] =
        signedSeeds + [
            .init("bearer", choice: 0, "POST /\nHost:h\nAuthorization:Bearer x\n\n{}".utf8),
            .init(
                "date",
                choice: 0,
                """
                POST /\nHost:h\nX-Amz-Target:t\nDate:Sun, 30 Aug 2015 12:36:00 GMT\nAuthorization:AWS4-HMAC-SHA256 \
                Credential=AKIDFUZZ/20150830/us-east-1/swf/aws4_request, SignedHeaders=date;host;x-amz-target, \
                Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n\n
                """.utf8
            ),
        ]

    private static let signedSeeds: [FuzzTarget.Seed] = good.flatMap { name, head, _ in
        let asItCame = [
            FuzzTarget.Seed("good-\(name)", choice: 0, head.bytes),
            FuzzTarget.Seed("unsigned-\(name)", choice: 0, unsigned(head).bytes),
        ]
        return asItCame
            + (0..<8).map { .init("sign-\(name)-\($0)", choice: 1, [60 + $0, $0] + unsigned(head).bytes) }
    }

    private static func unsigned(_ head: Signatures.Head) -> Signatures.Head {
        var head = head
        head.fields.removeAll { $0.name == "Authorization" }
        return head
    }
}

extension SignedRequest {
    /// The request that the lines spell.
    init(_ head: Signatures.Head) {
        self.init(method: head.method, path: head.path, query: head.query, headers: head.fields, body: head.body)
    }
}
