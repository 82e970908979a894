import MartletTesting
import SWFModel
import Storage
import Testing
import WorkflowCore

/// The visibility queries, held against a plain filter and sort over the same records.
@Suite struct QueryTests {
    /// Executions of few names, types, tags and moments, so that every filter finds some and times are often equal.
    private static let records: [ExecutionRecord] = {
        var random = SeededRandom(seed: 7)
        let statuses = CloseStatus.allCases
        return (1...60).map { id in
            let startedAt = Sample.start + .seconds(Int.random(in: 0..<6, using: &random))
            let isClosed = Bool.random(using: &random)
            let closedAt = startedAt + .seconds(Int.random(in: 0..<6, using: &random))
            let status = statuses[Int.random(in: statuses.indices, using: &random)]
            let tags = ["red", "green", "a'b\"c"].filter { _ in Bool.random(using: &random) }
            return Sample.record(
                id,
                // Only closed runs may share a workflow id.
                workflowId: isClosed ? "w\(id % 4)" : "w\(id % 4)-\(id)",
                domain: id.isMultiple(of: 7) ? "Other" : Sample.domain,
                type: WorkflowType(name: id.isMultiple(of: 3) ? "A" : "B", version: "\(id % 2)"),
                startedAt: startedAt,
                closed: isClosed ? (closedAt, status) : nil,
                tags: tags.isEmpty ? nil : tags
            )
        }
    }()

    private static let filters: [ExecutionQuery.Filter?] =
        [
            nil, .workflowId("w1"), .workflowId("w1-5"), .workflowId("nobody"), .type(name: "A", version: nil),
            .type(name: "B", version: "1"), .type(name: "B", version: "9"), .tag("red"), .tag("a'b\"c"), .tag("none"),
            .tag("re"),
        ] + CloseStatus.allCases.map { .closeStatus($0) }

    private static func expected(_ query: ExecutionQuery) -> [ExecutionRecord] {
        records.filter { record in
            guard record.identity.domain == query.domain, record.info.executionStatus == query.status else {
                return false
            }
            guard let time = query.byCloseTime ? record.info.closeTimestamp : record.info.startTimestamp else {
                return false
            }
            if time < query.oldest { return false }
            if let latest = query.latest, time > latest { return false }
            switch query.filter {
            case nil: return true
            case .workflowId(let id): return record.info.execution.workflowId == id
            case .type(let name, nil): return record.info.workflowType.name == name
            case .type(let name, let version?):
                return record.info.workflowType == WorkflowType(name: name, version: version)
            case .tag(let tag): return (record.info.tagList ?? []).contains(tag)
            case .closeStatus(let status): return record.info.closeStatus == status
            }
        }.sorted { left, right in
            let (left, right) = query.isAscending ? (left, right) : (right, left)
            let times = [left, right].map { query.byCloseTime ? $0.info.closeTimestamp : $0.info.startTimestamp }
            if let first = times[0], let second = times[1], first != second { return first < second }
            return left.identity.id < right.identity.id
        }
    }

    private static var queries: [ExecutionQuery] {
        let ranges: [(Timestamp, Timestamp?)] = [
            (Timestamp(milliseconds: 0), nil), (Sample.start + .seconds(2), nil),
            (Sample.start + .seconds(1), Sample.start + .seconds(3)), (Sample.start, Sample.start),
            (Sample.start + .seconds(3), Sample.start + .seconds(1)), (Sample.start + .seconds(100), nil),
        ]
        let kinds: [(ExecutionStatus, Bool)] = [(.open, false), (.closed, false), (.closed, true)]
        return kinds.flatMap { status, byCloseTime in
            ranges.flatMap { oldest, latest in
                filters.flatMap { filter in
                    [true, false].map { isAscending in
                        ExecutionQuery(
                            domain: Sample.domain,
                            status: status,
                            byCloseTime: byCloseTime,
                            oldest: oldest,
                            latest: latest,
                            filter: filter,
                            isAscending: isAscending
                        )
                    }
                }
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `every filter, range and order finds what a plain search finds`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.create(Self.records)
            var found = 0
            for query in Self.queries {
                let expected = Self.expected(query)
                #expect(try await store.executions(query) == expected, "\(query)")
                #expect(try await store.count(query) == expected.count, "\(query)")
                found += expected.count
            }
            // The search finds something, or it would show nothing.
            #expect(found > 1_000)
        }
    }

    @Test(arguments: StoreKind.allCases, [1, 2, 7])
    func `pages joined are the whole, whatever their size`(kind: StoreKind, size: Int) async throws {
        try await kind.withStore { store in
            try await store.create(Self.records)
            for whole in Self.queries where whole.latest == nil {
                var query = whole
                query.limit = size
                var joined: [ExecutionRecord] = []
                while joined.count <= Self.records.count {
                    let page = try await store.executions(query)
                    #expect(page.count <= size)
                    joined += page
                    guard let last = page.last else { break }
                    query.after = query.place(of: last)
                }
                #expect(joined == Self.expected(whole), "\(whole)")
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a domain shows only its own executions`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.create(Self.records)
            for domain in ["Other", "Nowhere", "", Sample.domain.lowercased()] {
                let query = ExecutionQuery(domain: domain, status: .open, oldest: Timestamp(milliseconds: 0))
                #expect(try await store.executions(query) == Self.expected(query))
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an execution that closes moves from the open to the closed`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.create([Sample.record(1, tags: ["red"])])
            let end = Sample.start + .seconds(9)
            let record = Sample.record(1, version: 2, lastEventId: 3, closed: (end, .failed), tags: ["red"])
            try await store.commit(
                ExecutionCommit(record: record, expectedVersion: 1, events: Sample.chunk(3...3))
            )
            let open = ExecutionQuery(domain: Sample.domain, status: .open, oldest: Timestamp(milliseconds: 0))
            #expect(try await store.executions(open).isEmpty)
            var closed = open
            closed.status = .closed
            closed.filter = .closeStatus(.failed)
            #expect(try await store.executions(closed) == [record])
            closed.byCloseTime = true
            closed.oldest = end
            closed.latest = end
            #expect(try await store.executions(closed) == [record])
        }
    }
}
