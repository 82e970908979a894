import OrderedCollections
import SWFModel

/// ScheduleLambdaFunction (swf-spec.md 3.2.13).
extension ExecutionMachine {
    /// The longest and usual time of a lambda task, in seconds.
    private static let longestSeconds = "900"

    /// → LambdaFunctionScheduled; what comes of it follows in transactions of its own: LambdaFunctionStarted and an outcome,
    /// or, when the execution has no role, StartLambdaFunctionFailed. ✗ ScheduleLambdaFunctionFailed.
    ///
    /// An id that is in use is taken all the same, as the real service does (swf-observed.md X1). Without a role it does
    /// not matter whether functions can be called here: none would be.
    mutating func scheduleLambdaFunction(
        _ decision: ScheduleLambdaFunctionDecisionAttributes,
        _ completedEventId: EventId,
        _ context: DecisionContext,
        in transition: inout Transition
    ) {
        let cause: ScheduleLambdaFunctionFailedCause? =
            if state.configuration.lambdaRole != nil, !context.callsLambdaFunctions {
                .lambdaServiceNotAvailableInRegion
            } else if state.lambdaTasks.count >= context.limits.openLambdaFunctions {
                .openLambdaFunctionsLimitExceeded
            } else if transition.allowance?.take(.scheduleLambdaFunction) == false {
                .lambdaFunctionCreationRateExceeded
            } else {
                nil
            }
        if let cause {
            record(
                .scheduleLambdaFunctionFailed(
                    .init(
                        cause: cause,
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
