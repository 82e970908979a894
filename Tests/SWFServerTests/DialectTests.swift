import Testing

@testable import SWFServer

@Suite struct DialectTests {
    @Test(arguments: [
        ("application/x-amz-json-1.0", Dialect.current),
        ("application/x-amz-json-1.1", .later),
        ("application/json", .legacy),
        ("application/json; charset=UTF-8", .legacy),
        ("Application/X-Amz-Json-1.0 ;charset=utf-8", .current),
        (" application/json\t", .legacy),
    ])
    func `the type of the content decides, its parameters do not`(contentType: String, dialect: Dialect) {
        #expect(Dialect(contentType: contentType) == dialect)
    }

    @Test(arguments: [
        nil, "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
        "application/xml",
        "application/json-patch", "text/plain; application/json", "application/ json", "application/x-amz-json- 1.0",
        "application/json;, text/plain", "application/json, application/json",
    ])
    func `what a web page can send without asking is no dialect`(contentType: String?) {
        #expect(Dialect(contentType: contentType) == nil)
    }
}
