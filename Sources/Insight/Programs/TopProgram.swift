public import CommandSupport
import Foundation
import SWFClient
import SWFModel
import ServiceSupport

/// Shows an environment at work: once, a frame after the other, or live in a terminal.
public struct TopProgram: Sendable {
    private let interval: Duration
    private let once: Bool
    private let order: TopFrame.Order
    private let json: Bool

    /// Prepares to look.
    ///
    /// - Parameters:
    ///   - interval: How long a frame stands.
    ///   - once: Whether there is one frame only.
    ///   - order: In which order task lists stand, until a key says otherwise.
    public init(interval: Duration, once: Bool, order: TopFrame.Order, json: Bool) {
        self.interval = interval
        self.once = once
        self.order = order
        self.json = json
    }

    /// Looks, and shows, until it is asked to end.
    public func run(_ program: Program) async throws -> ProgramStatus {
        try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            let look = TopLook(service: service, settings: program.settings)
            if !once, !json, let screen = TerminalScreen() {
                // Whatever is thrown, the terminal is given back first.
                defer { screen.close() }
                await live(look, screen)
            } else {
                try await print(look, program.terminal)
            }
        }
        return .ok
    }

    private func print(_ look: TopLook, _ terminal: Terminal) async throws {
        while true {
            let sight = await look.next()
            if once, let complaint = sight.complaint { throw Complaint(.unreachable, complaint) }
            if json {
                try terminal.print(json: sight)
            } else {
                let width = terminal.isOutputTerminal ? 120 : 500
                TopFrame(sight, order: order).lines(width: width).forEach(terminal.print)
            }
            if once { return }
            if !json { terminal.print("") }
            // The pace that was asked for, of a page to the next; the service tells nobody when something changes.
            try await Task.sleep(for: interval)
        }
    }

    private enum News: Sendable {
        case sight(TopSight)
        case event(ScreenEvent)
    }

    private func live(_ look: TopLook, _ screen: TerminalScreen) async {
        let (news, tell) = AsyncStream<News>.makeStream()
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await ScreenEvents.read { tell.yield(.event($0)) } }
            tasks.addTask {
                while !Task.isCancelled {
                    tell.yield(.sight(await look.next()))
                    // The pace that was asked for, of a look to the next; canceled when the screen is left.
                    try? await Task.sleep(for: interval)
                }
            }
            var sight: TopSight?
            var order = order
            screen.draw(["martlet top: looking …"])
            for await item in news {
                switch item {
                case .sight(let next): sight = next
                case .event(.resized): break
                case .event(.ended), .event(.key("q")), .event(.key("\u{4}")), .event(.key("\u{3}")):
                    tasks.cancelAll()
                    return
                case .event(.key(let key)):
                    guard let chosen = TopFrame.Order(rawValue: key) else { continue }
                    order = chosen
                }
                guard let sight else { continue }
                let size = screen.size
                screen.draw(TopFrame(sight, order: order).lines(width: size.width, height: size.height, isLive: true))
            }
        }
    }
}
