import Foundation
import MartletTesting
import SWFModel
import SWFWire
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// design.md, invariant 4: a task token names one hand-out and cannot be made up; swf-spec.md 5.13.
@Suite struct TokenTests {
    private static let invalid = Fault(.validation, "Invalid token")

    /// Every text that differs from a token by one bit of what it says.
    private static func flips(_ token: String) throws -> [String] {
        let bytes = try #require(Data(base64Encoded: token))
        return (0..<bytes.count * 8).map { bit in
            var changed = bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            return changed.base64EncodedString()
        }
    }

    /// Texts that no service issued, among them the token in other writings of the same bytes.
    private static func strangers(_ token: String) throws -> [String] {
        let bytes = try #require(Data(base64Encoded: token))
        var loose = token
        // The last letter before the padding has bits that mean nothing.
        let last = loose.index(before: loose.firstIndex(of: "=") ?? loose.endIndex)
        let letter = loose[last]
        let next = letter.asciiValue.map { Character(UnicodeScalar($0 + 1)) } ?? "B"
        loose.replaceSubrange(last...last, with: [next])
        return [
            "x", "AAAA", "=", "====", " ", token + "=", token + "A", " " + token, token + "\n",
            String(token.dropLast()),
            token.lowercased(), loose, bytes.dropLast().base64EncodedString(), bytes.dropFirst().base64EncodedString(),
            (bytes + [0]).base64EncodedString(), Data(bytes.prefix(bytes.count - 32)).base64EncodedString(),
            Data(repeating: 0, count: bytes.count).base64EncodedString(),
            Data(repeating: 0, count: 32).base64EncodedString(), String(repeating: "A", count: 1024),
        ]
    }

    @Test func `a decision task token with any bit changed is invalid`() async throws {
        let rig = try await EngineByHand()
        let execution = try await rig.session.start("w")
        let task = try await rig.session.decisionTask()
        for token in try Self.flips(task.taskToken) + Self.strangers(task.taskToken) {
            let refusal = await fault {
                try await rig.engine.respondDecisionTaskCompleted(.init(taskToken: token))
            }
            #expect(refusal == Self.invalid, "\(token)")
        }
        #expect(try await rig.session.history(execution).count == 3)
        try await rig.session.answer(task)
    }

    @Test func `an activity task token with any bit changed is invalid`() async throws {
        let rig = try await EngineByHand()
        let execution = try await rig.session.start("w")
        try await rig.session.decide(try await rig.session.decisionTask(), [rig.session.schedule("a")])
        let task = try await rig.session.activityTask()
        for token in try Self.flips(task.taskToken) {
            let refusal = await fault {
                try await rig.engine.respondActivityTaskCompleted(.init(taskToken: token))
            }
            #expect(refusal == Self.invalid, "\(token)")
        }
        for token in try Self.strangers(task.taskToken) {
            let refusals = [
                await fault { try await rig.engine.respondActivityTaskCompleted(.init(taskToken: token)) },
                await fault { try await rig.engine.respondActivityTaskFailed(.init(taskToken: token)) },
                await fault { try await rig.engine.respondActivityTaskCanceled(.init(taskToken: token)) },
                await fault { _ = try await rig.engine.recordActivityTaskHeartbeat(.init(taskToken: token)) },
            ]
            #expect(refusals == Array(repeating: Self.invalid, count: 4), "\(token)")
        }
        #expect(try await rig.session.history(execution).count == 6)
        try await rig.session.complete(task)
    }

    @Test func `a token of the other kind of task is invalid`() async throws {
        let rig = try await EngineByHand()
        _ = try await rig.session.start("w")
        let first = try await rig.session.decisionTask()
        try await rig.session.decide(first, [rig.session.schedule("a")])
        let activity = try await rig.session.activityTask()
        try await rig.session.signal("w", "s")
        let second = try await rig.session.decisionTask()
        let decisionToken = second.taskToken
        #expect(
            await fault { try await rig.engine.respondDecisionTaskCompleted(.init(taskToken: activity.taskToken)) }
                == Self.invalid
        )
        #expect(
            await fault { try await rig.engine.respondActivityTaskCompleted(.init(taskToken: decisionToken)) }
                == Self.invalid
        )
        #expect(
            await fault { _ = try await rig.engine.recordActivityTaskHeartbeat(.init(taskToken: decisionToken)) }
                == Self.invalid
        )
    }

    @Test func `a token of another store is invalid`() async throws {
        let mine = try await EngineByHand()
        let other = try await EngineByHand()
        for rig in [mine, other] { _ = try await rig.session.start("w") }
        _ = try await mine.session.decisionTask()
        let foreign = try await other.session.decisionTask()
        #expect(
            await fault { try await mine.engine.respondDecisionTaskCompleted(.init(taskToken: foreign.taskToken)) }
                == Self.invalid
        )
    }

    @Test func `a token without a length the model allows is refused by the model`() async throws {
        let rig = try await EngineByHand()
        for token in ["", String(repeating: "A", count: 1025)] {
            let refusal = await fault {
                try await rig.engine.respondDecisionTaskCompleted(.init(taskToken: token))
            }
            #expect(refusal?.code == .validation)
            #expect(refusal?.message?.hasPrefix("1 validation error detected: Value '") == true)
        }
    }

    @Test func `a decision task is answered once`() async throws {
        let rig = try await EngineByHand()
        let execution = try await rig.session.start("w")
        let task = try await rig.session.decisionTask()
        try await rig.session.answer(task)
        let count = try await rig.session.history(execution).count
        let refusal = await fault { try await rig.session.answer(task) }
        #expect(refusal == Fault(.unknownResource, "Unknown decision task, scheduledEventId = 2"))
        #expect(try await rig.session.history(execution).count == count)
    }

    @Test func `the token of a decision task that timed out is old`() async throws {
        let rig = try await EngineByHand()
        _ = try await rig.session.start("w")
        let first = try await rig.session.decisionTask()
        try await rig.advance(by: .seconds(30))
        let old = Fault(.unknownResource, "Unknown decision task, scheduledEventId = 2")
        #expect(await fault { try await rig.session.answer(first) } == old)
        let second = try await rig.session.decisionTask()
        #expect(await fault { try await rig.session.answer(first) } == old, "also while another attempt is out")
        try await rig.session.answer(second)
    }

    @Test func `an activity task is answered once, by whatever answer is first`() async throws {
        typealias Answer = @Sendable (WorkflowEngine, String) async throws -> Void
        let answers: [Answer] = [
            { try await $0.respondActivityTaskCompleted(.init(taskToken: $1)) },
            { try await $0.respondActivityTaskFailed(.init(taskToken: $1)) },
            { try await $0.respondActivityTaskCanceled(.init(taskToken: $1)) },
        ]
        let heartbeat: Answer = { _ = try await $0.recordActivityTaskHeartbeat(.init(taskToken: $1)) }
        let rig = try await EngineByHand()
        for (index, first) in answers.enumerated() {
            _ = try await rig.session.start("w\(index)")
            try await rig.session.decide(try await rig.session.decisionTask(), [rig.session.schedule("a")])
            let task = try await rig.session.activityTask()
            try await heartbeat(rig.engine, task.taskToken)
            try await first(rig.engine, task.taskToken)
            for second in answers + [heartbeat] {
                let refusal = await fault { try await second(rig.engine, task.taskToken) }
                #expect(refusal == Fault(.unknownResource, "Unknown activity, scheduledEventId = 5"))
            }
            try await rig.session.terminate("w\(index)")
        }
    }

    @Test func `the token of an activity task that timed out is old`() async throws {
        let rig = try await EngineByHand()
        _ = try await rig.session.start("w")
        try await rig.session.decide(try await rig.session.decisionTask(), [rig.session.schedule("a")])
        let task = try await rig.session.activityTask()
        try await rig.advance(by: .seconds(300))
        let refusal = await fault { try await rig.session.complete(task) }
        #expect(refusal == Fault(.unknownResource, "Unknown activity, scheduledEventId = 5"))
    }

    @Test func `the tokens of a closed execution name the execution`() async throws {
        let rig = try await EngineByHand()
        let execution = try await rig.session.start("w")
        try await rig.session.decide(try await rig.session.decisionTask(), [rig.session.schedule("a")])
        let activity = try await rig.session.activityTask()
        try await rig.session.signal("w", "s")
        let decision = try await rig.session.decisionTask()
        try await rig.session.terminate("w")
        let unknown = Fault(
            .unknownResource,
            "Unknown execution: WorkflowExecution=[workflowId=w, runId=\(execution.runId)]"
        )
        for rig in [rig, try await rig.reopened()] {
            #expect(await fault { try await rig.session.answer(decision) } == unknown)
            #expect(await fault { try await rig.session.complete(activity) } == unknown)
            #expect(
                await fault {
                    _ = try await rig.engine.recordActivityTaskHeartbeat(.init(taskToken: activity.taskToken))
                } == unknown
            )
        }
    }

    @Test func `tokens outlive the server that issued them`() async throws {
        let rig = try await EngineByHand()
        let execution = try await rig.session.start("w")
        let first = try await rig.session.decisionTask()
        let second = try await rig.reopened()
        try await second.session.decide(first, [second.session.schedule("a")])
        let activity = try await second.session.activityTask()
        let third = try await rig.reopened()
        try await third.session.complete(activity)
        #expect(try await third.types(execution).suffix(2) == [.activityTaskCompleted, .decisionTaskScheduled])
    }

    @Test func `an activity task handed out in a later attempt has a token of its own`() async throws {
        let rig = try await EngineByHand()
        _ = try await rig.session.start("w")
        try await rig.session.decide(try await rig.session.decisionTask(), [rig.session.schedule("a")])
        let first = try await rig.session.activityTask()
        try await rig.advance(by: .seconds(300))
        try await rig.session.decide(try await rig.session.decisionTask(), [rig.session.schedule("a")])
        let second = try await rig.session.activityTask()
        #expect(first.taskToken != second.taskToken)
        #expect(first.activityId == second.activityId)
        #expect(
            await fault { try await rig.session.complete(first) }
                == Fault(.unknownResource, "Unknown activity, scheduledEventId = 5")
        )
        try await rig.session.complete(second)
    }

    @Test func `a page token with any bit changed is invalid`() async throws {
        let rig = try await EngineByHand()
        let execution = try await rig.session.start("w")
        let page = try await rig.engine.getWorkflowExecutionHistory(
            .init(domain: Session.domain, execution: execution, maximumPageSize: 1)
        )
        let token = try #require(page.nextPageToken)
        for changed in try Self.flips(token) + ["x", "AAAA", token + "A"] {
            let refusal = await fault {
                _ = try await rig.engine.getWorkflowExecutionHistory(
                    .init(domain: Session.domain, execution: execution, nextPageToken: changed)
                )
            }
            #expect(refusal == Self.invalid)
        }
    }

    @Test func `a page token is good for a day and for its own action and execution`() async throws {
        let rig = try await EngineByHand()
        let execution = try await rig.session.start("w")
        let other = try await rig.session.start("x")
        @Sendable func next(_ token: String, of execution: WorkflowExecution) async throws -> [EventId] {
            try await rig.engine.getWorkflowExecutionHistory(
                .init(domain: Session.domain, execution: execution, nextPageToken: token)
            ).events.map(\.eventId)
        }
        let token = try #require(
            try await rig.engine.getWorkflowExecutionHistory(
                .init(domain: Session.domain, execution: execution, maximumPageSize: 1)
            ).nextPageToken
        )
        #expect(await fault { _ = try await next(token, of: other) } == Self.invalid)
        #expect(
            await fault {
                _ = try await rig.engine.pollForDecisionTask(
                    .init(domain: Session.domain, nextPageToken: token, taskList: Session.taskList)
                )
            } == Self.invalid
        )
        #expect(
            await fault {
                _ = try await rig.engine.listDomains(.init(nextPageToken: token, registrationStatus: .registered))
            } == Self.invalid
        )
        #expect(
            await fault { try await rig.engine.respondDecisionTaskCompleted(.init(taskToken: token)) }
                == Self.invalid
        )
        let task = try await rig.session.decisionTask()
        #expect(await fault { _ = try await next(task.taskToken, of: execution) } == Self.invalid)

        rig.clock.advance(by: .seconds(86_400))
        #expect(try await next(token, of: execution) == [2, 3], "also after a day")
        rig.clock.advance(by: .milliseconds(1))
        #expect(
            await fault { _ = try await next(token, of: execution) }
                == Fault(.validation, "Specified token has exceeded its maximum lifetime")
        )
    }
}
