import CommandSupport
import Foundation
import HistoryReading
public import SWFModel

/// The steps of an execution as bars along its time: what `martlet gantt` draws.
///
/// Dots are the wait for a worker, a bar is the work; what is open ends in `>`, what went wrong in `x`.
public struct GanttChart: Sendable {
    private let workflowId: String
    private let steps: [HistoryStep]
    private let start: Timestamp
    private let end: Timestamp

    /// Reads a history.
    ///
    /// - Parameters:
    ///   - all: Whether decision tasks are drawn too.
    ///   - now: Where the bars of an open execution end.
    public init(_ events: [HistoryEvent], of execution: WorkflowExecution, all: Bool = false, now: Timestamp) {
        let story = ExecutionStory(events)
        workflowId = execution.workflowId
        steps = story.steps.all.filter { all || $0.kind != .decision }
        start = story.started ?? events.first?.eventTimestamp ?? now
        // A clock that differs from the service's must not draw what begins after its end.
        end = max(story.closed ?? now, story.lastEvent ?? now)
    }

    /// As wide as the variable `COLUMNS` says, from 40 to 1,000; else 100.
    public static var standardWidth: Int {
        ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) }.map { min(max(40, $0), 1000) } ?? 100
    }

    /// The lines, none longer than the width where the names allow it.
    public func lines(width: Int, ascii: Bool = false) -> [String] {
        let names = steps.map { PlainText.short($0.id, max(8, width / 4)) }
        let times = steps.map(span)
        let nameWidth = names.map(\.count).max() ?? 0
        let timeWidth = times.map(\.count).max() ?? 0
        let room = max(10, width - nameWidth - timeWidth - 4)
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        let total = DurationWords.text(end - start)
        var lines = ["\(PlainText.short(workflowId))  0 to \(total)"]
        for (index, step) in steps.enumerated() {
            lines.append(
                "\(padded(names[index], nameWidth))  \(padded(times[index], timeWidth))  \(bar(step, room, ascii))"
            )
        }
        if steps.isEmpty { lines.append("no step yet") }
        return lines
    }

    /// `12.5-30`, in seconds after the start, to the tenth.
    private func span(_ step: HistoryStep) -> String {
        let from = Self.seconds((step.started ?? step.scheduled) - start)
        return "\(from)-\(step.closed.map { Self.seconds($0 - start) } ?? "")"
    }

    private static func seconds(_ duration: Duration) -> String {
        let tenths = Int((duration.reported * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }

    private func bar(_ step: HistoryStep, _ room: Int, _ ascii: Bool) -> String {
        let scheduled = column(step.scheduled, room)
        let started = column(step.started ?? step.closed ?? end, room)
        let closed = max(started + 1, column(step.closed ?? end, room))
        let block = ascii ? "=" : "█"
        let dot = ascii ? "." : "·"
        var bar = String(repeating: " ", count: scheduled)
        bar += String(repeating: dot, count: max(0, min(started, room) - scheduled))
        guard step.started != nil || step.outcome != nil else { return bar + ">" }
        bar += String(repeating: block, count: max(0, min(closed, room) - bar.count))
        switch step.outcome {
        case .completed: return bar
        case nil: return bar + ">"
        default: return bar + "x"
        }
    }

    private func column(_ moment: Timestamp, _ room: Int) -> Int {
        let whole = max(1, end.milliseconds - start.milliseconds)
        let part = min(max(0, moment.milliseconds - start.milliseconds), whole)
        return min(room - 1, part * room / whole)
    }
}
