/// A number of a JSON text, kept as it was spelt until somebody says what it is to be.
enum JSONNumber: Hashable, Sendable {
    /// A whole number in 64 bits.
    case integer(Int)
    /// A whole number that does not fit 64 bits.
    case tooLarge(negative: Bool)
    /// A number with a fraction or an exponent; infinite when it is beyond the range of a double.
    case decimal(Double)

    /// The number as a double.
    var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .tooLarge: nil
        case .decimal(let value): value
        }
    }

    /// The number as an integer, when it is a whole one; `1.0` is.
    var integer: Int? {
        switch self {
        case .integer(let value): value
        case .tooLarge: nil
        case .decimal(let value): Int(exactly: value)
        }
    }
}

extension JSONDocument {
    /// The number at a node; nil when no number stands there.
    func number(_ node: Int) -> JSONNumber? {
        let entry = nodes[node]
        switch entry.kind {
        case .integer:
            var value = 0
            var overflow = false
            var position = entry.start
            let end = entry.start + entry.count
            let isNegative = bytes[position] == UInt8(ascii: "-")
            if isNegative { position += 1 }
            while position < end {
                let digit = Int(bytes[position] & 15)
                let (product, first) = value.multipliedReportingOverflow(by: 10)
                let (sum, second) = product.addingReportingOverflow(isNegative ? -digit : digit)
                overflow = overflow || first || second
                value = sum
                position += 1
            }
            return overflow ? .tooLarge(negative: isNegative) : .integer(value)
        case .decimal: return .decimal(decimal(entry))
        default: return nil
        }
    }

    /// A number with a fraction as a double, correctly rounded.
    ///
    /// A timestamp has 13 digits and no exponent: digits and power of ten are exact doubles then, and one division is
    /// right. Anything else goes through the standard library.
    private func decimal(_ entry: JSONNode) -> Double {
        var digits = 0
        var significand = 0
        var divisor = 1.0
        var isFraction = false
        for byte in bytes[entry.start..<entry.start + entry.count] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9") where digits < 15:
                digits += 1
                significand = significand * 10 + Int(byte & 15)
                if isFraction { divisor *= 10 }
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "-") where digits == 0 && !isFraction: continue
            default: return Double(text(of: entry)) ?? .infinity
            }
        }
        let value = Double(significand) / divisor
        return bytes[entry.start] == UInt8(ascii: "-") ? -value : value
    }

    private func text(of entry: JSONNode) -> String {
        String(decoding: bytes[entry.start..<entry.start + entry.count], as: UTF8.self)
    }
}
