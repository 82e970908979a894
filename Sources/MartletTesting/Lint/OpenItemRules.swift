import SWFModel

/// The rules about what a decision opens and a later event closes: swf-spec.md 5.17, number 8, and that every link
/// names an earlier event of the right type.
struct OpenItemRules: Sendable {
    private var activities = ActivityRules()
    private var timers = TimerRules()
    private var children = ChildRules()
    private var externals = ExternalRules()
    private var lambdas = LambdaRules()

    mutating func take(_ event: HistoryEvent) -> [String] {
        let sentences =
            activities.take(event) + timers.take(event) + children.take(event) + externals.take(event)
            + lambdas.take(event)
        return sentences.map { "\(event.eventId) \(event.eventType.rawValue): \($0)" }
    }
}
