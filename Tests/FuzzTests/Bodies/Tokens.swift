import Foundation
import SWFModel
import SWFWire
import WorkflowCore

@testable import Engine

extension FuzzTarget {
    /// Task tokens and page tokens. The first byte says how the rest is used: as a token, as what a token says, or as a
    /// change to a good one.
    static let tokens = FuzzTarget(name: "tokens", maximumLength: 512) {
        try TokenBody.seeds()
    } run: { bytes in
        guard let choice = bytes.first else { return }
        let rest = Array(bytes.dropFirst())
        switch choice % 4 {
        case 0: try TokenBody.stranger(String(decoding: rest, as: UTF8.self))
        case 1: try TokenBody.content(rest)
        case 2: try TokenBody.change(rest)
        default: try TokenBody.roundTrip(rest)
        }
    }
}

/// What must hold of tokens (design.md, invariant 4; swf-spec.md 5.13): only what was sealed opens, and only as it was.
enum TokenBody {
    private static let secret = Array("the secret of a store in a fuzz run".utf8)
    private static let seal = Seal(secret: secret, account: "123456789012", region: "us-east-1")
    private static let now = Timestamp(milliseconds: 1_497_371_587_073)
    private static let token = TaskToken(
        kind: .activity,
        executionId: 7,
        scheduledEventId: 5,
        startedEventId: 6,
        domain: DomainMark("D")
    )
    private static let request = ListDomainsInput(registrationStatus: .registered)

    /// Nothing that a caller makes up opens, unless it knows the secret.
    static func stranger(_ text: String) throws {
        // A text that the fuzzer took from a seed is a good token.
        if good.contains(text) { return }
        try expect((try? seal.open(text)) == nil, "a token opens that was never sealed: \(text)")
        try expect((try? TaskToken(text, of: .activity, by: seal)) == nil, "a task token is made up: \(text)")
        try expect((try? TaskToken(text, of: .decision, by: seal)) == nil, "a task token is made up: \(text)")
        guard !text.isEmpty else { return }
        do {
            _ = try open(text, of: request)
            throw Finding(description: "a page token is made up: \(text)")
        } catch let fault as Fault {
            try expect(fault == .invalidToken, "a strange page token is refused with \(fault)")
        }
    }

    /// Whatever a sealed text says, opening it never traps, and what it is taken for can be sealed again.
    static func content(_ content: [UInt8]) throws {
        let text = seal.seal(content)
        if content.isEmpty { return }
        try expect(try seal.open(text) == content, "a sealed text opens as another")
        for kind in TaskKind.allCases {
            guard let token = try? TaskToken(text, of: kind, by: seal) else { continue }
            try expect(token.kind == kind, "a token of one kind is taken for the other")
            try expect(token.sealed(by: seal) == text, "a task token is not written as it was read")
        }
        guard let position = try? open(text, of: request) else { return }
        try expect(try open(try page(position), of: request) == position, "a page token opens as another")
    }

    private static func page(_ position: PageToken.Position) throws -> String {
        try PageToken.sealed(position, for: request, by: seal, now: now, limits: Limits())
    }

    private static func open(
        _ text: String,
        of request: ListDomainsInput,
        at now: Timestamp = Self.now
    ) throws -> PageToken.Position? {
        var request = request
        request.nextPageToken = text
        return try PageToken.open(for: request, by: seal, now: now)
    }

    /// A good token with one byte changed, or cut, or another's code, does not open.
    static func change(_ recipe: [UInt8]) throws {
        guard recipe.count >= 3 else { return }
        let source = good[Int(recipe[0]) % good.count]
        guard let sealed = Data(base64Encoded: source) else { throw Finding(description: "a token is not base64") }
        var bytes = Array(sealed)
        for pair in stride(from: 1, to: recipe.count - 1, by: 2) {
            let place = Int(recipe[pair])
            switch recipe[pair + 1] {
            case 0: bytes.removeLast(min(place % 8, bytes.count))
            case 255: bytes.insert(recipe[pair], at: place % (bytes.count + 1))
            case let change where !bytes.isEmpty: bytes[place % bytes.count] ^= change
            default: break
            }
        }
        if bytes == Array(sealed) { return }
        let text = Data(bytes).base64EncodedString()
        if good.contains(text) { return }
        try expect((try? seal.open(text)) == nil, "a changed token opens: \(text)")
        // The same bytes in another spelling of base64 are another text.
        for spelling in [source + "=", source + "\n", " " + source, source.lowercased()] where spelling != source {
            try expect((try? seal.open(spelling)) == nil, "another spelling of a token opens: \(spelling)")
        }
        for other in [
            // Zeros behind a secret are part of none: short keys of a code are filled up with them.
            Seal(secret: secret + recipe + [1], account: "123456789012", region: "us-east-1"),
            Seal(secret: secret, account: "123456789013", region: "us-east-1"),
            Seal(secret: secret, account: "123456789012", region: "eu-west-1"),
        ] {
            try expect((try? other.open(source)) == nil, "a token opens with another secret, account or region")
        }
    }

    /// Every task token opens as itself, and not as one of the other kind.
    static func roundTrip(_ numbers: [UInt8]) throws {
        func number(_ place: Int) -> Int {
            Int(truncatingIfNeeded: numbers.dropFirst(place * 8).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }
        for kind in TaskKind.allCases {
            let token = TaskToken(
                kind: kind,
                executionId: number(0),
                scheduledEventId: number(1),
                startedEventId: number(2),
                domain: DomainMark(String(decoding: numbers, as: UTF8.self))
            )
            let text = token.sealed(by: seal)
            try expect(text.utf16.count <= 1024, "a task token is longer than the model allows")
            try expect(try TaskToken(text, of: kind, by: seal) == token, "a task token opens as another")
            let other: TaskKind = kind == .decision ? .activity : .decision
            try expect((try? TaskToken(text, of: other, by: seal)) == nil, "a token opens as one of the other kind")
        }
        let position = PageToken.Position.executions(time: number(0), id: number(1))
        let text = try page(position)
        try expect(text.utf16.count <= 2048, "a page token is longer than the model allows")
        try expect(try open(text, of: request) == position, "a page token opens as another")
        let late = now + .seconds(Limits().pageTokenSeconds) + .milliseconds(1)
        try expect((try? open(text, of: request, at: late)) == nil, "a page token opens after its end")
        for other in [
            ListDomainsInput(registrationStatus: .deprecated),
            ListDomainsInput(registrationStatus: .registered, reverseOrder: true),
        ] {
            try expect((try? open(text, of: other)) == nil, "a page token opens for another request")
        }
        let larger = ListDomainsInput(maximumPageSize: 7, registrationStatus: .registered)
        try expect(try open(text, of: larger) == position, "a page token does not open for another size of pages")
    }

    private static let positions: [PageToken.Position] = [
        .history(executionId: 7, next: 12), .decisionTask(token: "t", previousStartedEventId: 3, next: 9),
        .executions(time: 1_497_371_587_073, id: 4), .names(name: "a", version: "1"),
    ]

    private static let good: [String] = {
        let pages = positions.compactMap { try? page($0) }
        return [token.sealed(by: seal)] + pages
    }()

    static func seeds() throws -> [FuzzTarget.Seed] {
        var seeds: [FuzzTarget.Seed] = []
        for (index, text) in good.enumerated() { seeds.append(.init("good-\(index)", choice: 0, text.utf8)) }
        for (index, position) in positions.enumerated() {
            let token = PageToken(position: position, request: try request.binding, expires: now + .seconds(60))
            let content = try AWSJSON.encode(token)
            seeds.append(.init("page-content-\(index)", choice: 1, content))
        }
        guard let bytes = Data(base64Encoded: good[0]) else { return seeds }
        seeds.append(.init("task-content", choice: 1, bytes.dropLast(32)))
        seeds.append(.init("change-bit", choice: 2, [0, 5, 1]))
        seeds.append(.init("change-length", choice: 2, [1, 3, 0, 9, 255]))
        seeds.append(.init("numbers", choice: 3, Array(0..<24)))
        return seeds
    }
}
