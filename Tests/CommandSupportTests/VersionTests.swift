import Testing

@testable import CommandSupport

@Suite struct VersionTests {
    @Test func `the version is that of a release or of a candidate for one`() {
        #expect(Version.current.wholeMatch(of: /[0-9]+\.[0-9]+(rc[0-9]+)?/) != nil)
    }
}
