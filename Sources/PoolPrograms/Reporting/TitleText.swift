import CommandSupport
import Pools

/// What a process of a pool shows of itself in `ps`. Pure.
enum TitleText {
    /// What it is about: `polling`, `RenderPage of publish-1`, `draining, 2 tasks, RenderPage of publish-1`.
    static func state(_ report: ProcessReport) -> String {
        let word: String? =
            switch report.state {
            case .starting, .draining, .replacing: report.state.rawValue
            case .polling: report.inHand.isEmpty ? report.state.rawValue : nil
            }
        let count = report.inHand.count > 1 ? "\(report.inHand.count) tasks" : nil
        let first = report.inHand.first.map { "\($0.type) of \(PlainText.short($0.workflowId, 60))" }
        return [word, count, first].compactMap { $0 }.joined(separator: ", ")
    }

    /// The command line with what the process is about behind it. The arguments stay as they are: tools look for them.
    static func title(_ arguments: [String], _ report: ProcessReport) -> String {
        "\(arguments.map(PlainText.oneLine).joined(separator: " ")): \(state(report))"
    }

    /// The short name, of which the system shows 15 characters: `worker: poll`.
    static func name(_ report: ProcessReport) -> String {
        let word =
            switch report.state {
            case .starting: "start"
            case .polling: report.inHand.isEmpty ? "poll" : "busy"
            case .draining: "drain"
            case .replacing: "swap"
            }
        return "\(report.program): \(word)"
    }
}
