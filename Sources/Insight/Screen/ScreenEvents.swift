import Foundation
import UnixSignals

/// What happens at the keyboard and around it.
enum ScreenEvent: Sendable {
    /// A key was pressed.
    case key(Character)
    /// The terminal has another size.
    case resized
    /// The program was asked to end.
    case ended
}

/// Keys and signals as one sequence.
enum ScreenEvents {
    /// Tells of keys until standard input ends, and of signals, until its task is canceled.
    static func read(_ tell: @escaping @Sendable (ScreenEvent) -> Void) async {
        let input = FileHandle.standardInput
        input.readabilityHandler = { handle in
            let data = handle.availableData
            // Nothing to read at an end: the terminal is gone.
            if data.isEmpty {
                handle.readabilityHandler = nil
                tell(.ended)
            }
            // An arrow or another key with a name is a sequence that begins with escape; none of them is a command.
            guard data.first != 0x1B else { return }
            for character in String(decoding: data, as: UTF8.self) { tell(.key(character)) }
        }
        defer { input.readabilityHandler = nil }
        for await signal in await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup, .sigwinch) {
            tell(signal == .sigwinch ? .resized : .ended)
        }
    }
}
