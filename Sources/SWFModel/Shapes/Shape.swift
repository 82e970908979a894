/// A value whose members, and their limits, are known as data.
///
/// The tables are the model of Amazon SWF (API version 2012-01-25) and are held against it by a test. Whatever checks a
/// request, on the server or in a client, reads them.
public protocol Shaped {
    /// The names and limits of the members.
    static var shape: StructureShape { get }
}

/// What a member may hold.
public indirect enum Shape: Sendable {
    /// Text of `minimum` to `maximum` UTF-16 code units; nil means no limit.
    case string(_ name: String, minimum: Int = 0, maximum: Int? = nil, rule: TextRule? = nil)
    /// Text that is one of the values, in the order in which the service names them.
    case values(_ name: String, [String])
    /// A whole number within the limits; nil means no limit.
    case integer(_ name: String, minimum: Int? = nil, maximum: Int? = nil)
    /// True or false.
    case boolean(_ name: String)
    /// Seconds since 1970, with milliseconds as a fraction.
    case timestamp
    /// Members with names.
    case structure(StructureShape)
    /// Any number of values, or at most `maximum`.
    case list(of: Shape, maximum: Int? = nil)

    /// Text that is one of the cases of an enumeration.
    public static func enumeration<Value>(_ type: Value.Type) -> Shape
    where Value: CaseIterable & RawRepresentable<String> {
        .values(String(describing: type), type.allCases.map(\.rawValue))
    }
}

/// What text must look like, beyond its length.
public enum TextRule: Hashable, Sendable {
    /// No `:`, `/`, `|` or control character, and not the word `arn`.
    case name
    /// As ``name``, and no white space at either end.
    case trimmedName
    /// A whole number of seconds without sign, within the range when there is one; or `NONE` where that is allowed.
    case duration(noneAllowed: Bool, range: ClosedRange<Int>? = nil)
    /// A whole number of days, from 0 to so many, or `NONE`.
    case days(upTo: Int)
    /// A 32-bit integer.
    case priority

    /// The rule with the limits of a server in place of the model's.
    public func within(_ limits: Limits) -> TextRule {
        switch self {
        case .days: .days(upTo: limits.retentionDays)
        // The one duration that the model holds within a range is that of a lambda task.
        case .duration(let noneAllowed, _?):
            .duration(noneAllowed: noneAllowed, range: 1...max(1, limits.lambdaSeconds))
        default: self
        }
    }
}

/// A structure: its members by name.
public struct StructureShape: Sendable {
    /// One member of a structure.
    public struct Member: Sendable {
        /// The name on the wire.
        public let name: String
        /// What it may hold.
        public let shape: Shape
        /// Whether a value without it is refused.
        public let isRequired: Bool

        /// A member that must be there.
        public static func required(_ name: String, _ shape: Shape) -> Member {
            Member(name: name, shape: shape, isRequired: true)
        }

        /// A member that may be missing.
        public static func optional(_ name: String, _ shape: Shape) -> Member {
            Member(name: name, shape: shape, isRequired: false)
        }
    }

    /// The name of the structure in the model.
    public let name: String
    /// The members in alphabetical order.
    public let members: [Member]

    /// Creates a structure shape.
    public init(_ name: String, _ members: [Member]) {
        self.name = name
        self.members = members
    }

    /// The member of that name.
    public subscript(name: String) -> Member? {
        members.first { $0.name == name }
    }
}
