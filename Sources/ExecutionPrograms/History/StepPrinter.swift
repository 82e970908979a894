public import CommandSupport
public import SWFModel
import ServiceSupport

/// Prints the steps of an execution as its events come.
public actor StepPrinter {
    private var progress = ProgressLines()
    private let terminal: Terminal
    private let clock: LocalTime?

    /// Prepares to print.
    ///
    /// - Parameter clock: When given, lines begin with the time of day instead of the time since the start.
    public init(terminal: Terminal, clock: LocalTime? = nil) {
        self.terminal = terminal
        self.clock = clock
    }

    /// Prints the line of an event, when it is a step.
    public func print(_ event: HistoryEvent) {
        guard let line = progress.line(for: event) else { return }
        let moment = clock?.precise(event.eventTimestamp) ?? "+" + DurationWords.text(line.after)
        let padding = String(repeating: " ", count: max(0, 10 - moment.count))
        let text: String
        switch line.tone {
        case .plain: text = line.text
        case .good: text = terminal.coloured(line.text, .green)
        case .warning: text = terminal.coloured(line.text, .yellow)
        case .bad: text = terminal.coloured(line.text, .red)
        }
        terminal.print("\(padding)\(terminal.coloured(moment, .dim))  \(text)")
    }
}
