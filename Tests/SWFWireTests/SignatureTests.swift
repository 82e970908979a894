import SWFModel
import Testing

@testable import SWFWire

@Suite struct SignatureTests {
    static let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    /// 2015-08-30T12:36:00Z, the moment of every published case.
    static let moment = Timestamp(milliseconds: 1_440_938_160_000)
    static let casesAreThere = SharedFixtures.has("sigv4", for: "the published signature cases")
    static let cases = (try? SignatureCase.all()) ?? []

    /// The token of a case whose signer adds it; other cases have it in the request or add it after signing.
    static func token(_ signatureCase: SignatureCase) -> String? {
        signatureCase.name == "get-vanilla-with-session-token"
            ? "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267" : nil
    }

    // Needs the published cases, which are not part of the repository.
    @Test(.enabled(if: casesAreThere)) func `all published cases are found`() {
        #expect(Self.cases.count == 34)
    }

    @Test(.enabled(if: casesAreThere), arguments: cases)
    func `a published request gives its canonical form and string to sign`(_ expected: SignatureCase) {
        var headers = expected.headers
        if let token = Self.token(expected) { headers.append(("X-Amz-Security-Token", token)) }
        let request = CanonicalRequest(
            method: expected.method,
            path: expected.path,
            query: expected.query,
            headers: headers,
            payloadDigest: Digest.hexadecimal(of: Array(expected.body.utf8))
        )
        #expect(String(decoding: request.text, as: UTF8.self) == expected.canonical)
        let scope = CredentialScope(day: "20150830", region: "us-east-1", service: "service")
        let text = scope.stringToSign(request, at: SigningTime(Self.moment))
        #expect(String(decoding: text, as: UTF8.self) == expected.stringToSign)
    }

    @Test(.enabled(if: casesAreThere), arguments: cases)
    func `a published request is signed as published`(_ expected: SignatureCase) throws {
        let credentials = Credentials(
            accessKeyId: "AKIDEXAMPLE",
            secretAccessKey: Self.secret,
            sessionToken: Self.token(expected)
        )
        let added = SignatureV4(credentials: credentials, region: "us-east-1", service: "service").sign(
            method: expected.method,
            path: expected.path,
            query: expected.query,
            headers: expected.headers,
            body: Array(expected.body.utf8),
            at: Self.moment
        )
        let authorization = try #require(added.last)
        #expect(authorization.name == "Authorization")
        #expect(authorization.value == expected.authorization)
        #expect(added.first?.name == "X-Amz-Date")
        #expect(added.first?.value == "20150830T123600Z")
        // The published signed request with a session token carries the signature of the request without one, at odds
        // with its own authorization file: there the authorization file is right.
        if Self.token(expected) == nil {
            #expect(expected.signed.contains("Authorization: \(authorization.value)"))
        }
    }

    /// What botocore 1.43.11 made of the same requests.
    @Test func `a request is signed as botocore signs it`() throws {
        let added = SignatureV4(
            credentials: Credentials(accessKeyId: "AKIDEXAMPLE", secretAccessKey: Self.secret),
            region: "us-east-1"
        ).sign(
            method: "POST",
            path: "/",
            query: "",
            headers: [
                ("X-Amz-Target", "SimpleWorkflowService.DescribeDomain"),
                ("Content-Type", "application/x-amz-json-1.0"),
                ("Host", "swf.us-east-1.amazonaws.com"),
                ("User-Agent", "x/1"),
            ],
            body: Array(#"{"name":"d"}"#.utf8),
            at: Timestamp(milliseconds: 1_709_251_199_999)
        )
        #expect(added.map(\.name) == ["X-Amz-Date", "Authorization"])
        #expect(added[0].value == "20240229T235959Z")
        #expect(
            added[1].value
                == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20240229/us-east-1/swf/aws4_request, "
                + "SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
                + "Signature=7b5838e48c870c2be01278850c6c4829470c6dcbc44fe08725d37fec6e2f3e21"
        )
    }

    @Test func `a request with temporary credentials is signed as botocore signs it`() throws {
        let added = SignatureV4(
            credentials: Credentials(
                accessKeyId: "ASIAEXAMPLE",
                secretAccessKey: "secret/with+signs",
                sessionToken: "token//with+signs=="
            ),
            region: "eu-west-1"
        ).sign(
            method: "POST",
            path: "/",
            query: "",
            // A date and a token that were there before, as on a second try, are replaced.
            headers: [
                ("X-Amz-Target", "SimpleWorkflowService.StartWorkflowExecution"),
                ("Content-Type", "application/x-amz-json-1.0"),
                ("Host", "127.0.0.1:7340"),
                ("x-amz-date", "20250101T000000Z"),
                ("X-AMZ-SECURITY-TOKEN", "old"),
                ("authorization", "old"),
            ],
            body: Array(#"{"input":"héllo 😀"}"#.utf8),
            at: Timestamp(milliseconds: 1_767_225_600_000)
        )
        #expect(added.map(\.name) == ["X-Amz-Date", "X-Amz-Security-Token", "Authorization"])
        #expect(added[1].value == "token//with+signs==")
        #expect(added[2].value.hasSuffix("a860245f1c08d14abb96390763f051ce137cbc4a0910272e6e834a0f7caba4a2"))
    }

    @Test func `an awkward path and query are signed as botocore signs them`() throws {
        let added = SignatureV4(
            credentials: Credentials(accessKeyId: "AKIDEXAMPLE", secretAccessKey: "k"),
            region: "us-gov-west-1"
        ).sign(
            method: "POST",
            path: "/a//b/../c%20d/",
            query: "b=2&a=1&a=0",
            headers: [
                ("X-Amz-Target", "  SimpleWorkflowService.ListDomains  "), ("Host", "swf.us-east-1.amazonaws.com"),
            ],
            body: [],
            at: Timestamp(milliseconds: 946_602_123_000)
        )
        #expect(added[0].value == "19991231T010203Z")
        #expect(added[1].value.hasSuffix("852bedc8c7e6f158f96d179e3cde2a4e81897a4ea8e8503d4e1640d15d152cbd"))
    }

    @Test func `the key of a new day replaces that of the old one`() {
        let signer = SignatureV4(
            credentials: Credentials(accessKeyId: "a", secretAccessKey: "s"),
            region: "us-east-1"
        )
        func signature(_ milliseconds: Int, _ signer: SignatureV4) -> String? {
            signer.sign(
                method: "POST",
                path: "/",
                query: "",
                headers: [("Host", "h")],
                body: [],
                at: Timestamp(milliseconds: milliseconds)
            ).last?.value
        }
        let first = signature(0, signer)
        let second = signature(86_400_000, signer)
        #expect(first != second)
        #expect(signature(0, signer) == first)
        let fresh = SignatureV4(credentials: Credentials(accessKeyId: "a", secretAccessKey: "s"), region: "us-east-1")
        #expect(signature(86_400_000, fresh) == second)
    }

    @Test(arguments: [
        (0, "19700101T000000Z"), (-1, "19691231T235959Z"), (951_782_400_000, "20000229T000000Z"),
        (4_107_542_399_999, "21000228T235959Z"), (4_107_542_400_000, "21000301T000000Z"),
        (-2_208_988_800_000, "19000101T000000Z"),
    ])
    func `a moment is spelt in UTC`(_ milliseconds: Int, _ text: String) {
        #expect(SigningTime(Timestamp(milliseconds: milliseconds)).text == text)
    }

    @Test func `a description of credentials does not tell the secret`() {
        let credentials = Credentials(accessKeyId: "AKID", secretAccessKey: "hush", sessionToken: "quiet")
        #expect("\(credentials)" == "Credentials(AKID)")
        #expect(!String(reflecting: credentials).contains("hush"))
        #expect(!"\(SignatureV4(credentials: credentials, region: "r"))".contains("hush"))
    }
}
