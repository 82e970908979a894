/// Which clock of an activity task ran out.
public enum ActivityTaskTimeoutType: String, CaseIterable, Codable, Hashable, Sendable {
    case startToClose = "START_TO_CLOSE"
    case scheduleToStart = "SCHEDULE_TO_START"
    case scheduleToClose = "SCHEDULE_TO_CLOSE"
    case heartbeat = "HEARTBEAT"
}
