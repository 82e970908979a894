import SWFModel
import Storage
import Testing
import WorkflowCore

/// What a store does with executions that their domain keeps no longer (swf-spec.md 7.5).
@Suite struct RetentionTests {
    private func moment(_ seconds: Int) -> Timestamp { Sample.start + .seconds(seconds) }

    private func closed(_ id: Int, at seconds: Int, domain: String = Sample.domain) -> ExecutionRecord {
        Sample.record(id, domain: domain, closed: (moment(seconds), .completed))
    }

    private func delete(_ ids: [Int], from store: any WorkflowStore) async throws {
        var batch = CommitBatch()
        batch.deletedExecutions = ids
        try await store.commit(batch)
    }

    @Test(arguments: StoreKind.allCases)
    func `what is kept no longer comes by domain, the oldest close first`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.create([
                closed(1, at: 30), closed(2, at: 10), Sample.record(3), closed(4, at: 20),
                closed(5, at: 5, domain: "Other"), closed(6, at: 10),
            ])
            let horizon = RetentionHorizon(domain: Sample.domain, closedBy: moment(20))
            let other = RetentionHorizon(domain: "Other", closedBy: moment(5))
            #expect(try await store.expired([horizon], limit: 10) == [2, 6, 4])
            #expect(try await store.expired([horizon], limit: 2) == [2, 6])
            #expect(try await store.expired([horizon, other], limit: 10) == [2, 6, 4, 5])
            #expect(try await store.expired([horizon, other], limit: 3) == [2, 6, 4])
            #expect(try await store.expired([other, horizon], limit: 2) == [5, 2])
            #expect(try await store.expired([.init(domain: Sample.domain, closedBy: moment(9))], limit: 9).isEmpty)
            #expect(try await store.expired([.init(domain: "Nowhere", closedBy: moment(99))], limit: 9).isEmpty)
            #expect(try await store.expired([], limit: 9).isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `nothing finds a deleted execution, and all finds the others`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            var creation = Sample.creation(closed(1, at: 10))
            creation.snapshot = .init(eventId: 1, state: [1])
            creation.messages = [Sample.message(1, from: creation.record)]
            var batch = CommitBatch()
            batch.executions = [creation, Sample.creation(closed(2, at: 10)), Sample.creation(Sample.record(3))]
            try await store.commit(batch)
            try await delete([1], from: store)

            let domain = Sample.domain
            #expect(try await store.execution(id: 1) == nil)
            #expect(try await store.executionId(domain: domain, workflowId: "article-1", runId: "run-1") == nil)
            #expect(try await store.events(of: 1, in: 1...2).isEmpty, "not even before they are removed")
            let query = ExecutionQuery(domain: domain, status: .closed, oldest: Timestamp(milliseconds: 0))
            #expect(try await store.executions(query).map(\.identity.id) == [2])
            #expect(try await store.count(query) == 1)
            let horizon = RetentionHorizon(domain: domain, closedBy: moment(99))
            #expect(try await store.expired([horizon], limit: 9) == [2])
            #expect(try await store.contents().messages.map(\.id) == [1], "its parent still has to hear of it")

            #expect(try await store.execution(id: 2)?.events == [Sample.chunk(1...2)])
            #expect(try await store.execution(id: 3)?.record == Sample.record(3))
            #expect(try await store.purge(rows: 100, bytes: 1_000_000) == false)
            #expect(try await store.execution(id: 2)?.events == [Sample.chunk(1...2)], "others keep their events")
            try await delete([1, 77], from: store)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an open execution is never deleted, and the commit that asks for it does nothing`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { store in
            try await store.create([closed(1, at: 10), Sample.record(2)])
            var batch = CommitBatch()
            batch.deletedExecutions = [1, 2]
            batch.domains = [Sample.domainRecord("New")]
            let error = await #expect(throws: StoreError.self) { try await store.commit(batch) }
            #expect(error?.code == .versionConflict(executionId: 2))
            #expect(try await store.execution(id: 1) != nil)
            #expect(try await store.execution(id: 2) != nil)
            #expect(try await store.contents().domains.isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `the ids of what is gone are not given again`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let record = closed(7, at: 10)
            var creation = Sample.creation(record)
            creation.messages = [Sample.message(41, from: record)]
            try await store.commit(creation)
            #expect(try await store.contents().nextExecutionId == 8)
            var batch = CommitBatch()
            batch.deletedExecutions = [7]
            batch.deliveredMessages = [41]
            try await store.commit(batch)
            let contents = try await store.contents()
            #expect(contents.messages.isEmpty)
            #expect(contents.nextExecutionId == 8)
            #expect(contents.nextMessageId > 41)
            // The same commit may create what comes after it.
            var next = CommitBatch()
            next.executions = [Sample.creation(closed(8, at: 20))]
            next.deletedExecutions = [8]
            try await store.commit(next)
            #expect(try await store.contents().nextExecutionId == 9)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `the events of what is gone are removed a bounded number at a time`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            for id in 1...3 {
                try await store.create([Sample.record(id, lastEventId: 1)])
                for version in 1...9 {
                    let isLast = version == 9
                    let record = Sample.record(
                        id,
                        version: version + 1,
                        lastEventId: version + 1,
                        closed: isLast ? (moment(1), .completed) : nil
                    )
                    try await store.commit(
                        ExecutionCommit(
                            record: record,
                            expectedVersion: version,
                            events: Sample.chunk(version + 1...version + 1)
                        )
                    )
                }
            }
            #expect(try await store.purge(rows: 5, bytes: 1_000) == false, "nothing is to be removed yet")
            try await delete([1, 3], from: store)
            // Twenty commits' events go, seven at a time.
            #expect(try await store.purge(rows: 7, bytes: 100_000))
            #expect(try await store.purge(rows: 7, bytes: 100_000))
            #expect(try await store.purge(rows: 7, bytes: 100_000) == false)
            #expect(try await store.events(of: 2, in: 1...10).count == 10)

            try await delete([2], from: store)
            // Each is 13 bytes long: two make the 20 full.
            for _ in 0..<4 { #expect(try await store.purge(rows: 100, bytes: 20)) }
            #expect(try await store.purge(rows: 100, bytes: 100) == false)
            #expect(try await store.purge(rows: 1, bytes: 1) == false)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a query leaves out what closed too long ago`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.create([closed(1, at: 10), closed(2, at: 20), closed(3, at: 30)])
            var query = ExecutionQuery(
                domain: Sample.domain,
                status: .closed,
                oldest: Timestamp(milliseconds: 0),
                closedAfter: moment(20)
            )
            for byCloseTime in [false, true] {
                query.byCloseTime = byCloseTime
                #expect(try await store.executions(query).map(\.identity.id) == [3])
                #expect(try await store.count(query) == 1)
            }
        }
    }
}
