import Martlet

/// Looks whether a site answers. That it does not is an answer, not a failure.
struct CheckSite: Activity {
    static let definition = ActivityDefinition("CheckSite", version: "1", startToClose: .seconds(30))

    func run(_ site: String, context: ActivityContext) async throws -> Bool {
        // A real one asks the site.
        Int.random(in: 0..<4) > 0
    }
}

/// Tells whoever is on duty.
struct Alert: Activity {
    static let definition = ActivityDefinition("Alert", version: "1")

    func run(_ text: String, context: ActivityContext) async throws -> Nothing {
        print("alert: \(text)")
        return Nothing()
    }
}
