/// Work that is waited for, but not for ever: work that does not listen to being canceled is left to itself.
struct PatientTask: Sendable {
    private let limit: Duration
    private let body: @Sendable () async -> Void

    /// Names the work and how long it is waited for, by the machine's clock.
    init(within limit: Duration, _ body: @escaping @Sendable () async -> Void) {
        self.limit = limit
        self.body = body
    }

    /// Does the work, and says whether that was given up: it is canceled then, and what it still does is nobody's business.
    func isGivenUp() async -> Bool {
        let (ends, tell) = AsyncStream<Bool>.makeStream()
        // Both are awaited below by what they tell; a group would wait for work that never ends.
        let work = Task {
            await body()
            tell.yield(false)
        }
        let patience = Task {
            // The limit itself; canceled when the work has ended.
            try? await Task.sleep(for: limit)
            tell.yield(true)
        }
        defer { patience.cancel() }
        return await withTaskCancellationHandler {
            var told = ends.makeAsyncIterator()
            // Nothing is told to one that is canceled itself, and so is the work then.
            let isGivenUp = await told.next() ?? false
            if isGivenUp { work.cancel() }
            return isGivenUp
        } onCancel: {
            work.cancel()
        }
    }
}
