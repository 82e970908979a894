import Martlet

/// Downloads one file in parts, and says after each that it is still at it.
struct Download: Activity {
    static let definition = ActivityDefinition(
        "Download",
        version: "1",
        startToClose: .hours(2),
        heartbeat: .minutes(1),
        retry: .exponential(maximumAttempts: 5, initial: .seconds(10), maximum: .minutes(10))
    )

    func run(_ address: String, context: ActivityContext) async throws -> String {
        if address.contains("missing") { throw PermanentFailure("\(address) does not exist") }
        if address.contains("busy"), context.attempt == 1 { throw RetryableFailure("\(address) is busy") }
        for part in 1...10 {
            // A worker that dies here is silent, and the file is downloaded by another within a minute.
            try await context.progress(part, of: 10)
        }
        return address.split(separator: "/").last.map(String.init) ?? address
    }
}
