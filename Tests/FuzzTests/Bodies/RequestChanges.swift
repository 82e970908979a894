/// Single changes to a signed request, as somebody would make them who holds a signature but no secret.
enum RequestChanges {
    typealias Change = (what: String, request: Signatures.Head)

    static func all(of request: Signatures.Head) -> [Change] {
        parts(of: request) + fields(of: request) + authorization(of: request)
    }

    /// One byte of the Authorization header, or none of them when `change` is 0.
    static func authorization(of request: Signatures.Head, place: Int, change: UInt8) -> [Change] {
        authorization(of: request) { value in
            var bytes = Array(value.utf8)
            bytes[place % bytes.count] ^= change
            return [String(decoding: bytes, as: UTF8.self)]
        }
    }

    private static func parts(of request: Signatures.Head) -> [Change] {
        var changes: [Change] = []
        func add(_ what: String, _ edit: (inout Signatures.Head) -> Void) {
            var changed = request
            edit(&changed)
            changes.append((what, changed))
        }
        add("the method") { $0.method += "X" }
        add("the method in small letters") { $0.method = $0.method.lowercased() }
        add("the path") { $0.path += "/x" }
        add("a dot segment") { $0.path += "/.." }
        add("the query") { $0.query += "&x" }
        add("an empty parameter") { $0.query += "&" }
        add("a name of the query") { $0.query = "%" + $0.query }
        add("the body") { $0.body.append(0) }
        add("the end of the body") { $0.body = $0.body.dropLast() }
        return changes
    }

    private static func fields(of request: Signatures.Head) -> [Change] {
        var changes: [Change] = []
        for (index, field) in request.fields.enumerated() {
            for (what, value) in [
                ("value", field.value + "x"), ("blanks", field.value + "  x"), ("comma", field.value + ","),
                ("line", field.value + "\nx:y"), ("case", field.value.uppercased()), ("nothing", ""),
            ] {
                var changed = request
                changed.fields[index].value = value
                changes.append(("\(what) of \(field.name)", changed))
            }
            var changed = request
            changed.fields.remove(at: index)
            changes.append(("no \(field.name)", changed))
            changed = request
            changed.fields.insert(field, at: index)
            changes.append(("two of \(field.name)", changed))
            changed = request
            changed.fields.append((field.name, "x"))
            changes.append(("another \(field.name) behind", changed))
            changed = request
            changed.fields.insert((field.name.uppercased(), "x"), at: 0)
            changes.append(("another \(field.name) in front", changed))
        }
        var changed = request
        changed.fields.append(("X-Amz-New", "x"))
        changes.append(("a header of Amazon's", changed))
        changed = request
        changed.fields.append(("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"))
        changes.append(("the digest of the body", changed))
        return changes
    }

    /// Every part of the Authorization header.
    private static func authorization(of request: Signatures.Head) -> [Change] {
        authorization(of: request) { value in
            [
                value.replacing("us-east-1", with: "eu-west-1"), value.replacing("/swf/", with: "/sns/"),
                value.replacing("aws4_request", with: "aws4"),
                value.replacing("AWS4-HMAC-SHA256", with: "AWS4-HMAC-SHA1"),
                value.replacing("AKIDFUZZ", with: "AKIDTEMP"), value.replacing("AKIDTEMP", with: "AKIDFUZZ"),
                value.replacing("host;", with: ""), value.replacing(";x-amz-target", with: ""),
                value.replacing(";x-amz-date", with: ""), value.replacing("host;", with: "host;host;"),
                String(value.dropLast()), value + "0",
                value + ", Signature=" + String(repeating: "0", count: 64),
            ]
        }
    }

    private static func authorization(of request: Signatures.Head, _ edit: (String) -> [String]) -> [Change] {
        guard let index = request.fields.firstIndex(where: { $0.name == "Authorization" }) else { return [] }
        return edit(request.fields[index].value).map { value in
            var changed = request
            changed.fields[index].value = value
            return ("the authorization", changed)
        }
    }
}
