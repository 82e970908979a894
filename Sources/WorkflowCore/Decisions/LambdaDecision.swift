import SWFModel

/// ScheduleLambdaFunction (swf-spec.md 3.2.13). No lambda functions are run here.
extension ExecutionMachine {
    /// The longest and usual time of a lambda task, in seconds.
    private static let longestSeconds = "900"

    /// Without a role on the execution: → LambdaFunctionScheduled, and StartLambdaFunctionFailed in a transaction of its
    /// own, as the real service does. With one: ✗ ScheduleLambdaFunctionFailed, there is no such service in this region.
    mutating func scheduleLambdaFunction(
        _ decision: ScheduleLambdaFunctionDecisionAttributes,
        _ completedEventId: EventId,
        in transition: inout Transition
    ) {
        guard state.configuration.lambdaRole == nil else {
            record(
                .scheduleLambdaFunctionFailed(
                    .init(
                        cause: .lambdaServiceNotAvailableInRegion,
                        decisionTaskCompletedEventId: completedEventId,
                        id: decision.id,
                        name: decision.name
                    )
                ),
                in: &transition
            )
            return
        }
        record(
            .lambdaFunctionScheduled(
                .init(
                    control: decision.control,
                    decisionTaskCompletedEventId: completedEventId,
                    id: decision.id,
                    input: decision.input,
                    name: decision.name,
                    startToCloseTimeout: Setting.text(decision.startToCloseTimeout, or: Self.longestSeconds)
                )
            ),
            in: &transition
        )
    }
}
