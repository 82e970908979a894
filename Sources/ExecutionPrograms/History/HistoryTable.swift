public import CommandSupport
public import SWFModel
import ServiceSupport

/// A history as lines for people: one line an event, written as soon as the event is known.
public struct HistoryTable: Sendable {
    private let time: LocalTime
    private let terminal: Terminal

    /// Prepares lines for a reader.
    public init(time: LocalTime, terminal: Terminal) {
        self.time = time
        self.terminal = terminal
    }

    /// The line of an event: number, time, type, and what it says.
    public func line(_ event: HistoryEvent) -> String {
        let number = String(event.eventId)
        let type = event.eventType.rawValue
        let padding = String(repeating: " ", count: max(0, 4 - number.count))
        let gap = String(repeating: " ", count: max(1, 32 - type.count))
        let moment = terminal.coloured(time.precise(event.eventTimestamp), .dim)
        let words = EventWords.text(event)
        let line =
            "\(padding)\(number)  \(moment)  \(colour(event.eventType).map { terminal.coloured(type, $0) } ?? type)"
        return words.isEmpty ? line : line + gap + words
    }

    private func colour(_ type: EventType) -> Terminal.Colour? {
        switch type {
        case .workflowExecutionCompleted, .activityTaskCompleted: .green
        case .workflowExecutionFailed, .workflowExecutionTimedOut, .workflowExecutionTerminated: .red
        default: type.rawValue.hasSuffix("Failed") || type.rawValue.hasSuffix("TimedOut") ? .yellow : nil
        }
    }
}
