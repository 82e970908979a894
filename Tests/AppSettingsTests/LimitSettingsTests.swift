import Foundation
import SWFModel
import Testing

@testable import AppSettings

/// The limits and the throttling of the server (swf-spec.md, section 8).
@Suite struct LimitSettingsTests {
    @Test func `without settings the limits are Amazon SWF's own, and nobody is slowed down`() throws {
        let server = try load(nil).server
        #expect(server.limits == Limits())
        #expect(server.throttling == .off)
        #expect(server.throttles.isEmpty)
    }

    @Test(arguments: Limits.members.map(\.name))
    func `every limit is a setting, within its range and not beyond`(name: String) throws {
        let member = try #require(Limits.members.first { $0.name == name })
        for value in [member.range.lowerBound, member.range.upperBound] {
            let settings = try load(dev(#""server": {"limits": {"\#(name)": \#(value)}}"#))
            #expect(settings.server.limits[keyPath: member.path] == value)
            var others = settings.server.limits
            others[keyPath: member.path] = Limits()[keyPath: member.path]
            #expect(others == Limits(), "no other limit changes")
        }
        let sentence =
            "must be a whole number from \(member.range.lowerBound) to \(member.range.upperBound), and is"
        for value in ["\(member.range.lowerBound - 1)", "\(member.range.upperBound + 1)", "1.5", #""many""#, "[]"] {
            let found = problems(dev(#""server": {"limits": {"\#(name)": \#(value)}}"#))
            #expect(found.count == 1, "\(value): \(found)")
            #expect(found.first?.contains("environments.dev.server.limits.\(name) \(sentence) ") == true, "\(found)")
        }
        #expect(
            try load(nil, overrides: ["server.limits.\(name)=\(member.range.lowerBound)"]).server.limits != Limits()
        )
    }

    @Test func `of a service elsewhere the limits are taken to be Amazon SWF's`() throws {
        let own = #""server": {"limits": {"eventsPerExecution": 500}}"#
        #expect(try load(dev(own)).serviceLimits.eventsPerExecution == 500)
        let elsewhere = try load(dev(own), overrides: ["service.endpoint=http://127.0.0.1:9"])
        #expect(elsewhere.server.limits.eventsPerExecution == 500)
        #expect(elsewhere.serviceLimits == Limits())
    }

    @Test func `a limit that is misspelled is named with the one that was meant`() {
        #expect(
            problems(dev(#""server": {"limits": {"openTimer": 3}}"#))
                == [
                    "settings.json:1:49: environments.dev.server.limits.openTimer is no setting. Did you mean openTimers?"
                ]
        )
    }

    @Test func `rates are given by the names of their buckets`() throws {
        let text = #"{"StartWorkflowExecution": "500/50", "StartTimer": "1/1", "SignalWorkflowExecution.run": "10/5"}"#
        let server = try load(dev(#""server": {"throttling": "on", "throttles": \#(text)}"#)).server
        let expected: [ThrottleBucket: ThrottleRate] = [
            .action(.startWorkflowExecution): .init(capacity: 500, perSecond: 50),
            .decision(.startTimer): .init(capacity: 1, perSecond: 1),
            .run(.signalWorkflowExecution): .init(capacity: 10, perSecond: 5),
        ]
        #expect(server.throttling == .on)
        #expect(server.throttles == expected)
        let variables = ["MARTLET_SERVER_THROTTLING": "on", "MARTLET_SERVER_THROTTLES": text]
        #expect(try load(nil, variables: variables).server.throttles == expected)
    }

    @Test(arguments: [
        (#""throttling": "sometimes""#, #"environments.dev.server.throttling must be one of "off", "on", and is"#),
        (#""throttling": true"#, #"environments.dev.server.throttling must be one of "off", "on", and is"#),
        (#""throttles": []"#, "environments.dev.server.throttles must be an object of texts, and is"),
        (#""throttles": {"StartTimer": 5}"#, "environments.dev.server.throttles must be an object of texts, and is"),
        (
            #""throttles": {"StartTimers": "1/1"}"#,
            #"environments.dev.server.throttles names "StartTimers", which is no bucket. Did you mean StartTimer?"#
        ),
    ])
    func `throttling that cannot be understood is refused with a sentence`(members: String, sentence: String) {
        let found = problems(dev(#""server": {\#(members)}"#))
        #expect(found.count == 1)
        #expect(found.first?.contains(sentence) == true, "\(found)")
    }

    @Test(arguments: [
        "", "5", "5/", "/5", "0/1", "1/0", "-1/1", "1/1/1", "a/b", "1.5/1", "1000001/1", "1/1000001", " 1/1",
    ])
    func `a rate is two numbers`(rate: String) {
        #expect(
            problems(dev(#""server": {"throttles": {"StartTimer": "\#(rate)"}}"#)).first?.hasSuffix(
                """
                environments.dev.server.throttles gives StartTimer the rate "\(rate)"; a rate is two whole numbers from 1 to \
                1000000, how many at once and how many a second, such as "2000/200".
                """
            ) == true
        )
    }

    @Test func `the page on settings lists every bucket with its rate, and no other`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/SETTINGS.md"), encoding: .utf8)
        var listed: [String: String] = [:]
        for row in page.split(separator: "\n") where row.wholeMatch(of: /\| \d+\/\d+ \|.*/) != nil {
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            for name in cells[1].split(separator: ", ") {
                #expect(listed.updateValue(cells[0], forKey: String(name)) == nil, "\(name) stands there twice")
            }
        }
        let buckets = Dictionary(uniqueKeysWithValues: ThrottleBucket.all.map { ($0.name, $0.standard.text) })
        #expect(listed == buckets)
    }
}
