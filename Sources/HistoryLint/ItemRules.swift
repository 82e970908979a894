import SWFModel

/// The rules about what a decision opens and a later event closes: swf-spec.md 5.17, number 8, and that every link
/// names an earlier event of the right type.
struct ItemRules: Sendable {
    private var activities = ActivityRules()
    private var timers = TimerRules()
    private var children = ChildRules()
    private var externals = ExternalRules()
    private var lambdas = LambdaRules()

    mutating func take(_ event: HistoryEvent, _ findings: inout LintFindings) {
        activities.take(event, &findings)
        timers.take(event, &findings)
        children.take(event, &findings)
        externals.take(event, &findings)
        lambdas.take(event, &findings)
    }
}
