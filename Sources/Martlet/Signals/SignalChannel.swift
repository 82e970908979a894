import DeciderCore

/// The signals of one name, in the order in which they arrived.
///
/// What arrived before the channel was opened, or between two receives, is kept. Each signal is received once, whichever
/// channel or task of the execution asks for it.
///
///     for try await line in context.channel(Self.edit) {
///         lines.append(line)
///     }
///
/// A signal whose payload cannot be read is passed over: a marker in the history names its event and what is wrong, and
/// the log says so too. What the code has not received when it ends is named by a marker as well.
public struct SignalChannel<Payload: Codable & Sendable>: AsyncSequence, Sendable {
    /// What it gives.
    public typealias Element = Payload

    let execution: HeldExecution
    let signal: Signal<Payload>
    /// Where it was opened: the line that a `for await` over it is said to wait at, as that calls without a place.
    let place: SourcePlace

    /// Waits for the next signal.
    ///
    /// - Throws: `CancellationError` when the calling task is canceled.
    public func next(fileID: String = #fileID, line: Int = #line) async throws -> Payload {
        try await next(at: SourcePlace(fileID: fileID, line: line))
    }

    private func next(at place: SourcePlace) async throws -> Payload {
        while true {
            let received = try await execution.receive(signal.name, place: place)
            if let payload = decode(received, place: place) { return payload }
        }
    }

    /// The next signal if one is there, without waiting.
    ///
    /// - Throws: When the channel is used outside the execution's own tasks.
    public func poll(fileID: String = #fileID, line: Int = #line) throws -> Payload? {
        let place = SourcePlace(fileID: fileID, line: line)
        while let received = try execution.buffered(signal.name, place: place) {
            if let payload = decode(received, place: place) { return payload }
        }
        return nil
    }

    /// Receives one after another; it ends only by being canceled.
    public func makeAsyncIterator() -> Iterator { Iterator(channel: self) }

    /// Receives the signals of a channel.
    public struct Iterator: AsyncIteratorProtocol {
        let channel: SignalChannel

        /// Waits for the next signal; never nil.
        ///
        /// - Throws: As ``SignalChannel/next(fileID:line:)``.
        public mutating func next() async throws -> Payload? { try await channel.next(at: channel.place) }
    }

    private func decode(_ received: ReceivedSignal, place: SourcePlace) -> Payload? {
        do {
            return try ValueText.decode(Payload.self, from: received.input, field: "the payload of \(signal.name)")
        } catch {
            execution.note(
                OwnName.undecodableSignalMarker,
                SignalNote(signal: signal.name, events: [received.eventId], problem: "\(error)"),
                place: place
            )
            execution.logger.warning(
                "A signal cannot be read and is passed over",
                metadata: ["signal": "\(signal.name)", "event": "\(received.eventId)", "error": "\(error)"]
            )
            return nil
        }
    }
}
