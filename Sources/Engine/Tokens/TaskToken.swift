import SWFModel
import WorkflowCore

/// What a task token says: one hand-out of one task of one execution.
///
/// It is sealed, so that a token cannot be made up, and names the started event, so that an old one is recognised.
struct TaskToken: Hashable, Sendable {
    var kind: TaskKind
    var executionId: Int
    var scheduledEventId: EventId
    var startedEventId: EventId

    private static let format: UInt8 = 1
    private static let length = 2 + 3 * 8

    func sealed(by seal: Seal) -> String {
        var bytes: [UInt8] = [Self.format, kind == .decision ? 0 : 1]
        bytes.reserveCapacity(Self.length + 32)
        for number in [executionId, scheduledEventId, startedEventId] {
            withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).bigEndian) { bytes.append(contentsOf: $0) }
        }
        return seal.seal(bytes)
    }

    init(kind: TaskKind, executionId: Int, scheduledEventId: EventId, startedEventId: EventId) {
        self.kind = kind
        self.executionId = executionId
        self.scheduledEventId = scheduledEventId
        self.startedEventId = startedEventId
    }

    /// Opens a token of the kind that is wanted.
    ///
    /// - Throws: `ValidationException`, "Invalid token", for anything else.
    init(_ text: String, of kind: TaskKind, by seal: Seal) throws(Fault) {
        let bytes = try seal.open(text)
        guard bytes.count == Self.length, bytes[0] == Self.format, bytes[1] == (kind == .decision ? 0 : 1) else {
            throw Fault.invalidToken
        }
        self.kind = kind
        executionId = Self.number(bytes, at: 2)
        scheduledEventId = Self.number(bytes, at: 10)
        startedEventId = Self.number(bytes, at: 18)
    }

    private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
        Int(truncatingIfNeeded: bytes[offset..<offset + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}
