import SWFModel
import Storage
import Testing
import WorkflowCore

@Suite struct DeadlineTests {
    private func moment(_ milliseconds: Int) -> Timestamp { Sample.start + .milliseconds(milliseconds) }

    @Test(arguments: StoreKind.allCases)
    func `what is due comes earliest first, and no more than asked for`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            #expect(try await store.nextDeadline() == nil)
            #expect(try await store.due(at: moment(0), limit: 10).isEmpty)
            try await store.create([
                Sample.record(1, nextDeadline: moment(30)), Sample.record(2, nextDeadline: moment(10)),
                Sample.record(3), Sample.record(4, nextDeadline: moment(20)),
                Sample.record(5, domain: "Other", nextDeadline: moment(20)),
            ])
            #expect(try await store.nextDeadline() == moment(10))
            #expect(try await store.due(at: moment(9), limit: 10).isEmpty)
            #expect(try await store.due(at: moment(10), limit: 10) == [2])
            #expect(try await store.due(at: moment(29), limit: 10) == [2, 4, 5])
            #expect(try await store.due(at: moment(1000), limit: 10) == [2, 4, 5, 1])
            #expect(try await store.due(at: moment(1000), limit: 2) == [2, 4])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a deadline moves with each commit and goes with the close`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.create([
                Sample.record(1, nextDeadline: moment(10)), Sample.record(2, nextDeadline: moment(40)),
            ])
            let later = Sample.record(1, version: 2, nextDeadline: moment(50))
            try await store.commit(ExecutionCommit(record: later, expectedVersion: 1))
            #expect(try await store.nextDeadline() == moment(40))
            #expect(try await store.due(at: moment(60), limit: 10) == [2, 1])

            let closed = Sample.record(2, version: 2, closed: (moment(45), .timedOut))
            try await store.commit(ExecutionCommit(record: closed, expectedVersion: 1))
            #expect(try await store.nextDeadline() == moment(50))
            #expect(try await store.due(at: moment(60), limit: 10) == [1])
        }
    }
}
