import HTTPTypes
public import SWFModel
import SWFWire

/// What `GET /health` tells of a server besides whether it can work: numbers and names, nothing of what it holds.
public struct HealthFacts: Hashable, Sendable {
    /// The version of the server.
    public var version: String
    /// What the store is, in one word: `sqlite`, `memory`.
    public var store: String
    /// Since when the server runs.
    public var startTimestamp: Timestamp
    /// How many polls wait for tasks.
    public var waitingPolls: Int
    /// How many tasks wait for polls.
    public var waitingTasks: Int

    /// Creates the value from its members.
    public init(version: String, store: String, startTimestamp: Timestamp, waitingPolls: Int, waitingTasks: Int) {
        self.version = version
        self.store = store
        self.startTimestamp = startTimestamp
        self.waitingPolls = waitingPolls
        self.waitingTasks = waitingTasks
    }
}

/// The answer to `GET /health`.
struct Health: Encodable {
    let isWorking: Bool
    /// Nil where anybody may ask: then it is one word.
    let facts: HealthFacts?

    private enum CodingKeys: String, CodingKey {
        case startTimestamp = "start_timestamp"
        case status
        case store
        case version
        case waitingPolls = "waiting_polls"
        case waitingTasks = "waiting_tasks"
    }

    func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encodeIfPresent(facts?.startTimestamp, forKey: .startTimestamp)
        try members.encode(isWorking ? "ok" : "unavailable", forKey: .status)
        try members.encodeIfPresent(facts?.store, forKey: .store)
        try members.encodeIfPresent(facts?.version, forKey: .version)
        try members.encodeIfPresent(facts?.waitingPolls, forKey: .waitingPolls)
        try members.encodeIfPresent(facts?.waitingTasks, forKey: .waitingTasks)
    }

    var answer: Answer {
        get throws {
            var answer = Answer(try AWSJSON.encode(self), in: .legacy)
            if !isWorking { answer.status = .serviceUnavailable }
            return answer
        }
    }
}
