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
        /// A text.
        case text(String)
        /// True or false.
        case flag(Bool)
        /// The JSON value null.
        case null
        /// A list, whatever is in it.
        case list
        /// An object, whatever is in it.
        case object

        /// Reads any JSON value.
        public init(from decoder: any Decoder) throws {
            if (try? decoder.unkeyedContainer()) != nil {
                self = .list
                return
            }
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
            } else if let whole = try? container.decode(Int.self) {
                self = .whole(whole)
            } else if let fraction = try? container.decode(Double.self) {
                self = .fraction(fraction)
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .object
            }
        }

        /// Writes the value; of a list or object only that it is one.
        public func encode(to encoder: any Encoder) throws {
            switch self {
            case .list: _ = encoder.unkeyedContainer()
            case .object: _ = encoder.container(keyedBy: CodingKeys.self)
            case .whole(let number): try encode(number, to: encoder)
            case .fraction(let number): try encode(number, to: encoder)
            case .text(let text): try encode(text, to: encoder)
            case .flag(let flag): try encode(flag, to: encoder)
            case .null:
                var container = encoder.singleValueContainer()
                try container.encodeNil()
            }
        }

        private func encode(_ value: some Encodable, to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(value)
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
