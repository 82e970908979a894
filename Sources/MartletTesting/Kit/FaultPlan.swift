import Synchronization

/// A fault that a test has asked for.
public final class PlannedFault: Sendable {
    /// When it happens.
    public let moment: TestMoment
    /// What happens.
    public let fault: TestFault
    private let tokens = Mutex<[String]>([])

    init(_ fault: TestFault, at moment: TestMoment) {
        self.fault = fault
        self.moment = moment
    }

    /// Whether it has happened. A test that plans a fault looks at this at its end, or it may test nothing.
    public var hasHappened: Bool { tokens.withLock { $0.count >= max(1, moment.number) } }

    /// Whether it happens now, at a call for a task of this token: calls that are made again count as one.
    fileprivate func happens(with token: String) -> Bool {
        tokens.withLock { tokens in
            guard tokens.count < max(1, moment.number), moment.isOfOneCall || !tokens.contains(token) else {
                return false
            }
            tokens.append(token)
            return tokens.count == max(1, moment.number)
        }
    }
}

/// The faults that are still to come.
final class FaultPlan: Sendable {
    private let faults = Mutex<[PlannedFault]>([])

    func add(_ fault: PlannedFault) { faults.withLock { $0.append(fault) } }

    /// The fault of this call; nil when nothing goes wrong.
    func next(_ kind: TestMoment.Kind, token: String) -> TestFault? {
        faults.withLock { faults in
            var found: TestFault?
            for planned in faults where planned.moment.kind == kind {
                // Each counts the call, also when another one has its turn.
                if planned.happens(with: token) { found = found ?? planned.fault }
            }
            faults.removeAll(where: \.hasHappened)
            return found
        }
    }
}

extension TestMoment {
    /// Whether each call counts, also when it is made for the same task or under the same workflow id.
    fileprivate var isOfOneCall: Bool {
        switch kind {
        case .heartbeat, .start, .signal: true
        case .decisionTask, .decision, .work, .report: false
        }
    }
}
