import SWFModel

/// One signal or cancel request to another execution, as the code that sends it sees it.
///
///     asked --matched in the history--> initiated --delivered or not--> closed
///     asked --withdrawn before it was sent--> closed
///     asked --refused by the service--> refused --delivered--> closed
struct ExternalMachine: Hashable, Sendable {
    enum State: Hashable, Sendable {
        case asked
        case initiated
        case refused(ExternalRefusal)
        case closed
    }

    var state = State.asked
}

extension SignalExternalWorkflowExecutionFailedCause {
    var refusal: ExternalRefusal {
        switch self {
        case .unknownExternalWorkflowExecution: .unknownExecution
        case .signalExternalWorkflowExecutionRateExceeded: .rateExceeded
        case .operationNotPermitted: .notPermitted
        }
    }
}

extension RequestCancelExternalWorkflowExecutionFailedCause {
    var refusal: ExternalRefusal {
        switch self {
        case .unknownExternalWorkflowExecution: .unknownExecution
        case .requestCancelExternalWorkflowExecutionRateExceeded: .rateExceeded
        case .operationNotPermitted: .notPermitted
        }
    }
}
