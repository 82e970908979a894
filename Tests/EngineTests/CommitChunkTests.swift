import MartletTesting
import SWFModel
import Storage
import Synchronization
import Testing
import WorkflowCore

@testable import Engine

/// The events of a commit as they are stored: in chunks of a bounded size.
@Suite struct CommitChunkTests {
    @Test(arguments: StoreKind.allCases)
    func `many events of one execution in one commit are several chunks, and read without a gap`(
        kind: StoreKind
    ) async throws {
        try await kind.withStore { place in
            let store = FailingStore(try place.open())
            let rig = try await EngineByHand(store: store)
            let execution = try await rig.session.start("w")
            store.hold()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<601 { group.addTask { try await rig.session.signal("w", "s") } }
                // One is being written, and the others gather behind it.
                await Bounded.wait {
                    rig.engine.state.withLock { state in
                        state.isCommitting && state.residents.peek(1)?.machine.state.lastEventId == 603
                    }
                }
                store.release()
                try await group.waitForAll()
            }
            #expect(try await rig.session.pagedHistory(execution).map(\.eventId) == Array(1...603))
            var token: String?
            var ids: [EventId] = []
            repeat {
                let page = try await rig.engine.getWorkflowExecutionHistory(
                    .init(domain: Session.domain, execution: execution, maximumPageSize: 7, nextPageToken: token)
                )
                ids += page.events.map(\.eventId)
                token = page.nextPageToken
            } while token != nil
            #expect(ids == Array(1...603))
            let chunks = try await store.events(of: 1, in: 1...603)
            #expect(chunks.allSatisfy { $0.count <= 256 })
            #expect(chunks.count >= 4)
            try await store.close()
        }
    }
}
