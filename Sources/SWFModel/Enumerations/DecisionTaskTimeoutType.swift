/// Which clock of a decision task ran out.
public enum DecisionTaskTimeoutType: String, CaseIterable, Codable, Hashable, Sendable {
    case startToClose = "START_TO_CLOSE"
    case scheduleToStart = "SCHEDULE_TO_START"
}
