import SWFModel

@testable import SWFWire

extension FuzzTarget {
    /// The parts of a signature: canonical requests, percent-encoding, scopes, times. The input is the head of a
    /// request as in `http`, and a body after an empty line.
    static let signing = FuzzTarget(name: "signing", maximumLength: 1024) {
        Signatures.seeds
    } run: { bytes in
        try Signatures.encoding(bytes)
        try Signatures.canonical(bytes)
        try Signatures.time(bytes)
    }
}

/// What must hold of the text that both sides of a signature make of a request.
enum Signatures {
    /// Encoded bytes are plain ASCII and decode to themselves; decoding never makes a text longer.
    static func encoding(_ bytes: [UInt8]) throws(Finding) {
        let encoded = PercentEncoding.encoded(bytes)
        try expect(PercentEncoding.decoded(encoded) == bytes, "bytes differ after percent-encoding")
        try expect(encoded.allSatisfy { isUnreserved($0) || $0 == UInt8(ascii: "%") }, "a reserved byte is left")
        try expect(encoded.count <= 3 * bytes.count, "percent-encoding takes too much")
        let decoded = PercentEncoding.decoded(bytes)
        try expect(decoded.count <= bytes.count, "percent-decoding makes more of it")
        // One canonical spelling: whatever spelling came, encoding what it means gives one text.
        let again = PercentEncoding.decoded(PercentEncoding.encoded(decoded))
        try expect(again == decoded, "decoded bytes differ after percent-encoding")
    }

    /// Another request is another text, and nothing in a request can pass for another part of it.
    static func canonical(_ bytes: [UInt8]) throws(Finding) {
        let request = Head(bytes)
        let text = canonical(request)
        let lines = text.text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let names = Set(request.fields.map { $0.name.lowercased() }).sorted()
        try expect(text.signedHeaders == names.joined(separator: ";"), "the signed headers are \(text.signedHeaders)")
        try expect(lines.count == 6 + max(names.count, 1), "a canonical request has \(lines.count) lines")
        try expect(lines[1].first == UInt8(ascii: "/"), "a canonical path does not begin with a slash")
        for part in [lines[1], lines[2]] {
            let isPlain = part.allSatisfy { isUnreserved($0) || "%/&=".utf8.contains($0) }
            try expect(isPlain, "a canonical path or query holds a reserved byte")
        }
        try expect(
            !lines[1].split(separator: UInt8(ascii: "/")).contains { $0 == [46] || $0 == [46, 46] },
            "a dot is left"
        )
        for (name, line) in zip(names, lines.dropFirst(3)) {
            try expect(line.starts(with: Array((name + ":").utf8)), "a header stands under another name")
        }
        // What is canonical stays so.
        var again = request
        again.query = String(decoding: lines[2], as: UTF8.self)
        try expect(canonical(again).text == text.text, "a canonical query changes when it is made canonical")
        // The order of headers of different names is nothing, and neither is that of parameters.
        var turned = request
        turned.fields = names.reversed().flatMap { name in request.fields.filter { $0.name.lowercased() == name } }
        turned.query = request.query.split(separator: "&").reversed().joined(separator: "&")
        try expect(canonical(turned).text == text.text, "a canonical request depends on an order")
        // One letter more anywhere is another request.
        for change in changes(request) {
            try expect(canonical(change).text != text.text, "two requests have one canonical text")
        }
    }

    /// A time of a signature has 16 characters and its day is in front of it.
    static func time(_ bytes: [UInt8]) throws(Finding) {
        let number = bytes.prefix(6).reduce(0) { $0 << 8 | Int($1) }
        // From year 0 to 9999: outside of it no request is signed.
        let time = SigningTime(Timestamp(milliseconds: number % 253_402_300_800_000))
        try expect(time.text.utf8.count == 16 && time.text.hasPrefix(time.day + "T"), "a time is \(time.text)")
        try expect(time.text.hasSuffix("Z") && time.day.utf8.count == 8, "a time is \(time.text)")
        let scope = CredentialScope(day: time.day, region: "us-east-1", service: "swf")
        try expect(scope.text == "\(time.day)/us-east-1/swf/aws4_request", "a scope is \(scope.text)")
    }

    private static func canonical(_ request: Head) -> CanonicalRequest {
        CanonicalRequest(
            method: request.method,
            path: request.path,
            query: request.query,
            headers: request.fields,
            payloadDigest: Digest.hexadecimal(of: request.body)
        )
    }

    private static func changes(_ request: Head) -> [Head] {
        var changes: [Head] = []
        var change = request
        change.method += "X"
        changes.append(change)
        change = request
        change.body.append(0)
        changes.append(change)
        change = request
        change.path += change.path.hasSuffix("/") ? "x" : "/x"
        changes.append(change)
        change = request
        change.query += change.query.isEmpty ? "x=1" : "&x=1"
        changes.append(change)
        for index in request.fields.indices {
            change = request
            change.fields[index].value += "x"
            changes.append(change)
        }
        return changes
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || "-._~".utf8.contains(byte)
    }

    /// A request as its bytes spell it: a line of method and path, a line for each field, an empty line, the body.
    struct Head {
        var method = "POST"
        var path = "/"
        var query = ""
        var fields: [(name: String, value: String)] = []
        var body: [UInt8] = []

        init(_ bytes: [UInt8]) {
            var rest = bytes[...]
            var isFirst = true
            while !rest.isEmpty {
                let line = rest.prefix { $0 != UInt8(ascii: "\n") }
                rest = rest.dropFirst(line.count + 1)
                if line.isEmpty { break }
                let text = String(decoding: line, as: UTF8.self)
                if isFirst {
                    isFirst = false
                    let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
                    method = String(words[0])
                    let target = words.count > 1 ? words[1] : "/"
                    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
                    path = String(parts[0])
                    query = parts.count > 1 ? String(parts[1]) : ""
                    continue
                }
                let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                // The HTTP parser lets only tokens be names.
                guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.allSatisfy(Self.isToken) else { continue }
                fields.append((String(parts[0]), String(parts[1])))
            }
            body = Array(rest)
        }

        /// The lines that spell the request.
        var bytes: [UInt8] {
            let lines =
                ["\(method) \(path)\(query.isEmpty ? "" : "?")\(query)"] + fields.map { "\($0.name):\($0.value)" }
            return Array(lines.joined(separator: "\n").utf8) + Array("\n\n".utf8) + body
        }

        private static func isToken(_ byte: UInt8) -> Bool {
            Signatures.isUnreserved(byte) || "!#$%&'*+^`|".utf8.contains(byte)
        }
    }

    static let seeds: [FuzzTarget.Seed] = [
        .init(
            "call",
            "POST /\nHost:127.0.0.1:7340\nX-Amz-Date:20150830T123600Z\nX-Amz-Target:S.ListDomains\n\n{}".utf8
        ),
        .init("query", "GET /a/./b/../c%20d/?b=2&a=%41&a=1&c\nHost: example.org\nHost: again\n".utf8),
        .init("spaces", "POST /\nA:  b   c  \na:\td\nZ:\n\nbody".utf8),
        .init("unicode", "GET /\u{1234}?\u{E9}=%E1%88%B4\nMy-Header:v\n".utf8),
        .init("percent", "GET /%/%4/%zz?%=%&&==\n".utf8),
    ]
}
