import SWFModel
import Storage
import Testing
import WorkflowCore

@Suite struct CommitTests {
    @Test(arguments: StoreKind.allCases)
    func `an execution is kept as it was written`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let parent = WorkflowExecution(runId: "p", workflowId: "parent")
            let record = Sample.record(
                3,
                workflowId: "\u{1F426}'\"; --",
                parent: parent,
                tags: ["one", "", "a \"tag\""],
                cancelRequested: true,
                nextDeadline: Sample.start + .milliseconds(1)
            )
            try await store.create([record])
            let stored = try #require(try await store.execution(id: 3))
            #expect(stored.record == record)
            #expect(stored.snapshot == nil)
            #expect(stored.events == [Sample.chunk(1...2)])
            #expect(stored.heartbeats.isEmpty)
            #expect(try await store.execution(id: 4) == nil)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a commit moves an execution from the version it names`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.create([Sample.record(1)])
            let next = Sample.record(1, version: 2, lastEventId: 4, cancelRequested: true)
            try await store.commit(
                ExecutionCommit(record: next, expectedVersion: 1, events: Sample.chunk(3...4))
            )
            let stored = try #require(try await store.execution(id: 1))
            #expect(stored.record == next)
            #expect(stored.events == [Sample.chunk(1...2), Sample.chunk(3...4)])
        }
    }

    /// What may be wrong with the version that a commit names: of an execution at version 2, or of one that is not there.
    static let conflicts: [(id: Int, expected: Int?)] = [(1, nil), (1, 1), (1, 3), (5, 1), (5, 0)]

    @Test(arguments: StoreKind.allCases, conflicts.indices)
    func `a batch with one conflict writes nothing`(kind: StoreKind, conflict: Int) async throws {
        let (id, expected) = Self.conflicts[conflict]
        try await kind.withStore { store in
            let record = Sample.record(1, version: 2)
            var first = CommitBatch()
            first.domains = [Sample.domainRecord()]
            first.workflowTypes = [Sample.workflowType("Kept", "1")]
            first.activityTypes = [Sample.activityType("Kept", "1")]
            first.executions = [Sample.creation(record), Sample.creation(Sample.record(2))]
            first.executions[0].offered = [Sample.task(.activity, 2)]
            first.executions[0].heartbeats = [.init(scheduledEventId: 2, at: Sample.start, details: "old")]
            first.messages = [Sample.message(1, from: record)]
            try await store.commit(first)

            var batch = CommitBatch()
            batch.domains = [Sample.domainRecord(status: .deprecated), Sample.domainRecord("New")]
            batch.workflowTypes = [Sample.workflowType("New", "1")]
            batch.activityTypes = [Sample.activityType("New", "1")]
            batch.deletedWorkflowTypes = [Sample.workflowType("Kept", "1")]
            batch.deletedActivityTypes = [Sample.activityType("Kept", "1")]
            batch.messages = [Sample.message(2, from: record)]
            batch.deliveredMessages = [1]
            var good = ExecutionCommit(
                record: Sample.record(2, version: 2, lastEventId: 3),
                expectedVersion: 1,
                events: Sample.chunk(3...3)
            )
            good.offered = [Sample.task(.activity, 3)]
            good.heartbeats = [.init(scheduledEventId: 3, at: Sample.start, details: nil)]
            good.messages = [Sample.message(3, from: record)]
            good.snapshot = .init(eventId: 3, state: [1])
            let bad = ExecutionCommit(
                record: Sample.record(id, version: 3, lastEventId: 3),
                expectedVersion: expected,
                events: Sample.chunk(3...3)
            )
            let new = Sample.creation(Sample.record(9))
            batch.executions = [good, bad, new]

            let error = await #expect(throws: StoreError.self) { try await store.commit(batch) }
            #expect(error?.code == .versionConflict(executionId: id))

            let contents = try await store.contents()
            #expect(contents.domains == first.domains)
            #expect(contents.workflowTypes == first.workflowTypes)
            #expect(contents.activityTypes == first.activityTypes)
            #expect(contents.messages == first.messages)
            #expect(contents.tasks.map(\.executionId) == [1])
            #expect(Set(contents.openExecutions.map(\.id)) == [1, 2])
            let second = try #require(try await store.execution(id: 2))
            #expect(second.record == Sample.record(2))
            #expect(second.events == [Sample.chunk(1...2)])
            #expect(second.heartbeats.isEmpty)
            #expect(second.snapshot == nil)
            let untouched = try #require(try await store.execution(id: 1))
            #expect(untouched.record == record)
            #expect(untouched.heartbeats.map(\.details) == ["old"])
            #expect(try await store.execution(id: 9) == nil)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a workflow id has one open execution in a domain`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.create([Sample.record(1, workflowId: "w")])
            let error = await #expect(throws: StoreError.self) {
                try await store.create([Sample.record(2, workflowId: "w")])
            }
            #expect(error?.code == .versionConflict(executionId: 2))
            #expect(try await store.execution(id: 2) == nil)
            try await store.create([Sample.record(3, workflowId: "w", domain: "Other")])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `one batch closes a run and starts the next of its workflow id`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.create([Sample.record(1, workflowId: "w")])
            var batch = CommitBatch()
            batch.executions = [
                ExecutionCommit(
                    record: Sample.record(
                        1,
                        workflowId: "w",
                        version: 2,
                        lastEventId: 5,
                        closed: (Sample.start + .seconds(1), .continuedAsNew)
                    ),
                    expectedVersion: 1,
                    events: Sample.chunk(3...5)
                ),
                Sample.creation(Sample.record(2, workflowId: "w")),
            ]
            try await store.commit(batch)
            #expect(try await store.executionId(domain: Sample.domain, workflowId: "w", runId: nil) == 2)
            #expect(try await store.executionId(domain: Sample.domain, workflowId: "w", runId: "run-1") == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `one batch holds a run from start to close and the next run`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let closed = (at: Sample.start, status: CloseStatus.terminated)
            try await store.create([
                Sample.record(1, workflowId: "w", closed: closed), Sample.record(2, workflowId: "w", closed: closed),
                Sample.record(3, workflowId: "w"),
            ])
            #expect(try await store.executionId(domain: Sample.domain, workflowId: "w", runId: nil) == 3)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a run is found by its ids in its domain`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let closed = (at: Sample.start, status: CloseStatus.completed)
            try await store.create([
                Sample.record(1, workflowId: "w", closed: closed), Sample.record(2, workflowId: "w"),
                Sample.record(3, workflowId: "x", closed: closed),
            ])
            func id(_ workflowId: String, _ runId: String?, _ domain: String = Sample.domain) async throws -> Int? {
                try await store.executionId(domain: domain, workflowId: workflowId, runId: runId)
            }
            #expect(try await id("w", nil) == 2)
            #expect(try await id("w", "run-1") == 1)
            #expect(try await id("w", "run-2") == 2)
            #expect(try await id("w", "run-3") == nil, "the run of another workflow id")
            #expect(try await id("x", nil) == nil, "it is closed")
            #expect(try await id("x", "run-3") == 3)
            #expect(try await id("w", "run-2", "Other") == nil)
            #expect(try await id("w", nil, "Other") == nil)
            #expect(try await id("", "") == nil)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `tasks wait in the order in which they were offered until they are withdrawn`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            var first = Sample.creation(Sample.record(2, lastEventId: 4))
            first.offered = [
                Sample.task(.decision, 2, list: "d", priority: -1, at: Sample.start),
                Sample.task(.activity, 3, list: "a", priority: 5, at: Sample.start + .milliseconds(2)),
                Sample.task(.activity, 4, list: "a", at: Sample.start + .milliseconds(2)),
                Sample.task(.activity, 5, list: "a", priority: 9, at: Sample.start + .milliseconds(2)),
            ]
            var second = Sample.creation(Sample.record(1, domain: "Other"))
            second.offered = [Sample.task(.decision, 2, at: Sample.start + .milliseconds(1))]
            try await store.commit(first)
            try await store.commit(second)
            let offered = try await store.contents().tasks
            #expect(offered.map(\.executionId) == [2, 1, 2, 2, 2], "by their time, then by execution and event")
            #expect(offered.filter { $0.executionId == 2 }.map(\.task) == first.offered)
            #expect(offered[1].task == second.offered[0])
            #expect(offered[1].domain == "Other")

            var withdrawal = ExecutionCommit(record: Sample.record(2, version: 2, lastEventId: 4), expectedVersion: 1)
            withdrawal.withdrawn = [
                .init(kind: .decision, scheduledEventId: 2), .init(kind: .activity, scheduledEventId: 4),
                .init(kind: .activity, scheduledEventId: 99),
            ]
            withdrawal.offered = [Sample.task(.decision, 6, at: Sample.start + .milliseconds(9))]
            try await store.commit(withdrawal)
            let left = try await store.contents().tasks
            #expect(left.filter { $0.executionId == 2 }.map(\.task.scheduledEventId) == [3, 5, 6])
            #expect(left.count == 4)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a task that is withdrawn and offered anew in one commit waits`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            var creation = Sample.creation(Sample.record(1))
            creation.offered = [Sample.task(.decision, 2, list: "old")]
            try await store.commit(creation)
            var change = ExecutionCommit(record: Sample.record(1, version: 2), expectedVersion: 1)
            change.withdrawn = [.init(kind: .decision, scheduledEventId: 2)]
            change.offered = [Sample.task(.decision, 2, list: "new")]
            try await store.commit(change)
            #expect(try await store.contents().tasks.map(\.task.taskList) == ["new"])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `the last heartbeat of an activity task is kept until it is forgotten`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            var creation = Sample.creation(Sample.record(1))
            let late = HeartbeatRecord(scheduledEventId: 9, at: Sample.start, details: nil)
            creation.heartbeats = [late, .init(scheduledEventId: 5, at: Sample.start, details: "first")]
            try await store.commit(creation)
            var beat = ExecutionCommit(record: Sample.record(1, version: 2), expectedVersion: 1)
            let newest = HeartbeatRecord(scheduledEventId: 5, at: Sample.start + .seconds(3), details: "second")
            beat.heartbeats = [newest]
            try await store.commit(beat)
            #expect(try await store.execution(id: 1)?.heartbeats == [newest, late])
            #expect(try await store.execution(id: 1)?.record.version == 2)

            var end = ExecutionCommit(record: Sample.record(1, version: 3), expectedVersion: 2)
            end.forgottenHeartbeats = [9, 77]
            try await store.commit(end)
            #expect(try await store.execution(id: 1)?.heartbeats == [newest])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `of two commits from one version, one succeeds`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.create([Sample.record(1)])
            for version in 1...20 {
                let wins = await withTaskGroup(of: Bool.self) { group in
                    for _ in 0..<4 {
                        group.addTask {
                            let next = Sample.record(1, version: version + 1, lastEventId: version + 2)
                            let chunk = Sample.chunk(version + 2...version + 2)
                            do {
                                try await store.commit(
                                    ExecutionCommit(record: next, expectedVersion: version, events: chunk)
                                )
                                return true
                            } catch { return false }
                        }
                    }
                    return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                #expect(wins == 1)
            }
            let events = try await store.events(of: 1, in: 1...22).flatMap(\.events)
            #expect(events.count == 22)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an empty batch, a probe and the upkeep change nothing`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.create([Sample.record(1)])
            let before = try await store.contents()
            try await store.commit(CommitBatch())
            try await store.probe()
            try await store.maintain()
            let after = try await store.contents()
            #expect(after.secret == before.secret)
            #expect(after.openExecutions == before.openExecutions)
            #expect(try await store.execution(id: 1)?.record == Sample.record(1))
        }
    }
}
