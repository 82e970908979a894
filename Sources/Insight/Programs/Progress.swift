import CommandSupport

/// Tells the person at the keyboard how far something is, now and then; a file or a pipe is told nothing.
actor Progress {
    private let terminal: Terminal
    private let total: Int
    private let what: String
    private var done = 0
    private var told = ContinuousClock.now

    init(_ terminal: Terminal, total: Int, of what: String) {
        self.terminal = terminal
        self.total = total
        self.what = what
    }

    /// One more is done.
    func step() {
        done += 1
        guard terminal.isErrorTerminal, ContinuousClock.now - told > .seconds(2), done < total else { return }
        told = .now
        terminal.complain("\(done) of \(total) \(what) …")
    }
}
