/// Says when a history comes near the length at which the service terminates its execution.
enum HistoryRadar {
    /// How many events a history may have on Amazon SWF, and on a Martlet server unless its settings say otherwise.
    static let limit = Limits().eventsPerExecution
    /// Parts of the limit that are worth a line, in percent.
    static let marks = [50, 80]

    /// The mark that the history passed between two decision tasks, in percent; nil when it passed none.
    ///
    /// It depends on nothing but the two events, so each mark is told once, whichever deciders get the tasks.
    static func mark(from previousStartedEventId: EventId, to startedEventId: EventId) -> Int? {
        marks.last { mark in
            let events = limit * mark / 100
            return previousStartedEventId < events && startedEventId >= events
        }
    }
}
