import Martlet

/// Makes a small image.
struct Shrink: Activity {
    static let definition = ActivityDefinition("Shrink", version: "1", startToClose: .minutes(2))

    func run(_ image: String, context: ActivityContext) async throws -> String {
        guard image.hasSuffix(".png") else { throw PermanentFailure("\(image) is no image") }
        return "small-\(image)"
    }
}

/// Writes a page that shows images.
struct WriteIndex: Activity {
    static let definition = ActivityDefinition("WriteIndex", version: "1")

    func run(_ images: [String], context: ActivityContext) async throws -> String {
        "a page of \(images.count) images"
    }
}
