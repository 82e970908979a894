// It stands in README.md as it is here.
// swift-format-ignore-file

public import Martlet

public struct Greet: Activity {
    public static let definition = ActivityDefinition("Greet", version: "1", startToClose: .minutes(1))

    public init() {}

    public func run(_ name: String, context: ActivityContext) async throws -> String {
        "Hello, \(name)!"
    }
}
