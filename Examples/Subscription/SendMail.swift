import Martlet

/// Writes to the customer.
struct SendMail: Activity {
    static let definition = ActivityDefinition("SendMail", version: "1")

    func run(_ text: String, context: ActivityContext) async throws -> Nothing {
        print("mail: \(text)")
        return Nothing()
    }
}
