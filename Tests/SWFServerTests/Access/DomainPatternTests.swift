import Testing

@testable import SWFServer

@Suite struct DomainPatternTests {
    @Test(arguments: [
        ("*", "anything", true), ("*", "", true), ("Publish", "Publish", true), ("Publish", "publish", false),
        ("Publish", "Publish.dev", false), ("Publish", "Publis", false), ("Publish", " Publish", false),
        ("Publish.*", "Publish.dev", true), ("Publish.*", "Publish.", true), ("Publish.*", "Publish", false),
        ("Publish.*", "xPublish.dev", false), ("a*", "a", true),
        // A name that is another way to write a name of the pattern, or only looks like one.
        ("é", "e\u{301}", true), ("e*", "e\u{301}x", false), ("é*", "e\u{301}x", true), ("K", "\u{212A}", true),
        ("a", "\u{430}", false),
    ])
    func `a key is for the domains that its patterns name`(_ pattern: String, _ domain: String, _ matches: Bool) {
        #expect(DomainPattern(pattern)?.matches(domain) == matches)
    }

    @Test(arguments: ["", "**", "*a", "a*b", "a**", "* "])
    func `a star stands at the end or alone`(_ pattern: String) {
        #expect(DomainPattern(pattern) == nil)
    }
}
