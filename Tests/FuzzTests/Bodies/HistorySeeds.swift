import SWFModel
import SWFWire

/// The first histories: each event after a sound beginning, a whole life, and the forms in which files come.
enum HistorySeeds {
    static func all() throws -> [FuzzTarget.Seed] {
        var seeds: [FuzzTarget.Seed] = []
        for type in EventType.allCases {
            let history = try events([.workflowExecutionStarted, .decisionTaskScheduled, .decisionTaskStarted, type])
            seeds.append(.init("then-\(type.rawValue)", try AWSJSON.encode(History(events: history))))
        }
        let life = try events([
            .workflowExecutionStarted, .decisionTaskScheduled, .decisionTaskStarted, .decisionTaskCompleted,
            .activityTaskScheduled, .activityTaskStarted, .activityTaskCompleted, .decisionTaskScheduled,
            .decisionTaskStarted, .decisionTaskCompleted, .timerStarted, .timerFired, .decisionTaskScheduled,
            .decisionTaskStarted, .decisionTaskCompleted, .workflowExecutionCompleted,
        ])
        seeds.append(.init("life", try AWSJSON.encode(History(events: life))))
        seeds.append(.init("list", try AWSJSON.encode(life)))
        seeds.append(.init("reversed", try AWSJSON.encode(Array(life.reversed()))))
        seeds.append(.init("lines", try life.map { try AWSJSON.encode($0) }.joined(separator: [UInt8(ascii: "\n")])))
        let pages = [
            History(events: Array(life.prefix(5)), nextPageToken: "t"), History(events: Array(life.dropFirst(5))),
        ]
        seeds.append(.init("pages", try AWSJSON.encode(pages)))
        var far = life
        far[4].eventId = .max
        seeds.append(.init("far", try AWSJSON.encode(History(events: far))))
        seeds.append(
            .init(
                "text-times",
                #"[{"eventId":1,"eventTimestamp":"2017-06-13T16:29:47.073000+00:00","eventType":"WorkflowExecutionStarted","workflowExecutionStartedEventAttributes":{"childPolicy":"TERMINATE","taskList":{"name":"5"},"workflowType":{"name":"5","version":"5"}}}]"#
                    .utf8
            )
        )
        return seeds
    }

    /// Events of those types, numbered.
    private static func events(_ types: [EventType]) throws -> [HistoryEvent] {
        try types.enumerated().map { index, type in
            let text = ShapeSample(isWhole: true).event(type)
            var event = try AWSJSON.decode(HistoryEvent.self, from: Array(text.utf8))
            event.eventId = index + 1
            return event
        }
    }
}
