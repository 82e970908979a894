/// Says when a history comes near the length at which the service terminates its execution.
struct HistoryRadar: Hashable, Sendable {
    /// How many events a history may have on Amazon SWF, and on a Martlet server unless its settings say otherwise.
    static let standard = HistoryRadar(limit: Limits().eventsPerExecution)
    /// Parts of the limit that are worth a line, in percent.
    static let marks = [50, 80]
    /// The part of the limit from which on the code should continue as new, in percent.
    static let suggestion = 40

    /// How many events a history may have.
    let limit: Int

    /// A limit comes from settings or from a marker; what is far off any service's is cut, so that nothing overflows.
    init(limit: Int) {
        self.limit = min(max(limit, 1), 1_000_000_000)
    }

    /// The mark that the history passed between two decision tasks, in percent; nil when it passed none.
    ///
    /// It depends on nothing but the limit and the two events, so each mark is told once, whichever deciders get the tasks.
    func mark(from previousStartedEventId: EventId, to startedEventId: EventId) -> Int? {
        Self.marks.last { mark in
            let events = limit * mark / 100
            return previousStartedEventId < events && startedEventId >= events
        }
    }

    /// Whether a history of so many events is so long that the code should soon continue as new.
    func suggestsContinuing(at historyLength: Int) -> Bool {
        historyLength >= limit * Self.suggestion / 100
    }
}
