#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// JSON as it stands, so that it can be looked at before it is read as something.
indirect enum JSONTree: Codable, Equatable {
    case null
    case flag(Bool)
    case whole(Int)
    case number(Double)
    case text(String)
    case list([JSONTree])
    case object([Member])

    struct Member: Equatable {
        var name: String
        var value: JSONTree
    }

    /// How many members an object may have: to find one by name takes the longer the more there are.
    private static let mostMembers = 1_000

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Key.self) {
            let keys = container.allKeys
            guard keys.count <= Self.mostMembers else {
                throw DecodingError.dataCorrupted(
                    .init(
                        codingPath: container.codingPath,
                        debugDescription: "an object has \(keys.count) members, and none of a history has as many"
                    )
                )
            }
            var members: [Member] = []
            for key in keys {
                let value = try container.decodeIfPresent(JSONTree.self, forKey: key) ?? .null
                members.append(Member(name: key.stringValue, value: value))
            }
            self = .object(members)
        } else if var container = try? decoder.unkeyedContainer() {
            var list: [JSONTree] = []
            while !container.isAtEnd { list.append(try container.decode(JSONTree.self)) }
            self = .list(list)
        } else {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
            } else if let whole = try? container.decode(Int.self) {
                self = .whole(whole)
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members):
            var container = encoder.container(keyedBy: Key.self)
            for member in members where member.value != .null {
                try container.encode(member.value, forKey: Key(member.name))
            }
        case .list(let list):
            var container = encoder.unkeyedContainer()
            for value in list { try container.encode(value) }
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .flag(let flag):
            var container = encoder.singleValueContainer()
            try container.encode(flag)
        case .whole(let whole):
            var container = encoder.singleValueContainer()
            try container.encode(whole)
        case .number(let number):
            var container = encoder.singleValueContainer()
            try container.encode(number)
        case .text(let text):
            var container = encoder.singleValueContainer()
            try container.encode(text)
        }
    }

    /// The same, with the time of an event that is text as the number of seconds that the wire has.
    var withTimesAsNumbers: JSONTree {
        guard case .object(var members) = self else { return self }
        for (index, member) in members.enumerated() where member.name == "eventTimestamp" {
            guard case .text(let text) = member.value, let seconds = Self.seconds(text) else { continue }
            members[index].value = .number(seconds)
        }
        return .object(members)
    }

    /// Seconds since 1970 of a time in the form of ISO 8601, with a fraction or without; nil when it is something else.
    private static func seconds(_ text: String) -> Double? {
        let plain = Date.ISO8601FormatStyle(timeZoneSeparator: .colon)
        let fractional = Date.ISO8601FormatStyle(timeZoneSeparator: .colon, includingFractionalSeconds: true)
        guard let date = (try? fractional.parse(text)) ?? (try? plain.parse(text)) else { return nil }
        return (date.timeIntervalSince1970 * 1000).rounded() / 1000
    }
}
