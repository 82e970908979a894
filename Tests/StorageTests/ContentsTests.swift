import SWFModel
import Storage
import Testing
import WorkflowCore

@Suite struct ContentsTests {
    @Test(arguments: StoreKind.allCases)
    func `an empty store holds a secret and nothing else`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let contents = try await store.contents()
            #expect(contents.secret.count == 32)
            #expect(contents.secret != [UInt8](repeating: 0, count: 32))
            #expect(contents.domains.isEmpty)
            #expect(contents.workflowTypes.isEmpty)
            #expect(contents.activityTypes.isEmpty)
            #expect(contents.tasks.isEmpty)
            #expect(contents.messages.isEmpty)
            #expect(contents.openExecutions.isEmpty)
            #expect(contents.nextExecutionId == 1)
            #expect(contents.nextMessageId == 1)
            #expect(try await store.contents().secret == contents.secret)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `two stores have two secrets`(kind: StoreKind) async throws {
        try await kind.withStore { first in
            try await kind.withStore { second in
                let secrets = (try await first.contents().secret, try await second.contents().secret)
                #expect(secrets.0 != secrets.1)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a domain is kept as it was written, and written anew`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let strange = "\u{1F426} \"Robert'); DROP TABLE execution;--\" \u{0}\n\t"
            var batch = CommitBatch()
            batch.domains = [
                Sample.domainRecord("b"),
                Sample.domainRecord(
                    "a",
                    description: strange,
                    tags: [ResourceTag(key: strange, value: strange), ResourceTag(key: "empty")]
                ),
            ]
            try await store.commit(batch)
            #expect(try await store.contents().domains == [batch.domains[1], batch.domains[0]])

            let changed = Sample.domainRecord("b", status: .deprecated, description: "")
            var second = CommitBatch()
            second.domains = [changed]
            try await store.commit(second)
            #expect(try await store.contents().domains == [batch.domains[1], changed])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `types are put, changed and deleted by domain, name and version`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            var batch = CommitBatch()
            batch.domains = [Sample.domainRecord(), Sample.domainRecord("Other")]
            batch.workflowTypes = [
                Sample.workflowType("A", "1"), Sample.workflowType("A", "2"), Sample.workflowType("B", "1"),
                Sample.workflowType("A", "1", domain: "Other"),
            ]
            batch.activityTypes = [Sample.activityType("A", "1"), Sample.activityType("B", "1")]
            try await store.commit(batch)
            #expect(try await Set(store.contents().workflowTypes) == Set(batch.workflowTypes))
            #expect(try await store.contents().activityTypes == batch.activityTypes)

            let moment = Sample.start + .seconds(5)
            let deprecated = Sample.workflowType("A", "2", status: .deprecated, deprecated: moment)
            var change = CommitBatch()
            change.workflowTypes = [deprecated]
            change.deletedWorkflowTypes = [Sample.workflowType("A", "1")]
            change.deletedActivityTypes = [Sample.activityType("B", "1")]
            try await store.commit(change)
            let contents = try await store.contents()
            #expect(
                Set(contents.workflowTypes) == [deprecated, batch.workflowTypes[2], batch.workflowTypes[3]],
                "only the type of that domain and version is gone"
            )
            #expect(contents.activityTypes == [batch.activityTypes[0]])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `the open executions are those that have not closed`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            try await store.create([Sample.record(1), Sample.record(2), Sample.record(7, domain: "Other")])
            let end = Sample.start + .seconds(1)
            try await store.commit(
                ExecutionCommit(
                    record: Sample.record(2, version: 2, lastEventId: 3, closed: (end, .terminated)),
                    expectedVersion: 1,
                    events: Sample.chunk(3...3)
                )
            )
            let contents = try await store.contents()
            #expect(
                Set(contents.openExecutions) == [
                    .init(domain: Sample.domain, workflowId: "article-1", id: 1),
                    .init(domain: "Other", workflowId: "article-7", id: 7),
                ]
            )
            #expect(contents.nextExecutionId == 8)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `messages wait in the order of their numbers until they are delivered`(kind: StoreKind) async throws {
        try await kind.withStore { store in
            let record = Sample.record(1)
            var creation = Sample.creation(record)
            creation.messages = [Sample.message(3, from: record), Sample.message(4, from: record)]
            var batch = CommitBatch()
            batch.executions = [creation]
            batch.messages = [Sample.message(1, from: record), Sample.message(9, from: record)]
            try await store.commit(batch)
            let waiting = try await store.contents()
            #expect(waiting.messages.map(\.id) == [1, 3, 4, 9])
            #expect(waiting.messages[1] == creation.messages[0])
            #expect(waiting.nextMessageId >= 10)

            var delivery = CommitBatch()
            delivery.deliveredMessages = [3, 1]
            delivery.messages = [Sample.message(10, from: record)]
            try await store.commit(delivery)
            #expect(try await store.contents().messages.map(\.id) == [4, 9, 10])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `every kind of message comes back as it was`(kind: StoreKind) async throws {
        let run = WorkflowExecution(runId: "r", workflowId: "w")
        let type = WorkflowType(name: "Child", version: "2")
        let child = StartChildWorkflowExecutionInitiatedEventAttributes(
            childPolicy: .requestCancel,
            control: "c",
            decisionTaskCompletedEventId: 4,
            executionStartToCloseTimeout: "60",
            taskList: TaskList(name: "list"),
            taskStartToCloseTimeout: "NONE",
            workflowId: "w",
            workflowType: type
        )
        let outcomes: [ChildOutcome] = [
            .completed(result: nil), .completed(result: "r"), .failed(reason: "a", details: nil),
            .canceled(details: "d"), .timedOut(.startToClose), .terminated,
        ]
        let bodies: [OutboxMessage.Body] =
            [
                .signal(name: "s", input: nil, initiatedEventId: 1), .requestCancel(initiatedEventId: 2),
                .startChild(child, initiatedEventId: 3), .childPolicy(.terminate, initiatedEventId: 4),
                .signalDelivered(initiatedEventId: 5, target: run),
                .signalFailed(initiatedEventId: 6, cause: .unknownExternalWorkflowExecution),
                .cancelDelivered(initiatedEventId: 7, target: run),
                .cancelFailed(initiatedEventId: 8, cause: .unknownExternalWorkflowExecution),
                .childStarted(initiatedEventId: 9, child: run),
                .childStartFailed(initiatedEventId: 10, cause: .workflowAlreadyRunning),
            ] + outcomes.map { .childClosed(initiatedEventId: 11, child: run, workflowType: type, outcome: $0) }
        try await kind.withStore { store in
            var batch = CommitBatch()
            batch.messages = zip(1..., bodies).map { id, body in
                MessageRecord(
                    id: id,
                    message: OutboxMessage(
                        from: Sample.record(1).identity,
                        toWorkflowId: "w",
                        toRunId: id.isMultiple(of: 2) ? "r" : nil,
                        body: body
                    )
                )
            }
            try await store.commit(batch)
            #expect(try await store.contents().messages == batch.messages)
        }
    }
}
