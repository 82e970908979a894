import Martlet

/// Says something. What has an effect on the world is an activity.
struct Say: Activity {
    static let definition = ActivityDefinition("Say", version: "1")

    func run(_ words: String, context: ActivityContext) async throws -> String {
        print(words)
        return words
    }
}
