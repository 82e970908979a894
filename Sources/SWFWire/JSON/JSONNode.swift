/// One value of a parsed JSON text: what it is and where it stands.
struct JSONNode: Sendable {
    enum Kind: UInt8, Sendable {
        case null, `true`, `false`, integer, decimal, string, array, object
    }

    let kind: Kind
    /// Whether a string holds a backslash, so that its text differs from its bytes.
    let hasEscapes: Bool
    private let startOffset: UInt32
    private var length: UInt32 = 0
    private var nextIndex: UInt32 = 0

    init(_ kind: Kind, start: Int, hasEscapes: Bool = false) {
        self.kind = kind
        self.hasEscapes = hasEscapes
        startOffset = UInt32(truncatingIfNeeded: start)
    }

    /// The first byte; of a string the first after the quotation mark.
    var start: Int { Int(startOffset) }
    /// How many bytes; of a list or an object how many elements or members.
    var count: Int {
        get { Int(length) }
        set { length = UInt32(truncatingIfNeeded: newValue) }
    }
    /// The node after this value and all that is in it.
    var next: Int {
        get { Int(nextIndex) }
        set { nextIndex = UInt32(truncatingIfNeeded: newValue) }
    }
}
