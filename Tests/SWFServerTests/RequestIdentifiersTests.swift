import Testing

@testable import SWFServer

@Suite struct RequestIdentifiersTests {
    @Test func `identifiers are UUIDs of version 4 and never the same`() {
        let identifiers = RequestIdentifiers()
        let made = (0..<10_000).map { _ in identifiers.next() }
        #expect(Set(made).count == made.count)
        for identifier in made {
            let parts = identifier.split(separator: "-")
            #expect(parts.map(\.count) == [8, 4, 4, 4, 12])
            #expect(parts.joined().allSatisfy { $0.isHexDigit && !$0.isUppercase })
            #expect(parts[2].first == "4")
            #expect(parts[3].first.map { "89ab".contains($0) } == true)
        }
    }

    @Test func `two servers make different identifiers`() {
        #expect(RequestIdentifiers().next() != RequestIdentifiers().next())
    }
}
