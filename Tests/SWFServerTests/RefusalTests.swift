import Logging
import SWFModel
import Testing

@testable import SWFServer

/// What is refused before or instead of a call (swf-spec.md 1.6; reliability.md D).
@Suite(.timeLimit(.minutes(10))) struct RefusalTests {
    /// A request and how it is answered.
    struct Refusal: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var request: String
        var status: String
        var body: String
    }

    private static func post(
        _ body: String,
        target: String? = "SimpleWorkflowService.DescribeDomain",
        contentType: String? = "application/x-amz-json-1.0",
        more: [String] = []
    ) -> String {
        var lines = ["POST / HTTP/1.1", "Host: localhost"]
        if let target { lines.append("X-Amz-Target: \(target)") }
        if let contentType { lines.append("Content-Type: \(contentType)") }
        lines += more + ["Content-Length: \(body.utf8.count)", "", body]
        return lines.joined(separator: "\r\n")
    }

    private static let serialization = #"{"__type":"com.amazon.coral.service#SerializationException"}"#
    private static let unknownOperation = #"{"__type":"com.amazon.coral.service#UnknownOperationException"}"#
    private static let valid = #"{"name":"a"}"#
    private static let wrongType = """
        {"__type":"com.amazon.coral.service#UnknownOperationException",\
        "Message":"The Content-Type must be application/x-amz-json-1.0 or application/json."}
        """

    static let refusals = [
        Refusal(
            testDescription: "an unknown action",
            request: post(valid, target: "SimpleWorkflowService.DropTables"),
            status: "400 Bad Request",
            body: unknownOperation
        ),
        Refusal(
            testDescription: "an action in the wrong case",
            request: post(valid, target: "SimpleWorkflowService.describeDomain"),
            status: "400 Bad Request",
            body: unknownOperation
        ),
        Refusal(
            testDescription: "no target",
            request: post(valid, target: nil),
            status: "400 Bad Request",
            body: unknownOperation
        ),
        Refusal(
            testDescription: "an empty target",
            request: post(valid, target: ""),
            status: "400 Bad Request",
            body: unknownOperation
        ),
        Refusal(
            testDescription: "two targets",
            request: post(valid, more: ["X-Amz-Target: SimpleWorkflowService.DeprecateDomain"]),
            status: "400 Bad Request",
            body: unknownOperation
        ),
        Refusal(
            testDescription: "a body that is not JSON",
            request: post("{nonsense"),
            status: "400 Bad Request",
            body: serialization
        ),
        Refusal(
            testDescription: "bytes that are not UTF-8 text",
            request: post("{\"name\":\"\u{0}\u{1}\"}"),
            status: "400 Bad Request",
            body: serialization
        ),
        Refusal(
            testDescription: "a number in place of a string",
            request: post(#"{"name":3}"#),
            status: "400 Bad Request",
            body: """
                {"__type":"com.amazon.coral.service#SerializationException",\
                "Message":"class java.lang.Short can not be converted to an String"}
                """
        ),
        Refusal(
            testDescription: "an object in place of a string",
            request: post(#"{"name":{}}"#),
            status: "400 Bad Request",
            body: """
                {"__type":"com.amazon.coral.service#SerializationException",\
                "Message":"Start of structure or map found where not expected."}
                """
        ),
        Refusal(
            testDescription: "no body where a member is required",
            request: post(""),
            status: "400 Bad Request",
            body: """
                {"__type":"com.amazon.coral.validate#ValidationException","message":"1 validation error detected: \
                Value null at 'name' failed to satisfy constraint: Member must not be null"}
                """
        ),
        Refusal(
            testDescription: "a text/plain post, as a web page can send it",
            request: post(valid, contentType: "text/plain"),
            status: "415 Unsupported Media Type",
            body: wrongType
        ),
        Refusal(
            testDescription: "no content type",
            request: post(valid, contentType: nil),
            status: "415 Unsupported Media Type",
            body: wrongType
        ),
        Refusal(
            testDescription: "a form",
            request: post("a=b", contentType: "application/x-www-form-urlencoded"),
            status: "415 Unsupported Media Type",
            body: wrongType
        ),
        Refusal(
            testDescription: "a post of a web page",
            request: post(valid, more: ["Origin: http://attacker.example:7340"]),
            status: "403 Forbidden",
            body: #"{"message":"Requests from web pages are not taken: they carry the field Origin."}"#
        ),
        Refusal(
            testDescription: "another path",
            request: "POST /other HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}",
            status: "404 Not Found",
            body: #"{"message":"There is nothing at this path. The service answers POST / and GET /health."}"#
        ),
        Refusal(
            testDescription: "credentials in the query",
            request: "POST /?X-Amz-Signature=00 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}",
            status: "404 Not Found",
            body: #"{"message":"There is nothing at this path. The service answers POST / and GET /health."}"#
        ),
        Refusal(
            testDescription: "another method",
            request: "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            status: "405 Method Not Allowed",
            body: #"{"message":"This path answers POST only."}"#
        ),
        Refusal(
            testDescription: "a preflight",
            request: "OPTIONS / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://attacker.example\r\n\r\n",
            status: "405 Method Not Allowed",
            body: #"{"message":"This path answers POST only."}"#
        ),
        Refusal(
            testDescription: "a post to the health path",
            request: "POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
            status: "405 Method Not Allowed",
            body: #"{"message":"This path answers GET only."}"#
        ),
    ]

    @Test(arguments: refusals)
    func `it is refused and the connection goes on`(refusal: Refusal) async throws {
        let service = StubService()
        try await withServer(service) { server in
            let client = try await server.connect()
            try await client.send(refusal.request)
            let answer = try await client.answer()
            #expect(answer?.statusLine == "HTTP/1.1 \(refusal.status)")
            #expect(answer?.body == refusal.body)
            #expect(answer?.field("x-amzn-RequestId")?.count == 36)
            #expect(answer?.field("Access-Control-Allow-Origin") == nil)
            #expect(service.calls.isEmpty)
            try await client.post("ListDomains", #"{"registrationStatus":"REGISTERED"}"#)
            #expect(try await client.answer()?.statusLine == "HTTP/1.1 200 OK")
            try await client.close()
        }
    }

    @Test func `an error of the service's own is told to the log and not to the caller`() async throws {
        struct DiskIsFull: Error { var path = "/secret/place" }
        let log = Recorder()
        try await withServer(StubService { _ in throw DiskIsFull() }, logger: Logger(label: "test") { _ in log }) {
            server in
            let client = try await server.connect()
            try await client.post("DescribeDomain", #"{"name":"a"}"#)
            let answer = try await client.answer()
            #expect(answer?.statusLine == "HTTP/1.1 500 Internal Server Error")
            #expect(answer?.body == #"{"__type":"com.amazon.coral.service#InternalFailure"}"#)
            let identifier = answer?.field("x-amzn-RequestId") ?? "none"
            let line = log.lines.first { $0.contains("/secret/place") }
            #expect(line?.contains("DescribeDomain") == true)
            #expect(line?.contains(identifier) == true)
            try await client.close()
        }
    }
}
