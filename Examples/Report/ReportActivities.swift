import Martlet

/// Reads the numbers of a topic.
struct ReadNumbers: Activity {
    static let definition = ActivityDefinition("ReadNumbers", version: "1")

    func run(_ topic: String, context: ActivityContext) async throws -> [Int] { topic.utf8.map { Int($0) } }
}

/// Prints a report. There is one printer, so whoever waits with a higher priority goes first.
struct PrintReport: Activity {
    static let definition = ActivityDefinition("PrintReport", version: "1")

    func run(_ text: String, context: ActivityContext) async throws -> String {
        print(text)
        return text
    }
}
