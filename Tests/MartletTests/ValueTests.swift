import Martlet
import Testing

@testable import Martlet

@Suite("Small values")
struct ValueTests {
    @Test(arguments: [
        ("RenderPage-3", "RenderPage-3", 1), ("RenderPage-3-try2", "RenderPage-3", 2), ("A-1-try12", "A-1", 12),
        ("Sum2a", "Sum2a", 1), ("retry-1", "retry-1", 1), ("X-try1", "X-try1", 1), ("-try2", "-try2", 1), ("", "", 1),
        ("A-try99999999999999999999", "A-try99999999999999999999", 1),
    ])
    func `an activity id tells its step and attempt`(_ id: String, _ step: String, _ attempt: Int) {
        let parsed = ActivityNaming.parse(id)
        #expect(parsed.step == step)
        #expect(parsed.attempt == attempt)
    }

    @Test func `the id of a long name is short enough`() {
        let step = ActivityNaming.step(String(repeating: "é", count: 256), number: 25_000)
        #expect(ActivityNaming.id(step: step, attempt: 1_000).utf16.count <= 256)
    }

    @Test func `waits double up to the longest and then end`() {
        let policy = RetryPolicy.exponential(maximumAttempts: 5, initial: .seconds(1), maximum: .seconds(3))
        #expect(
            (1...5).map { policy.wait(afterAttempt: $0) } == [.seconds(1), .seconds(2), .seconds(3), .seconds(3), nil]
        )
        #expect(RetryPolicy.none.wait(afterAttempt: 1) == nil)
    }

    @Test func `a wait after ever so many failures is the longest`() {
        #expect(Backoff().wait(afterFailure: .max - 1) == .seconds(30))
    }

    @Test(arguments: [(Duration.milliseconds(1), "1"), (.seconds(2), "2"), (.zero, "0"), (.seconds(-5), "0")])
    func `timeouts are whole seconds`(_ duration: Duration, _ wire: String) {
        #expect(duration.timeout == wire)
    }

    @Test func `no duration is too long`() {
        #expect(Duration.days(Int.max) > .days(365))
        #expect(Duration.days(Int.max).timeout == "99999999")
        let policy = RetryPolicy.exponential(initial: .days(Int.max), multiplier: .infinity, maximum: .days(Int.max))
        #expect(policy.wait(afterAttempt: 3) == .days(Int.max))
    }

    @Test func `nothing travels as absence and reads from anything`() throws {
        #expect(try ValueText.encode(Nothing(), field: "x") == nil)
        #expect(try ValueText.decode(Nothing.self, from: nil, field: "x") == Nothing())
        #expect(try ValueText.decode(Nothing.self, from: #"{"a":1}"#, field: "x") == Nothing())
        #expect(try ValueText.encode(Int?.none, field: "x") == nil)
        #expect(try ValueText.decode(Int?.self, from: nil, field: "x") == nil)
    }

    private struct Article: Codable, Equatable {
        struct Author: Codable, Equatable { var name: String }
        var doi: String
        var authors: [Author]
    }

    @Test(arguments: [
        (String?.none, "the input is missing"),
        ("{", "the input cannot be read: it is not JSON"),
        ("[]", "the input cannot be read: the value is no"),
        (#"{"doi":"x"}"#, "the input cannot be read: authors is missing"),
        (#"{"doi":"x","authors":[{"name":"y"},{}]}"#, "the input cannot be read: authors[1].name is missing"),
        (#"{"doi":1,"authors":[]}"#, "the input cannot be read: doi is no String"),
    ])
    func `what cannot be read says where`(_ text: String?, _ words: String) {
        let error = #expect(throws: ValueFailure.self) {
            try ValueText.decode(Article.self, from: text, field: "the input")
        }
        #expect(error?.description.hasPrefix(words) == true, "\(String(describing: error))")
    }

    @Test func `text is cut at a character and keeps within the limit`() {
        #expect("short".cut(to: 5) == "short")
        #expect("longer".cut(to: 5) == "long…")
        #expect("🧵🧵🧵".cut(to: 4) == "🧵…")
    }

    @Test func `what does not fit into a reason goes into the details`() {
        let long = String(repeating: "x", count: 300)
        let report = FailureReport(PermanentFailure(long, details: "more"))
        #expect(report.reason.utf16.count == 256)
        #expect(report.details == "\(long)\nmore")
    }

    @Test func `the same run has the same numbers, another has others`() {
        var first = SplitMix(seed: "22AA=")
        var same = SplitMix(seed: "22AA=")
        var other = SplitMix(seed: "22AB=")
        let numbers = (0..<5).map { _ in first.next() }
        #expect(numbers == (0..<5).map { _ in same.next() })
        #expect(numbers != (0..<5).map { _ in other.next() })
    }
}
