import Martlet

struct Question: Codable, Hashable {
    var person: String
    var expense: Expense
}

/// Sends a question to a person. The answer comes from elsewhere: whoever has the token completes the task.
struct AskPerson: Activity {
    static let definition = ActivityDefinition("AskPerson", version: "1", startToClose: .days(3), retry: .none)

    /// Brings the question and the token to the person: by mail, by a web page.
    let deliver: @Sendable (Question, _ taskToken: String) async throws -> Void

    func run(_ question: Question, context: ActivityContext) async throws -> Answer {
        try await deliver(question, context.taskToken)
        throw CompletesLater()
    }
}
