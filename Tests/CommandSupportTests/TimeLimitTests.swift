import Testing

@testable import CommandSupport

@Suite struct TimeLimitTests {
    /// Comes back when it is canceled, and never otherwise: nobody tells the stream anything.
    private static func untilCanceled() async -> Bool {
        let (news, tell) = AsyncStream<Void>.makeStream()
        defer { tell.finish() }
        for await _ in news {}
        return Task.isCancelled
    }

    @Test func `what is done in time gives its value at once`() async {
        let (value, isLate) = await TimeLimit(.seconds(3600)).run { 7 }
        #expect(value == 7)
        #expect(!isLate)
    }

    @Test func `what takes too long is canceled, waited for, and said to be late`() async {
        let (wasCanceled, isLate) = await TimeLimit(.milliseconds(1)).run { await Self.untilCanceled() }
        #expect(wasCanceled)
        #expect(isLate)
    }

    @Test func `whoever is canceled cancels what it waits for, which is not late`() async {
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let waiting = Task {
            await TimeLimit(.seconds(3600)).run {
                begin.finish()
                return await Self.untilCanceled()
            }
        }
        for await _ in begun {}
        waiting.cancel()
        let (wasCanceled, isLate) = await waiting.value
        #expect(wasCanceled)
        #expect(!isLate)
    }
}
