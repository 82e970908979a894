import SWFModel

/// Decisions and the events they give, in words that show the difference.
enum DecisionWords {
    static func words(for decision: Decision) -> String {
        switch decision {
        case .scheduleActivityTask(let attributes):
            "ScheduleActivityTask " + activity(attributes.activityType, attributes.activityId)
        case .requestCancelActivityTask(let attributes):
            "RequestCancelActivityTask \(attributes.activityId)"
        case .startTimer(let attributes):
            "StartTimer \(attributes.timerId)"
        case .cancelTimer(let attributes):
            "CancelTimer \(attributes.timerId)"
        case .recordMarker(let attributes):
            "RecordMarker \(attributes.markerName)"
        default:
            decision.decisionType.rawValue
        }
    }

    static func words(for event: HistoryEvent) -> String {
        let type = event.eventType.rawValue
        return switch event.attributes {
        case .activityTaskScheduled(let attributes):
            "\(type) \(activity(attributes.activityType, attributes.activityId))"
        case .scheduleActivityTaskFailed(let attributes):
            "\(type) \(activity(attributes.activityType, attributes.activityId))"
        case .activityTaskCancelRequested(let attributes):
            "\(type) \(attributes.activityId)"
        case .requestCancelActivityTaskFailed(let attributes):
            "\(type) \(attributes.activityId)"
        case .timerStarted(let attributes):
            "\(type) \(attributes.timerId)"
        case .startTimerFailed(let attributes):
            "\(type) \(attributes.timerId)"
        case .timerCanceled(let attributes):
            "\(type) \(attributes.timerId)"
        case .cancelTimerFailed(let attributes):
            "\(type) \(attributes.timerId)"
        case .markerRecorded(let attributes):
            "\(type) \(attributes.markerName)"
        case .recordMarkerFailed(let attributes):
            "\(type) \(attributes.markerName)"
        default:
            type
        }
    }

    private static func activity(_ type: ActivityType, _ id: String) -> String {
        "\(id) (\(type.name) \(type.version))"
    }
}
