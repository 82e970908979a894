import SWFModel
import Storage
import Testing
import WorkflowCore

@Suite struct HistoryTests {
    /// Chunks of several sizes, as commits of one, two and many events make them.
    static let chunks: [ClosedRange<EventId>] = [1...2, 3...3, 4...10, 11...11, 12...13]

    private func fill(_ store: any WorkflowStore) async throws {
        var version = 0
        for range in Self.chunks {
            let record = Sample.record(1, version: version + 1, lastEventId: range.upperBound)
            try await store.commit(
                ExecutionCommit(
                    record: record,
                    expectedVersion: version == 0 ? nil : version,
                    events: Sample.chunk(range)
                )
            )
            version += 1
            // Another execution's events lie in between.
            let other = Sample.record(2, version: version, lastEventId: version)
            try await store.commit(
                ExecutionCommit(
                    record: other,
                    expectedVersion: version == 1 ? nil : version - 1,
                    events: Sample.chunk(version...version)
                )
            )
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a range of events comes in the chunks that touch it, in order`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await fill(store)
            for low in 1...16 {
                for high in low...16 {
                    let expected = Self.chunks.filter { $0.overlaps(low...high) }.map(Sample.chunk)
                    #expect(try await store.events(of: 1, in: low...high) == expected, "\(low)...\(high)")
                }
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a commit may bring several chunks, the earlier ones first`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            var commit = ExecutionCommit(
                record: Sample.record(1, lastEventId: 13),
                expectedVersion: nil,
                events: Sample.chunk(11...13)
            )
            commit.earlierEvents = [Sample.chunk(1...4), Sample.chunk(5...10)]
            try await store.commit(commit)
            let all = [Sample.chunk(1...4), Sample.chunk(5...10), Sample.chunk(11...13)]
            #expect(try await store.events(of: 1, in: 1...13) == all)
            #expect(try await store.events(of: 1, in: 6...11) == Array(all[1...]))
            #expect(try await store.execution(id: 1)?.events == all)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an execution that is not there has no events`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await fill(store)
            #expect(try await store.events(of: 99, in: 1...10).isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a commit without events appends none`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await fill(store)
            let record = Sample.record(1, version: 6, lastEventId: 13)
            try await store.commit(ExecutionCommit(record: record, expectedVersion: 5))
            #expect(try await store.events(of: 1, in: 1...13) == Self.chunks.map(Sample.chunk))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a snapshot stands in for the events before it, and a later one for the earlier`(kind: StoreKind) async throws
    {
        try await kind.withStore { store in
            try await fill(store)
            for (version, last) in [(5, 10), (6, 13)] {
                var commit = ExecutionCommit(
                    record: Sample.record(1, version: version + 1, lastEventId: 13),
                    expectedVersion: version
                )
                commit.snapshot = .init(eventId: last, state: Array("state at \(last) \u{0}".utf8))
                try await store.commit(commit)
                let stored = try #require(try await store.execution(id: 1))
                #expect(stored.snapshot == commit.snapshot)
                #expect(stored.events == Self.chunks.filter { $0.upperBound > last }.map(Sample.chunk))
            }
            #expect(try await store.events(of: 1, in: 1...13).count == 5, "the events themselves are kept")
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a chunk is kept byte for byte, a megabyte too`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            var random = UInt8(7)
            let bytes = (0..<1_048_576).map { _ in
                random = random &* 167 &+ 13
                return random
            }
            let chunk = EventChunk(first: 1, count: 1, lines: bytes)
            try await store.commit(ExecutionCommit(record: Sample.record(1), expectedVersion: nil, events: chunk))
            #expect(try await store.events(of: 1, in: 1...1) == [chunk])
        }
    }
}
