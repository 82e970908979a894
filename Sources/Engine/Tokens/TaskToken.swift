import SWFModel
import WorkflowCore

/// What a task token says: one hand-out of one task of one execution.
///
/// It is sealed, so that a token cannot be made up, names the started event, so that an old one is recognised, and marks the
/// domain, so that it is known who may use it even when the execution is gone.
struct TaskToken: Hashable, Sendable {
    var kind: TaskKind
    var executionId: Int
    var scheduledEventId: EventId
    var startedEventId: EventId
    var domain: DomainMark

    private static let format: UInt8 = 2
    private static let length = 2 + 3 * 8 + DomainMark.length

    func sealed(by seal: Seal) -> String {
        var bytes: [UInt8] = [Self.format, kind == .decision ? 0 : 1]
        bytes.reserveCapacity(Self.length)
        for number in [executionId, scheduledEventId, startedEventId] {
            withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).bigEndian) { bytes.append(contentsOf: $0) }
        }
        bytes.append(contentsOf: domain.bytes)
        return seal.seal(bytes)
    }

    init(
        kind: TaskKind,
        executionId: Int,
        scheduledEventId: EventId,
        startedEventId: EventId,
        domain: DomainMark
    ) {
        self.kind = kind
        self.executionId = executionId
        self.scheduledEventId = scheduledEventId
        self.startedEventId = startedEventId
        self.domain = domain
    }

    /// Opens a token of the kind that is wanted.
    ///
    /// - Throws: `ValidationException`, "Invalid token", for anything else.
    init(_ text: String, of kind: TaskKind, by seal: Seal) throws(Fault) {
        try self.init(text, by: seal)
        guard self.kind == kind else { throw Fault.invalidToken }
    }

    /// Opens a token of either kind.
    ///
    /// - Throws: `ValidationException`, "Invalid token", for anything else.
    init(_ text: String, by seal: Seal) throws(Fault) {
        let bytes = try seal.open(text)
        guard bytes.count == Self.length, bytes[0] == Self.format, bytes[1] < 2 else { throw Fault.invalidToken }
        kind = bytes[1] == 0 ? .decision : .activity
        executionId = Self.number(bytes, at: 2)
        scheduledEventId = Self.number(bytes, at: 10)
        startedEventId = Self.number(bytes, at: 18)
        domain = DomainMark(bytes: bytes[26...])
    }

    private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
        Int(truncatingIfNeeded: bytes[offset..<offset + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}
