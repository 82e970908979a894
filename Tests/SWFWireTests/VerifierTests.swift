import SWFModel
import Testing

@testable import SWFWire

/// The other side of a signature: swf-spec.md 1.6 and 1.9; reliability.md, section D.
@Suite struct VerifierTests {
    @Test(.enabled(if: SignatureTests.casesAreThere), arguments: SignatureTests.cases)
    func `a published request is verified`(_ published: SignatureCase) throws {
        let token = SignatureTests.token(published)
        var headers = published.headers
        if headers.allSatisfy({ $0.name.lowercased() != "x-amz-date" }) {
            headers.append(("X-Amz-Date", "20150830T123600Z"))
        }
        if let token { headers.append(("X-Amz-Security-Token", token)) }
        let own = headers.first { $0.name.lowercased() == "x-amz-security-token" }?.value
        let request = SignedRequest(
            method: published.method,
            path: published.path,
            query: published.query,
            headers: headers + [("Authorization", published.authorization)],
            body: Array(published.body.utf8)
        )
        let key = VerifyingKey(secretAccessKey: SignatureTests.secret, sessionToken: own)
        // The cases are of another service, which has no x-amz-target, and one of them adds its token after signing.
        let verifier = SignatureVerifier(
            regions: ["us-east-1"],
            service: "service",
            required: ["host"],
            isStrict: false
        )
        #expect(try verifier.verify(request, at: SignatureTests.moment) { _ in key }.accessKeyId == "AKIDEXAMPLE")
        var spoilt = request
        spoilt.body.append(0)
        #expect(throws: Fault.signatureMismatch) {
            try verifier.verify(spoilt, at: SignatureTests.moment) { _ in key }
        }
        #expect(throws: Fault.signatureMismatch) {
            try verifier.verify(request, at: SignatureTests.moment) { _ in
                VerifyingKey(secretAccessKey: "another secret", sessionToken: own)
            }
        }
    }

    @Test(arguments: SWFModel.Operation.allCases)
    func `what our client signs is verified, and is no signature of any other action`(_ operation: SWFModel.Operation) {
        var sample = SignedSample(operation, body: #"{"input":"héllo 😀"}"#)
        #expect(sample.refusal() == nil)
        for other in SWFModel.Operation.allCases where other != operation {
            sample["x-amz-target"] = other.target
            #expect(sample.refusal() == Fault.signatureMismatch)
        }
    }

    @Test(arguments: [
        (0, true), (14 * 60 + 59, true), (15 * 60, true), (15 * 60 + 1, false), (3600, false), (86_400, false),
        (-(14 * 60 + 59), true), (-15 * 60, true), (-(15 * 60 + 1), false), (-86_400, false),
    ])
    func `a signature is good for a quarter of an hour before and after its time`(_ seconds: Int, _ isGood: Bool) {
        let now = SignedSample.moment + .seconds(seconds)
        let refusal = SignedSample().refusal(at: now)
        #expect((refusal == nil) == isGood)
        #expect(refusal == nil || refusal?.code == .invalidSignature)
    }

    @Test func `what is wrong with the time is said with the moments`() {
        #expect(
            SignedSample().refusal(at: SignedSample.moment + .seconds(1200))?.message
                == "Signature expired: 20150830T123600Z is now earlier than 20150830T124100Z "
                + "(20150830T125600Z - 15 min.)"
        )
        #expect(
            SignedSample().refusal(at: SignedSample.moment + .seconds(-1200))?.message
                == "Signature not yet current: 20150830T123600Z is still later than 20150830T123100Z "
                + "(20150830T121600Z + 15 min.)"
        )
    }

    @Test func `around midnight the day before and the day after are both good`() {
        // 2015-08-30T23:59:59Z and ten seconds later.
        let late = Timestamp(milliseconds: 1_440_979_199_000)
        let early = late + .seconds(10)
        #expect(SignedSample(at: late).refusal(at: early) == nil)
        #expect(SignedSample(at: early).refusal(at: late) == nil)
        #expect(SignedSample(at: late).refusal(at: early) == nil)
    }

    @Test func `any bit of the body that is changed breaks the signature`() {
        let whole = SignedSample()
        for bit in 0..<whole.request.body.count * 8 {
            var sample = whole
            sample.request.body[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(sample.refusal() == Fault.signatureMismatch)
        }
        for body in [[], whole.request.body + [0x20], Array(whole.request.body.dropLast())] {
            var sample = whole
            sample.request.body = body
            #expect(sample.refusal() == Fault.signatureMismatch)
        }
    }

    @Test(arguments: ["host", "content-type", "x-amz-target", "x-amz-date", "authorization"])
    func `any bit of a header that is changed is refused`(_ name: String) throws {
        let whole = SignedSample()
        let value = Array(whole[name].utf8)
        for bit in 0..<value.count * 8 {
            var changed = value
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            // What is no text cannot come over HTTP as a header's value.
            guard let text = String(validating: changed, as: UTF8.self) else { continue }
            var sample = whole
            sample[name] = text
            #expect(sample.refusal() != nil, "\(text)")
        }
    }

    @Test(arguments: ["GET", "PUT", "post", ""])
    func `another method breaks the signature`(_ method: String) {
        var sample = SignedSample()
        sample.request.method = method
        #expect(sample.refusal() == Fault.signatureMismatch)
    }

    @Test(arguments: ["", "/", "//", "/.", "/a/.."])
    func `an empty path is the root, in all its spellings`(_ path: String) {
        var sample = SignedSample()
        sample.request.path = path
        #expect(sample.refusal() == nil)
    }

    @Test(arguments: ["/a", "/%2F", "/%2e", "/ ", "/?"])
    func `another path breaks the signature`(_ path: String) {
        var sample = SignedSample()
        sample.request.path = path
        #expect(sample.refusal() == Fault.signatureMismatch)
    }

    @Test(arguments: [
        ("a=1&b=2", "b=2&a=1", true), ("a=%7e", "a=~", true), ("a=%7E", "a=%7e", true), ("a", "a=", true),
        ("a=1", "a=2", false), ("a=1", "A=1", false), ("a=1", "", false), ("a=1&a=2", "a=2&a=1", true),
        ("a=1", "a=1&b", false),
        ("a=b%20c", "a=b+c", false),
    ])
    func `a query counts by what it says`(_ signed: String, _ sent: String, _ isGood: Bool) {
        var sample = SignedSample(query: signed)
        #expect(sample.refusal() == nil)
        sample.request.query = sent
        #expect((sample.refusal() == nil) == isGood)
    }

    @Test(arguments: [
        "  127.0.0.1:7340", "127.0.0.1:7340  ", "\t127.0.0.1:7340\t",
    ])
    func `blanks around a header's value do not count`(_ value: String) {
        var sample = SignedSample()
        sample["host"] = value
        #expect(sample.refusal() == nil)
    }

    @Test(arguments: ["127.0.0.1:7340.", "127.0.0.1", "127.0.0.2:7340", "LOCALHOST:7340", "127.0.0.1 :7340", ""])
    func `another host breaks the signature`(_ value: String) {
        var sample = SignedSample()
        sample["host"] = value
        #expect(sample.refusal() == Fault.signatureMismatch)
    }

    @Test func `headers count whatever the case of their names and their order`() {
        var sample = SignedSample(further: [("X-Amz-Meta", "a  b"), ("My-Header", "1")])
        sample.request = SignedRequest(
            method: "POST",
            path: "/",
            headers: sample.request.headers.reversed().map { ($0.name.uppercased(), $0.value) },
            body: sample.request.body
        )
        #expect(sample.refusal() == nil)
    }

    // The scope of a credential.

    @Test func `a signature for another region or service is refused, and all that is wrong is said at once`() {
        func region(_ name: String) -> String { "Credential should be scoped to a valid region, not '\(name)'. " }
        let service = "Credential should be scoped to correct service: 'swf'. "
        #expect(SignedSample(region: "eu-west-1").refusal() == Fault(.invalidSignature, region("eu-west-1")))
        #expect(SignedSample(service: "s3").refusal() == Fault(.invalidSignature, service))
        #expect(SignedSample(region: "", service: "SWF").refusal() == Fault(.invalidSignature, region("") + service))
    }

    @Test func `a scope of another day than the request's is refused`() {
        var sample = SignedSample()
        sample["authorization"] = sample["authorization"].replacing("/20150830/", with: "/20150829/")
        #expect(
            sample.refusal()?.message
                == "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                + "'20150829' != '20150830', from '20150830T123600Z'. "
        )
    }

    @Test(arguments: ["aws4_request2", "aws4-request", "", "AWS4_REQUEST"])
    func `a scope must end as scopes end`(_ terminator: String) {
        var sample = SignedSample()
        sample["authorization"] = sample["authorization"].replacing("aws4_request", with: terminator)
        #expect(sample.refusal()?.code == .invalidSignature)
    }

    // The header's own form.

    static let missing = Fault(.missingAuthenticationToken, "Request is missing Authentication Token")

    @Test(arguments: [
        "", " ", "Basic dXNlcjpwYXNz", "Bearer eyJh", "AWS AKIDEXAMPLE:frJIUN8DYpKDtOLCwo=",
        "AWS3-HTTPS AWSAccessKeyId=AKIDEXAMPLE,Algorithm=HmacSHA256,Signature=x", "Negotiate", "aws4-hmac-sha256",
        "Aws4-Hmac-Sha256 Credential=a", "\u{FF21}WS4-HMAC-SHA256",
    ])
    func `no other scheme is a token`(_ value: String) {
        var sample = SignedSample()
        sample["authorization"] = value
        #expect(sample.refusal() == Self.missing)
    }

    @Test func `the right header under a scheme in lower case is no token`() {
        var sample = SignedSample()
        sample["authorization"] = sample["authorization"].replacing("AWS4-HMAC-SHA256", with: "aws4-hmac-sha256")
        #expect(sample.refusal() == Self.missing)
        sample.remove("authorization")
        #expect(sample.refusal() == Self.missing)
    }

    @Test(arguments: [
        "AWS4-ECDSA-P256-SHA256", "AWS4-HMAC-SHA256-PAYLOAD", "AWS4-HMAC-SHA1", "AWS4-", "AWS4-HMAC-SHA256X",
        "AWS4-HMAC-SHA512",
    ])
    func `no other algorithm is taken`(_ algorithm: String) {
        var sample = SignedSample()
        sample["authorization"] = sample["authorization"].replacing("AWS4-HMAC-SHA256", with: algorithm)
        #expect(sample.refusal()?.code == .incompleteSignature)
        #expect(sample.refusal()?.message?.hasPrefix("Unsupported AWS 'algorithm': '\(algorithm)'.") == true)
    }

    @Test(arguments: [
        ("AWS4-HMAC-SHA256", ["Credential", "Signature", "SignedHeaders"]),
        ("AWS4-HMAC-SHA256 Credential=a/b/c/d/e", ["Signature", "SignedHeaders"]),
        ("AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host", ["Signature"]),
        ("AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=", ["Signature"]),
        ("AWS4-HMAC-SHA256 SignedHeaders=,Signature=x", ["Credential", "SignedHeaders"]),
    ])
    func `what the header lacks is said`(_ value: String, _ names: [String]) {
        var sample = SignedSample()
        sample["authorization"] = value
        let sentences = names.map { "Authorization header requires '\($0)' parameter. " }.joined()
        #expect(sample.refusal() == Fault(.incompleteSignature, "\(sentences)Authorization=\(value)"))
    }

    @Test(arguments: [
        "AWS4-HMAC-SHA256 Credential", "AWS4-HMAC-SHA256 Credential=a/b/c/d, SignedHeaders=host, Signature=x",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e/f, SignedHeaders=host, Signature=x",
        "AWS4-HMAC-SHA256 Credential=/b/c/d/e, SignedHeaders=host, Signature=x",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, Credential=a/b/c/d/e, SignedHeaders=host, Signature=x",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=x, Signature=y",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=x, Expires=60",
        "AWS4-HMAC-SHA256 credential=a/b/c/d/e, signedheaders=host, signature=x",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e SignedHeaders=host Signature=x",
    ])
    func `a header of another form is incomplete`(_ value: String) {
        var sample = SignedSample()
        sample["authorization"] = value
        #expect(sample.refusal()?.code == .incompleteSignature)
    }

    @Test func `a header without blanks after its commas is as good`() {
        var sample = SignedSample()
        sample["authorization"] = sample["authorization"].replacing(", ", with: ",")
        #expect(sample.refusal() == nil)
        sample["authorization"] = sample["authorization"].replacing(",", with: " ,\t")
        #expect(sample.refusal() == Self.missing, "a tab is no part of it")
    }

    @Test(arguments: [0, 1, 63, 65, 128])
    func `a signature has 64 digits`(_ count: Int) {
        var sample = SignedSample()
        let signature = String(sample["authorization"].suffix(64))
        let other = String((signature + signature).prefix(count))
        sample["authorization"] = sample["authorization"].replacing(signature, with: other)
        #expect(sample.refusal()?.code == (count == 0 ? .incompleteSignature : .invalidSignature))
    }

    @Test func `a signature in capitals is none`() {
        var sample = SignedSample()
        let signature = String(sample["authorization"].suffix(64))
        sample["authorization"] = sample["authorization"].replacing(signature, with: signature.uppercased())
        #expect(sample.refusal() == Fault.signatureMismatch)
    }

    // What must be signed, and how often it may be there.

    private func relisted(_ change: (inout [String]) -> Void) -> SignedSample {
        var sample = SignedSample()
        let list = "content-type;host;x-amz-date;x-amz-target"
        var names = list.split(separator: ";").map(String.init)
        change(&names)
        sample["authorization"] = sample["authorization"].replacing(list, with: names.joined(separator: ";"))
        return sample
    }

    @Test(arguments: ["host", "x-amz-date", "x-amz-target"])
    func `a signature must cover these headers`(_ name: String) {
        let sample = relisted { $0.removeAll { $0 == name } }
        #expect(
            sample.refusal()
                == Fault(.invalidSignature, "'\(name)' must be a 'SignedHeader' in the AWS Authorization.")
        )
    }

    @Test(arguments: [
        ("x-amz-security-token", "t"), ("x-amz-content-sha256", "UNSIGNED-PAYLOAD"), ("x-amz-anything", ""),
    ])
    func `a header of Amazon's that is not signed is refused`(_ name: String, _ value: String) {
        var sample = SignedSample()
        sample.add(name, value)
        #expect(
            sample.refusal()
                == Fault(.invalidSignature, "'\(name)' must be a 'SignedHeader' in the AWS Authorization.")
        )
    }

    @Test func `headers that are nobody's may be added on the way`() {
        var sample = SignedSample()
        for name in ["user-agent", "x-amzn-trace-id", "x-forwarded-for", "via", "connection", "x-forwarded-for"] {
            sample.add(name, "x")
        }
        #expect(sample.refusal() == nil)
    }

    @Test func `the list of signed headers has one form`() {
        let spoilt = [
            relisted { $0.append("x-absent") }, relisted { $0.append("content-type") }, relisted { $0.reverse() },
            relisted { $0[1] = "Host" }, relisted { $0.append("") }, relisted { $0.insert("", at: 0) },
            relisted { $0[1] = " host" }, relisted { $0.removeAll { $0 == "content-type" } },
        ]
        for sample in spoilt {
            #expect(sample.refusal()?.code == .invalidSignature, "\(sample["authorization"])")
        }
    }

    @Test(arguments: [
        "host", "x-amz-date", "x-amz-target", "content-type", "date", "x-amz-security-token", "x-amz-anything",
        "content-length", "transfer-encoding",
    ])
    func `a header that is read may not be there twice, even with one value`(_ name: String) {
        var sample = SignedSample()
        if sample.request.header(name) == nil { sample.add(name, "x") }
        sample.add(name, sample[name])
        #expect(
            sample.refusal() == Fault(.invalidSignature, "The header '\(name)' is there more than once.")
        )
    }

    @Test func `two authorizations are none, even the same twice`() {
        var sample = SignedSample()
        sample.add("authorization", sample["authorization"])
        #expect(sample.refusal()?.code == .incompleteSignature)
        sample = SignedSample()
        sample.request.headers.insert(("authorization", "Basic eDp5"), at: 0)
        #expect(sample.refusal()?.code == .incompleteSignature)
    }

    @Test(arguments: [
        "X-Amz-Algorithm=AWS4-HMAC-SHA256", "x-amz-credential=a", "a=1&%58-Amz-Signature=0", "X-AMZ-SignedHeaders",
    ])
    func `credentials in the query are refused, beside the header or alone`(_ query: String) {
        var sample = SignedSample(query: query)
        #expect(sample.refusal()?.code == .invalidSignature)
        sample.remove("authorization")
        #expect(sample.refusal() == Self.missing)
    }

    // The digest of the body.

    @Test(arguments: [
        "UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "",
        // Of the empty body.
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ])
    func `no other digest than the body's own is believed, signed as it may be`(_ claim: String) {
        let sample = SignedSample(further: [("X-Amz-Content-SHA256", claim)])
        #expect(sample.refusal()?.code == .invalidSignature)
        #expect(sample.refusal()?.message?.contains("x-amz-content-sha256") == true)
    }

    @Test func `the body's own digest may be told`() {
        let digest = String(decoding: Digest.hexadecimal(of: Array(#"{"name":"d"}"#.utf8)), as: UTF8.self)
        #expect(SignedSample(further: [("X-Amz-Content-SHA256", digest)]).refusal() == nil)
        #expect(SignedSample(further: [("X-Amz-Content-SHA256", digest.uppercased())]).refusal() != nil)
    }

    @Test func `a signature made over UNSIGNED-PAYLOAD in place of the digest is none`() {
        // A signer that follows the header, as those of S3 do.
        var sample = SignedSample(further: [("X-Amz-Content-SHA256", "UNSIGNED-PAYLOAD")])
        let time = SigningTime(SignedSample.moment)
        let names = ["content-type", "host", "x-amz-content-sha256", "x-amz-date", "x-amz-target"]
        let canonical = CanonicalRequest(
            method: "POST",
            path: "/",
            query: "",
            headers: sample.request.headers.filter { names.contains($0.name) },
            payloadDigest: Array("UNSIGNED-PAYLOAD".utf8)
        )
        let scope = CredentialScope(day: time.day, region: "us-east-1", service: "swf")
        let code = Digest.authenticated(
            scope.stringToSign(canonical, at: time),
            key: scope.signingKey(secretAccessKey: SignedSample.secret)
        )
        let signature = String(decoding: Digest.hexadecimal(code), as: UTF8.self)
        sample["authorization"] = sample["authorization"].dropLast(64) + signature
        #expect(sample.refusal()?.code == .invalidSignature)
        sample.remove("x-amz-content-sha256")
        #expect(sample.refusal()?.code == .invalidSignature)
    }

    // Keys.

    @Test func `an unknown key is refused after the same work as a known one`() {
        let verifier = SignatureVerifier(regions: ["us-east-1"])
        #expect(verifier.decoy.derivedScopes.isEmpty)
        #expect(SignedSample().refusal(by: verifier) == nil)
        #expect(verifier.decoy.derivedScopes.isEmpty)
        #expect(SignedSample().refusal(by: verifier, keys: [:]) == Fault.unrecognizedClient)
        // The key of the day was derived for the stand-in, as it is for a real one.
        #expect(verifier.decoy.derivedScopes.map(\.text) == ["20150830/us-east-1/swf/aws4_request"])
    }

    @Test func `who signed is told with the region, and each region has a key of its own`() throws {
        let verifier = SignatureVerifier(regions: ["eu-west-1", "us-east-1"])
        let key = VerifyingKey(secretAccessKey: SignedSample.secret)
        for region in ["us-east-1", "eu-west-1", "us-east-1"] {
            let headers = [
                ("host", "127.0.0.1"), ("content-type", "application/x-amz-json-1.0"),
                ("x-amz-target", "SimpleWorkflowService.ListDomains"),
            ]
            let credentials = Credentials(accessKeyId: "AKID", secretAccessKey: SignedSample.secret)
            let signed = SignatureV4(credentials: credentials, region: region)
                .sign(method: "POST", path: "/", query: "", headers: headers, body: [], at: SignedSample.moment)
            let request = SignedRequest(method: "POST", path: "/", headers: headers + signed, body: [])
            let signer = try verifier.verify(request, at: SignedSample.moment) { _ in key }
            #expect(signer == Signer(accessKeyId: "AKID", region: region))
            let authorization = signed.first { $0.name == "Authorization" }?.value
            #expect(SignatureVerifier.claimedRegion(authorization: authorization) == region)
        }
        #expect(Set(key.derivedScopes.map(\.region)) == ["eu-west-1", "us-east-1"])
    }

    @Test(arguments: [nil, "", "Basic eDp5", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=a/eu-west-1"])
    func `an authorization that cannot be read claims no region`(authorization: String?) {
        #expect(SignatureVerifier.claimedRegion(authorization: authorization) == nil)
    }

    @Test func `a request signed with the stand-in's own secret is refused`() {
        let credentials = Credentials(
            accessKeyId: "anybody",
            secretAccessKey: "the key that nobody has, of forty letters"
        )
        let sample = SignedSample(credentials: credentials)
        #expect(sample.refusal(keys: ["anybody": SignedSample.verifier.decoy]) == nil, "it is the stand-in's secret")
        #expect(sample.refusal() == Fault.unrecognizedClient)
    }

    @Test func `the key is asked for by its exact id`() {
        for id in ["akidexample", "AKIDEXAMPLE ", "AKIDEXAMPL", "AKIDEXAMPLE1", "*"] {
            let credentials = Credentials(accessKeyId: id, secretAccessKey: SignedSample.secret)
            #expect(SignedSample(credentials: credentials).refusal()?.code == .unrecognizedClient)
        }
    }

    @Test func `a key's session token must be carried, and no other, and none where there is none`() {
        func sample(_ token: String?) -> SignedSample {
            SignedSample(
                credentials: Credentials(
                    accessKeyId: SignedSample.id,
                    secretAccessKey: SignedSample.secret,
                    sessionToken: token
                )
            )
        }
        let key = VerifyingKey(secretAccessKey: SignedSample.secret, sessionToken: "t0ken")
        let keys = [SignedSample.id: key]
        #expect(sample("t0ken").refusal(keys: keys) == nil)
        for token in [nil, "", "t0kem", "t0ken1", "T0KEN"] as [String?] {
            #expect(sample(token).refusal(keys: keys) == Fault.unrecognizedClient)
        }
        #expect(sample("t0ken").refusal() == Fault.unrecognizedClient)
        #expect(sample("").refusal() == Fault.unrecognizedClient)
    }

    @Test func `a key does not tell its secret`() {
        let key = VerifyingKey(secretAccessKey: "hush hush", sessionToken: "quiet")
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped, "\([key])"] {
            #expect(!text.contains("hush") && !text.contains("quiet"))
        }
    }

    // The time of a request.

    @Test(arguments: [
        "20150830T123600Z", "Sun, 30 Aug 2015 12:36:00 GMT", "Sun, 30 Aug 2015 12:36:00 -0000",
    ])
    func `a request may tell its time in Date`(_ date: String) throws {
        // As botocore does for a request that came with a Date: the time of the signature is that of the header.
        var sample = SignedSample(further: [("Date", date)])
        sample.remove("x-amz-date")
        let names = ["content-type", "date", "host", "x-amz-target"]
        let canonical = CanonicalRequest(
            method: "POST",
            path: "/",
            query: "",
            headers: sample.request.headers.filter { names.contains($0.name) },
            payloadDigest: Digest.hexadecimal(of: sample.request.body)
        )
        let time = SigningTime(SignedSample.moment)
        let scope = CredentialScope(day: time.day, region: "us-east-1", service: "swf")
        let code = Digest.authenticated(
            scope.stringToSign(canonical, at: time),
            key: scope.signingKey(secretAccessKey: SignedSample.secret)
        )
        sample["authorization"] =
            "AWS4-HMAC-SHA256 Credential=\(SignedSample.id)/\(scope.text), SignedHeaders=\(canonical.signedHeaders), "
            + "Signature=\(String(decoding: Digest.hexadecimal(code), as: UTF8.self))"
        #expect(sample.refusal() == nil)
        sample["date"] = "Sun, 30 Aug 2015 12:36:01 GMT"
        #expect(sample.refusal() == Fault.signatureMismatch)
    }

    @Test func `of two times X-Amz-Date counts, and one there must be`() {
        var sample = SignedSample()
        sample.add("date", "Sun, 30 Aug 2015 18:00:00 GMT")
        #expect(sample.refusal() == nil)
        sample.remove("date")
        sample.remove("x-amz-date")
        #expect(sample.refusal()?.code == .incompleteSignature)
    }

    @Test(arguments: [
        "", "20150830", "20150830T123600", "20150830t123600z", "2015-08-30T12:36:00Z", "20151330T123600Z",
        "20150230T123600Z", "20150830T243600Z", "20150830T126000Z", "20150830T123660Z", "20150830T1236000Z",
        "Sun, 30 Aug 2015 12:36:00 GMT", "+0150830T123600Z", "20150830T12３600Z", "1440938160",
    ])
    func `X-Amz-Date has one form`(_ date: String) {
        var sample = SignedSample()
        sample["x-amz-date"] = date
        #expect(
            sample.refusal() == Fault(.incompleteSignature, "Date must be in ISO-8601 'basic format'. Got '\(date)'.")
        )
    }

    @Test(arguments: [
        "Sun, 30 Aug 2015 12:36:00 CET", "Sunday, 30-Aug-15 12:36:00 GMT", "Sun Aug 30 12:36:00 2015",
        "Sun, 31 Feb 2015 12:36:00 GMT", "Sun, 3 Aug 2015 12:36:00 GMT", "Sun, 30 aug 2015 12:36:00 GMT",
        "Sun, 30 Aug 2015 12:36 GMT", "Sun, 30 Aug 2015 12:36:00", "Sun, 30 Aug 2015 +1:36:00 GMT", "",
        "Sun,  30 Aug 2015 12:36:00 GMT",
    ])
    func `Date has the form of HTTP`(_ date: String) {
        #expect(SigningTime(httpDate: date) == nil)
    }

    @Test(arguments: [0, -1, 951_782_400_000, 4_107_542_399_000, 4_107_542_400_000, -2_208_988_800_000])
    func `a time that was written is read as the same`(_ milliseconds: Int) {
        let time = SigningTime(Timestamp(milliseconds: milliseconds))
        #expect(SigningTime(time.text)?.text == time.text)
        #expect(SigningTime(time.text)?.day == time.day)
    }
}
