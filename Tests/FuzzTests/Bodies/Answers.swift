import SWFModel
import SWFWire

extension FuzzTarget {
    /// What a client reads: the outputs, histories, faults. The first byte chooses what it is read as.
    static let answers = FuzzTarget(name: "answers", maximumLength: 4096) {
        try AnswerSeeds.all()
    } run: { bytes in
        guard let choice = bytes.first else { return }
        let body = Array(bytes.dropFirst())
        let reading = AnswerReading.all[Int(choice) % AnswerReading.all.count]
        switch reading {
        case .value(let type): try AnswerBody.check(type, body)
        case .fault(let status): try AnswerBody.fault(body, status)
        case .decisionTask: try AnswerBody.poll(DecisionTask.self, body)
        case .activityTask: try AnswerBody.poll(ActivityTask.self, body)
        case .events: try AnswerBody.events(body)
        }
    }
}

/// What a body is read as.
enum AnswerReading {
    typealias Answer = Codable & Hashable & Sendable

    case value(any Answer.Type)
    case fault(status: Int)
    case decisionTask
    case activityTask
    /// Events as they lie in a store: joined by commas.
    case events

    /// All readings; the first byte of an input is the place in this list.
    static let all: [AnswerReading] =
        outputs.map { .value($0) } + [
            .fault(status: 400), .fault(status: 500), .fault(status: 503), .decisionTask, .activityTask, .events,
            .value(HistoryEvent.self), .value(Decision.self),
        ]

    /// What the actions answer with.
    static let outputs: [any (Answer & Shaped).Type] = [
        ActivityTask.self, ActivityTaskStatus.self, ActivityTypeDetail.self, ActivityTypeInfos.self,
        DecisionTask.self, DomainDetail.self, DomainInfos.self, History.self, ListTagsForResourceOutput.self,
        PendingTaskCount.self, Run.self, WorkflowExecutionCount.self, WorkflowExecutionDetail.self,
        WorkflowExecutionInfos.self, WorkflowTypeDetail.self, WorkflowTypeInfos.self,
    ]
}

/// What must hold of anything that calls itself an answer.
enum AnswerBody {
    /// What was read is written and read again as the same value.
    static func check<Value: Codable & Hashable>(_ type: Value.Type, _ body: [UInt8]) throws {
        guard let value = try? AWSJSON.decode(type, from: body) else { return }
        let encoded = try AWSJSON.encode(value)
        let again = try AWSJSON.decode(type, from: encoded)
        try expect(again == value, "\(value) is \(again) after a round trip")
        try expect(try AWSJSON.encode(again) == encoded, "the encoding of \(value) is not stable")
    }

    /// A fault that was understood can be sent on. Where the status says that the service failed, any body is a fault.
    static func fault(_ body: [UInt8], _ status: Int) throws {
        guard let fault = FaultEnvelope.decode(body, httpStatus: status) else {
            try expect(status == 400, "a body with the status \(status) is no fault")
            return
        }
        let again = FaultEnvelope.decode(FaultEnvelope.encode(fault), httpStatus: fault.code.httpStatus)
        try expect(again == fault, "\(fault) is \(again.map { "\($0)" } ?? "nothing") after a round trip")
    }

    /// A poll's answer is a task exactly when it has a receipt.
    static func poll<Task: Codable & Hashable>(_ type: Task.Type, _ body: [UInt8]) throws {
        guard let task = try? PollAnswer.decode(type, from: body) else { return }
        let again = try PollAnswer.decode(type, from: try AWSJSON.encode(task))
        try expect(again == task, "\(task) is \(again.map { "\($0)" } ?? "no task") after a round trip")
    }

    /// Bytes that can be read as events are spliced into a page that reads as the same events.
    static func events(_ body: [UInt8]) throws {
        var encoded = EncodedEvents()
        encoded.append(json: body, count: 1)
        guard let events = try? encoded.decoded() else { return }
        let page = EncodedHistory(events: encoded, nextPageToken: "t")
        let read = try AWSJSON.decode(History.self, from: try page.encoded())
        try expect(
            read == History(events: events, nextPageToken: "t"),
            "a spliced page reads otherwise than its events"
        )
        let afresh = try EncodedEvents(events)
        try expect(try afresh.decoded() == events, "events differ after a round trip")
        try expect(afresh.count == events.count, "events are counted wrong")
    }
}
