/// The rule for the details of a heartbeat (swf-spec.md 2.1, LimitedData).
enum HeartbeatDetails {
    static func check(_ details: String?) throws {
        let length = details?.utf16.count ?? 0
        if length > Limits.heartbeatDetailsCharacters {
            throw ValueFailure(
                field: "the details of a heartbeat",
                problem: "have \(length) characters; the limit is \(Limits.heartbeatDetailsCharacters)"
            )
        }
    }
}
