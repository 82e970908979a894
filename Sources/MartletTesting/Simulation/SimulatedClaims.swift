import SWFModel

/// What callers were told, held against what the histories say: what was acknowledged is there, once for every call that
/// was made; what was refused is not; what nobody heard of may be there or not.
///
/// Each call that changes something puts a mark of its own into the history, so that its trace can be counted.
struct SimulatedClaims {
    private struct Claim {
        var request: String
        var workflowId: String
        /// What a decider decided, in order.
        var decisions: [DecisionType] = []
        var acknowledged = 0
        /// On their way, or gone without an answer.
        var open = 0
        /// How often the mark is in a history.
        var found = 0
    }

    private var claims: [String: Claim] = [:]
    /// The marks whose calls were acknowledged since the last check.
    private var fresh: [String] = []
    private var order: [String] = []
    /// How many executions of each workflow id ended because their history was full: what would have been the event too
    /// many was done, and is not in the history.
    private var overflows: [String: Int] = [:]

    /// A call is on its way.
    mutating func made(_ mark: String, _ request: SimulatedRequest, of workflowId: String) {
        if claims[mark] == nil {
            var claim = Claim(request: request.name, workflowId: workflowId)
            if case .decide(let input) = request { claim.decisions = (input.decisions ?? []).map(\.decisionType) }
            claims[mark] = claim
            order.append(mark)
        }
        claims[mark]?.open += 1
    }

    mutating func acknowledged(_ mark: String) {
        claims[mark]?.open -= 1
        claims[mark]?.acknowledged += 1
        fresh.append(mark)
    }

    mutating func refused(_ mark: String) { claims[mark]?.open -= 1 }

    /// An execution was terminated because its history was full.
    mutating func overflowed(_ workflowId: String) { overflows[workflowId, default: 0] += 1 }

    /// The mark is in a history.
    ///
    /// - Returns: What is wrong with that; nil when nothing is.
    mutating func found(_ mark: String) -> String? {
        guard var claim = claims[mark] else { return "Nobody made the call with the mark \(mark)." }
        claim.found += 1
        claims[mark] = claim
        guard claim.found <= claim.acknowledged + claim.open else {
            return "The call \(mark) (\(claim.request)) was done \(claim.found) times, for "
                + "\(claim.acknowledged) acknowledged calls and \(claim.open) without an answer."
        }
        return nil
    }

    /// What a decider decided in the answer with this mark; nil when there is none.
    func decisions(_ mark: String) -> [DecisionType]? { claims[mark]?.decisions }

    /// What was acknowledged since the last check and is not in the histories, which were read since.
    mutating func missing() -> [String] {
        var problems: [String] = []
        for mark in fresh {
            guard let sentence = sentence(mark) else { continue }
            if let claim = claims[mark], overflows[claim.workflowId] ?? 0 > 0 {
                overflows[claim.workflowId]? -= 1
                claims[mark]?.acknowledged -= 1
            } else {
                problems.append(sentence)
            }
        }
        fresh.removeAll(keepingCapacity: true)
        return problems
    }

    /// Everything that was acknowledged and is not in the histories.
    func allMissing() -> [String] { order.compactMap(sentence) }

    private func sentence(_ mark: String) -> String? {
        guard let claim = claims[mark], claim.found < claim.acknowledged else { return nil }
        return "The call \(mark) (\(claim.request)) was acknowledged \(claim.acknowledged) times and is in the "
            + "histories \(claim.found) times."
    }
}
