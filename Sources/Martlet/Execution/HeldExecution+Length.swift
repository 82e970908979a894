import DeciderCore

extension HeldExecution {
    /// Whether the code should soon continue as new, by the limit that holds for the execution at this decision task.
    ///
    /// What it says is part of the replay, and the decider's limit is not: it may be another one by then. So a limit is written
    /// into the history at the decision task where the code first meets it, and holds from there on; before the first one,
    /// and in a history without any, Amazon SWF's holds. The marker's name says the decision task, so that a replay knows
    /// where each came.
    var isContinueAsNewSuggested: Bool {
        let isDraining = executor.isDraining
        return state.withLock { state in
            let length = state.replay.historyLength
            let marker = "\(OwnName.historyLimitMarker)\(length)"
            let radar: HistoryRadar? =
                if let recorded = state.recorded[marker] {
                    recorded.flatMap { Int($0) }.map { HistoryRadar(limit: $0) }
                } else {
                    state.replay.isReplaying || state.isReleased ? nil : self.radar
                }
            if let radar, radar != state.radar, isDraining {
                state.radar = radar
                let attributes = RecordMarkerDecisionAttributes(details: String(radar.limit), markerName: marker)
                state.replay.recordMarker(attributes, place: nil)
            }
            return state.radar.suggestsContinuing(at: length)
        }
    }
}
