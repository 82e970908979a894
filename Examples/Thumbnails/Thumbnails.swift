import Martlet

/// Makes small images of many large ones, four at a time.
struct Thumbnails: Workflow {
    static let definition = WorkflowDefinition("Thumbnails", version: "1")

    func run(_ images: [String], context: WorkflowContext) async throws -> [String] {
        // The first image that cannot be made small ends it: the others are canceled.
        let small = try await context.map(Shrink.self, images, atMost: 4)
        async let index = context.run(WriteIndex.self, small)
        async let cover = context.run(Shrink.self, images.first ?? "cover.png")
        return try await [index, cover]
    }
}
