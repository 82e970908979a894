import SWFModel

/// RecordMarker (swf-spec.md 3.2.7).
extension ExecutionMachine {
    /// → MarkerRecorded. Names need not be unique, and nothing here refuses it.
    mutating func recordMarker(
        _ decision: RecordMarkerDecisionAttributes,
        _ completedEventId: EventId,
        in transition: inout Transition
    ) {
        record(
            .markerRecorded(
                .init(
                    decisionTaskCompletedEventId: completedEventId,
                    details: decision.details,
                    markerName: decision.markerName
                )
            ),
            in: &transition
        )
    }
}
