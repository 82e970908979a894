import HTTPTypes
import SWFModel
import SWFWire

@testable import SWFServer

extension FuzzTarget {
    /// The head of an HTTP request: a line of method and path, then a line for each field, `name: value`.
    static let http = FuzzTarget(name: "http", maximumLength: 2048) {
        HTTPHeads.seeds
    } run: { bytes in
        try HTTPHeads.check(bytes)
    }
}

/// What must hold of the rules in front of the service, whatever head a request has.
enum HTTPHeads {
    private static let rules = RequestRules(maximumRequestBytes: 1_048_576)

    static func check(_ bytes: [UInt8]) throws {
        let head = head(bytes)
        let admission = rules.admit(head)
        let fields = head.headerFields
        switch admission {
        case .health:
            try expect(head.path == "/health" && head.method == .get, "\(head) asks for the health")
        case .call(let action, let dialect):
            try expect(head.method == .post && head.path == "/", "\(head) is a call")
            try expect(fields[.origin] == nil, "a page in a browser gets through")
            try expect(fields[values: .contentType].count == 1, "a call has several content types")
            let type = fields[.contentType] ?? ""
            try expect(Dialect(contentType: type) == dialect, "\(type) is answered as \(dialect)")
            try expect(type.lowercased().contains(dialect.rawValue), "\(type) is taken for \(dialect)")
            // One gate, one verifier, one dispatcher: all must have looked at the same field.
            let targets = fields[values: HTTPField.Name("x-amz-target") ?? .via]
            try expect(targets.count == 1, "a call has \(targets.count) targets")
            try expect(
                targets.first.flatMap { WireAction(target: $0) } == action,
                "\(targets) calls \(action)"
            )
            try expect(targets.first?.hasSuffix(action.name) == true, "\(targets) calls \(action)")
        case .refusal(let answer):
            try expect(answer.status.code >= 400, "a refusal has the status \(answer.status.code)")
            try expect(answer.body.count < 400, "a refusal has \(answer.body.count) bytes")
            try expect((try? AWSJSON.decode(Nothing.self, from: answer.body)) != nil, "a refusal is no JSON")
        }
        for size in [0, 1_048_576 - 200, 1_048_576, 1_048_577] {
            let isTooLarge = rules.isTooLarge(bodyBytes: size, fields: fields)
            if size > 1_048_576 { try expect(isTooLarge, "a body of \(size) bytes is not too large") }
            if size == 0 { try expect(!isTooLarge, "no body is too large") }
        }
    }

    /// The head that the bytes spell. What the HTTP parser of the server would refuse is left out, as it does.
    static func head(_ bytes: [UInt8]) -> HTTPRequest {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        let words = (lines.first ?? "").split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let method = words.first.flatMap { HTTPRequest.Method(String($0)) } ?? .post
        var head = HTTPRequest(
            method: method,
            scheme: "http",
            authority: "127.0.0.1",
            path: words.count > 1 ? String(words[1]) : "/"
        )
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let name = HTTPField.Name(String(parts[0])) else { continue }
            head.headerFields.append(HTTPField(name: name, value: String(parts[1].drop { $0 == " " })))
        }
        return head
    }

    private struct Nothing: Decodable {}

    static let seeds: [FuzzTarget.Seed] = [
        call("call", "ListDomains"),
        call("old-target", "com.amazonaws.swf.service.model.SimpleWorkflowService.StartWorkflowExecution"),
        call("two-targets", "ListDomains\nX-Amz-Target: SimpleWorkflowService.CountOpenWorkflowExecutions"),
        call("comma", "SimpleWorkflowService.ListDomains, x.CountOpenWorkflowExecutions"),
        call("browser", "ListDomains\nOrigin: http://example.org"),
        call("length", "ListDomains\nContent-Length: 99999999999999999999"),
        call("negative", "ListDomains\nContent-Length: -5"),
        .init("health", "GET /health\nHost: 127.0.0.1".utf8),
        .init("blank-in-type", "POST /\nContent-Type: application/js on\nX-Amz-Target: a.ListDomains".utf8),
        .init(
            "two-types",
            "POST /\nContent-Type: application/json;\nContent-Type: text/plain\nX-Amz-Target: a.ListDomains".utf8
        ),
        .init("path", "POST /x?y\n".utf8),
        .init("legacy", "POST /\nContent-Type: application/json; charset=utf-8\nX-Amz-Target: a.ListDomains".utf8),
    ]

    private static func call(_ name: String, _ target: String) -> FuzzTarget.Seed {
        .init(name, "POST /\nContent-Type: application/x-amz-json-1.0\nX-Amz-Target: \(target)".utf8)
    }
}
