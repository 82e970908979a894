import Martlet
import MartletTesting
import Testing

@testable import HelloExample

@Suite struct HelloTests {
    @Test func `it says hello and goodbye`() async throws {
        let test = try await WorkflowTest(Hello.self)
        test.replace(Say.self) { words, _ in words }
        let hello = try await test.start(Hello.self, "Ada")
        #expect(try await hello.result() == ["Hello, Ada!", "Goodbye, Ada."])
        try await hello.expectTrace("hello")
    }
}
