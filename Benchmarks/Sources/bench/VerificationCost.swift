import SWFModel
import SWFWire

/// What it costs to verify the signature of one request, on one processor, without HTTP.
enum VerificationCost {
    /// Microseconds a request, of a client's usual size.
    ///
    /// - Throws: `Fault`, when the request is refused: then there is nothing to measure.
    static func microseconds(seconds: Double) throws -> Double {
        let body =
            Array(
                #"{"domain":"Publish","taskList":{"name":"DefaultTaskList"},"identity":"a-host:1234:decider","#.utf8
            ) + Array(repeating: UInt8(ascii: " "), count: 200)
        let moment = Timestamp(milliseconds: 1_795_262_400_000)
        let fields = [
            (name: "host", value: "127.0.0.1:7340"), (name: "content-type", value: "application/x-amz-json-1.0"),
            (name: "x-amz-target", value: Operation.pollForDecisionTask.target),
        ]
        let signed = SignatureV4(
            credentials: Credentials(accessKeyId: "AKIDEXAMPLE", secretAccessKey: "a secret of some length"),
            region: "us-east-1"
        ).sign(method: "POST", path: "/", query: "", headers: fields, body: body, at: moment)
        let others = [(name: "user-agent", value: "bench"), (name: "content-length", value: "\(body.count)")]
        let key = VerifyingKey(secretAccessKey: "a secret of some length")
        let verifier = SignatureVerifier(regions: ["us-east-1"])
        let clock = ContinuousClock()
        let start = clock.now
        var count = 0
        while clock.now - start < .seconds(seconds) {
            for _ in 0..<100 {
                // As a server does: the request is taken from the connection's own form each time.
                let request = SignedRequest(method: "POST", path: "/", headers: fields + signed + others, body: body)
                _ = try verifier.verify(request, at: moment) { _ in key }
            }
            count += 100
        }
        return (clock.now - start) / .microseconds(1) / Double(count)
    }
}
