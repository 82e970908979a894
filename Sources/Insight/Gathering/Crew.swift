/// Does the same with many things, a few at a time.
enum Crew {
    /// What came of each, in the order of the things.
    ///
    /// - Parameters:
    ///   - width: How many are done at a time.
    ///   - each: Told of each that is done, in no order.
    static func map<Item: Sendable, Result: Sendable>(
        _ items: [Item],
        width: Int = 8,
        _ body: @escaping @Sendable (Item) async throws -> Result,
        each: (Result) async -> Void = { _ in }
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var next = 0
            func add() {
                guard next < items.count else { return }
                let (place, item) = (next, items[next])
                next += 1
                group.addTask { (place, try await body(item)) }
            }
            for _ in 0..<width { add() }
            var results: [Int: Result] = [:]
            while let (place, result) = try await group.next() {
                results[place] = result
                await each(result)
                add()
            }
            return items.indices.compactMap { results[$0] }
        }
    }
}
