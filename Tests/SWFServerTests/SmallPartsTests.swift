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

@Suite struct DateFieldTests {
    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
        (1_735_689_599, "Tue, 31 Dec 2024 23:59:59 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
    ])
    func `moments are written as HTTP wants them`(second: Int, text: String) {
        #expect(DateField.text(secondsSince1970: second) == text)
    }
}

@Suite struct DialectTests {
    @Test(arguments: [
        ("application/x-amz-json-1.0", Dialect.current),
        ("application/x-amz-json-1.1", .later),
        ("application/json", .legacy),
        ("application/json; charset=UTF-8", .legacy),
        ("Application/X-Amz-Json-1.0 ;charset=utf-8", .current),
    ])
    func `the type of the content decides, its parameters do not`(contentType: String, dialect: Dialect) {
        #expect(Dialect(contentType: contentType) == dialect)
    }

    @Test(arguments: [
        nil, "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
        "application/xml",
        "application/json-patch", "text/plain; application/json",
    ])
    func `what a web page can send without asking is no dialect`(contentType: String?) {
        #expect(Dialect(contentType: contentType) == nil)
    }
}
