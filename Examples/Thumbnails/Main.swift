import MartletLocal

@main
struct Main {
    static func main() async throws {
        try await LocalMartlet.run(workflows: [Thumbnails.self], activities: [Shrink(), WriteIndex()]) { martlet in
            let images = (1...20).map { "image-\($0).png" }
            print(try await martlet.execute(Thumbnails.self, images, workflowId: "album-1"))
            do {
                _ = try await martlet.execute(Thumbnails.self, images + ["letter.txt"], workflowId: "album-2")
            } catch {
                print(error)
            }
        }
    }
}
