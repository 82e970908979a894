import Martlet
import MartletTesting
import Testing

@testable import ThumbnailsExample

@Suite struct ThumbnailsTests {
    private static let images = (1...10).map { "image-\($0).png" }

    @Test func `all images become small, never more than four at once`() async throws {
        let test = try await WorkflowTest(Thumbnails.self, activities: [WriteIndex()])
        test.replace(Shrink.self, taking: .seconds(10)) { image, _ in "small-\(image)" }
        let album = try await test.start(Thumbnails.self, Self.images)
        try await test.settle()
        #expect(try await album.openActivities().count == 4)
        #expect(try await album.result() == ["a page of 10 images", "small-image-1.png"])
        // Ten images, four at a time: three rounds of ten seconds, and one for the cover.
        #expect(test.clock.now - test.beginning == .seconds(40))
    }

    @Test func `what is no image ends it at once`() async throws {
        let test = try await WorkflowTest(Thumbnails.self, activities: [Shrink(), WriteIndex()])
        let album = try await test.start(Thumbnails.self, Self.images + ["letter.txt"] + Self.images)
        let failure = try await #require(throws: ExecutionFailure.self) { try await album.result() }
        #expect(failure.reason == "Shrink-11 failed for good: letter.txt is no image")
        #expect(test.calls(of: WriteIndex.self).isEmpty)
        #expect(test.calls(of: Shrink.self).count < 20)
    }
}
