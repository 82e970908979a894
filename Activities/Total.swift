import Martlet

/// A sum: a whole number when all its parts are.
public enum Total: Codable, Sendable, Hashable {
    /// A whole number.
    case whole(Int)
    /// A number with a fraction.
    case fraction(Double)

    /// Adds numbers up. Throws a permanent failure that names the first value that is none.
    init(of summands: Summands) throws {
        var whole = 0
        var fraction = 0.0
        var isWhole = true
        for (index, value) in summands.data.enumerated() {
            switch value {
            case .whole(let number):
                let (sum, overflow) = whole.addingReportingOverflow(number)
                guard !overflow else { throw PermanentFailure("The sum is too large for a whole number.") }
                whole = sum
            case .fraction(let number):
                isWhole = false
                fraction += number
            case .text(let text): throw Self.notANumber(index, "the text “\(text.clipped(to: 40))”")
            case .flag(let flag): throw Self.notANumber(index, "\(flag)")
            case .null: throw Self.notANumber(index, "null")
            case .list: throw Self.notANumber(index, "a list")
            case .object: throw Self.notANumber(index, "an object")
            }
        }
        guard isWhole || (fraction + Double(whole)).isFinite else {
            throw PermanentFailure("The sum is too large for a number.")
        }
        self = isWhole ? .whole(whole) : .fraction(fraction + Double(whole))
    }

    private static func notANumber(_ index: Int, _ kind: String) -> PermanentFailure {
        PermanentFailure("data[\(index)] is \(kind), not a number; Sum adds numbers only.")
    }

    /// Reads a number.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let whole = try? container.decode(Int.self) {
            self = .whole(whole)
        } else {
            self = .fraction(try container.decode(Double.self))
        }
    }

    /// Writes a number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .whole(let number): try container.encode(number)
        case .fraction(let number): try container.encode(number)
        }
    }
}
