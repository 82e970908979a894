/// Numbers to add: `{"data": [1, 3, 7, 11]}`, or the list alone, `[1, 2]`.
public struct Summands: Codable, Sendable, Hashable {
    /// What the list holds, numbers or not: which of them is wrong is told by position.
    public var data: [Value]

    /// One value of the list.
    public enum Value: Codable, Sendable, Hashable {
        /// A whole number.
        case whole(Int)
        /// A number with a fraction, or one too large for a whole one.
        case fraction(Double)
        /// What is no number, as JSON names its kind: `text "x"`, `true`, `null`, `a list`, `an object`.
        case other(String)

        /// Reads any JSON value.
        public init(from decoder: any Decoder) throws {
            guard let container = try? decoder.singleValueContainer() else {
                self = .other("no single value")
                return
            }
            if container.decodeNil() {
                self = .other("null")
            } else if let flag = try? container.decode(Bool.self) {
                self = .other(flag ? "true" : "false")
            } else if let whole = try? container.decode(Int.self) {
                self = .whole(whole)
            } else if let fraction = try? container.decode(Double.self) {
                self = .fraction(fraction)
            } else if let text = try? container.decode(String.self) {
                self = .other("the text “\(text.clipped(to: 40))”")
            } else if (try? container.decode([Value].self)) != nil {
                self = .other("a list")
            } else {
                self = .other("an object")
            }
        }

        /// Writes the value; what is no number is written as text, and is none there either.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .whole(let number): try container.encode(number)
            case .fraction(let number): try container.encode(number)
            case .other(let kind): try container.encode(kind)
            }
        }
    }

    /// Creates a list of values.
    public init(data: [Value]) { self.data = data }

    private enum CodingKeys: String, CodingKey { case data }

    /// Reads either form.
    public init(from decoder: any Decoder) throws {
        if let list = try? decoder.singleValueContainer().decode([Value].self) {
            data = list
        } else {
            data = try decoder.container(keyedBy: CodingKeys.self).decode([Value].self, forKey: .data)
        }
    }

    /// Writes the form with `data`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(data, forKey: .data)
    }
}
