import Foundation
import Synchronization

/// A terminal that is drawn upon as a whole, and is as it was before when that is over, however it ends.
///
/// Plain ANSI sequences, which every terminal of today and tmux, screen and a console understand; no library is needed for
/// the dozen of them.
final class TerminalScreen: Sendable {
    private static let enter = "\u{1B}[?1049h\u{1B}[?25l"
    private static let leave = "\u{1B}[?25h\u{1B}[?1049l"

    private let saved: termios

    /// Takes the terminal of this process: another screen, no cursor, keys as they are pressed. Nil when standard input and
    /// output are no terminal.
    init?() {
        var attributes = termios()
        guard isatty(STDOUT_FILENO) == 1, tcgetattr(STDIN_FILENO, &attributes) == 0 else { return nil }
        saved = attributes
        CrashRestorer.arm(attributes, leave: Self.leave)
        attributes.c_lflag &= ~tcflag_t(ICANON | ECHO)
        // A stopped program would leave its keys to a shell that cannot read them; q and Ctrl-C end it.
        withUnsafeMutableBytes(of: &attributes.c_cc) { $0[Int(VSUSP)] = 0 }
        tcsetattr(STDIN_FILENO, TCSADRAIN, &attributes)
        Self.write(Self.enter)
    }

    /// Gives the terminal back as it was. A second time does nothing that shows.
    func close() {
        Self.write(Self.leave)
        var attributes = saved
        tcsetattr(STDIN_FILENO, TCSADRAIN, &attributes)
        CrashRestorer.disarm()
    }

    /// The columns and lines that there are now.
    var size: (width: Int, height: Int) {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Draws a frame over the one before: each line over its line, in one write, so that nothing flickers.
    func draw(_ lines: [String]) {
        // The first and last sequences let a terminal that knows them show the frame at once; others ignore them.
        var frame = "\u{1B}[?2026h\u{1B}[H"
        for (index, line) in lines.enumerated() {
            if index > 0 { frame += "\r\n" }
            frame += line + "\u{1B}[K"
        }
        Self.write(frame + "\u{1B}[J\u{1B}[?2026l")
    }

    private static func write(_ text: String) {
        // A terminal that went away is no reason to fail: there is nobody left to look.
        try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }
}
