import SWFModel
import SWFWire
import Testing

/// Broken limits of the model (swf-spec.md 1.7).
@Suite struct ValidationTests {
    private static func one(_ item: String) -> Fault { Fault(.validation, "1 validation error detected: \(item)") }

    private static func some(_ items: String...) -> Fault {
        Fault(.validation, "\(items.count) validation errors detected: \(items.joined(separator: "; "))")
    }

    private static func null(_ path: String) -> String {
        "Value null at '\(path)' failed to satisfy constraint: Member must not be null"
    }

    @Test func `an empty body is an empty request`() {
        #expect(requestFault(DescribeDomainInput.self, "") == Self.one(Self.null("name")))
        #expect(requestFault(DescribeDomainInput.self, "{}") == Self.one(Self.null("name")))
        #expect(requestFault(DescribeDomainInput.self, #"{"name":null}"#) == Self.one(Self.null("name")))
    }

    @Test func `all missing members are named at once, in the service's order`() {
        // The order was observed for this action (swf-observed.md V3).
        #expect(
            requestFault(DescribeWorkflowExecutionInput.self, "{}")
                == Self.some(Self.null("execution"), Self.null("domain"))
        )
        #expect(
            requestFault(DescribeWorkflowExecutionInput.self, #"{"domain":"d","execution":{}}"#)
                == Self.some(Self.null("execution.runId"), Self.null("execution.workflowId"))
        )
    }

    @Test(arguments: [
        (256, nil), (257, "Member must have length less than or equal to 256"),
        (0, "Member must have length greater than or equal to 1"), (1, nil),
    ])
    func `the length of a name is held to its limits`(_ length: Int, _ constraint: String?) {
        let name = String(repeating: "x", count: length)
        let expected = constraint.map { Self.one("Value '\(name)' at 'name' failed to satisfy constraint: \($0)") }
        #expect(requestFault(DescribeDomainInput.self, #"{"name":"\#(name)"}"#) == expected)
    }

    @Test(arguments: [
        ("x", 256, true), ("x", 257, false), ("é", 256, true), ("é", 257, false), ("€", 256, true), ("😀", 128, true),
        ("😀", 129, false), (#"\u00e9"#, 256, true), (#"\u00e9"#, 257, false), (#"\ud83d\ude00"#, 128, true),
        (#"\ud83d\ude00"#, 129, false), (#"\n"#, 256, true),
    ])
    func `length counts UTF-16 units, however the text is spelt`(_ unit: String, _ count: Int, _ fits: Bool) {
        let reason = String(repeating: unit, count: count)
        let fault = requestFault(RespondActivityTaskFailedInput.self, #"{"taskToken":"t","reason":"\#(reason)"}"#)
        #expect((fault == nil) == fits)
        if !fits {
            #expect(
                fault?.message?.hasSuffix(
                    "at 'reason' failed to satisfy constraint: Member must have length less than or equal to 256"
                ) == true
            )
        }
    }

    @Test func `input and result may be 32,768 characters and no more`() {
        func fault(_ count: Int) -> Fault? {
            requestFault(
                RespondActivityTaskCompletedInput.self,
                #"{"taskToken":"t","result":"\#(String(repeating: "€", count: count))"}"#
            )
        }
        #expect(fault(32_768) == nil)
        #expect(fault(32_769)?.code == .validation)
    }

    @Test(arguments: ["CLOSED", "registered", "", " REGISTERED", "REGISTERED "])
    func `text outside its set of values is refused with the set in the service's order`(_ value: String) {
        #expect(
            requestFault(ListDomainsInput.self, #"{"registrationStatus":"\#(value)"}"#)
                == Self.one(
                    "Value '\(value)' at 'registrationStatus' failed to satisfy constraint: "
                        + "Member must satisfy enum value set: [REGISTERED, DEPRECATED]"
                )
        )
    }

    @Test func `a value of a set is read when it is spelt with escapes`() throws {
        let json = #"{"registrationStatus":"\u0052EGISTERED"}"#
        let input = try AWSJSON.decodeRequest(ListDomainsInput.self, from: Array(json.utf8))
        #expect(input.registrationStatus == .registered)
    }

    @Test(arguments: [
        ("0", nil), ("1000", nil), ("1000.0", nil), ("1001", "less than or equal to 1000"),
        ("-1", "greater than or equal to 0"), ("99999999999", "less than or equal to 1000"),
        ("99999999999999999999", "less than or equal to 1000"), ("-99999999999999999999", "greater than or equal to 0"),
    ])
    func `a page size is refused beyond its limits and not clamped`(_ value: String, _ constraint: String?) {
        let expected = constraint.map {
            Self.one("Value '\(value)' at 'maximumPageSize' failed to satisfy constraint: Member must have value \($0)")
        }
        #expect(
            requestFault(ListDomainsInput.self, #"{"registrationStatus":"REGISTERED","maximumPageSize":\#(value)}"#)
                == expected
        )
    }

    private static func start(_ member: String) -> String {
        #"{"domain":"d","workflowId":"w","workflowType":{"name":"n","version":"1"},\#(member)}"#
    }

    @Test func `a list too long is shown as Java shows it`() {
        #expect(
            requestFault(StartWorkflowExecutionInput.self, Self.start(#""tagList":["a","b","c","d","e","f"]"#))
                == Self.one(
                    "Value '[a, b, c, d, e, f]' at 'tagList' failed to satisfy constraint: "
                        + "Member must have length less than or equal to 5"
                )
        )
        #expect(requestFault(StartWorkflowExecutionInput.self, Self.start(#""tagList":["","b","c","d","e"]"#)) == nil)
    }

    @Test func `an element of a list is named by its position from one`() {
        let long = String(repeating: "t", count: 257)
        #expect(
            requestFault(StartWorkflowExecutionInput.self, Self.start(#""tagList":["a",null,"\#(long)"]"#))
                == Self.one(
                    "Value '\(long)' at 'tagList.3.member' failed to satisfy constraint: "
                        + "Member must have length less than or equal to 256"
                )
        )
    }

    @Test func `a null among tags is no tag`() throws {
        let json = Self.start(#""tagList":[null,"a",null]"#)
        let input = try AWSJSON.decodeRequest(StartWorkflowExecutionInput.self, from: Array(json.utf8))
        #expect(input.tagList == ["a"])
    }

    @Test(arguments: ["a:b", "a/b", "a|b", "a\\u0000", "\\u001f", "\\u007f", "\\u0080", "\u{9F}", "arn", "\\n"])
    func `a name with a reserved character is refused`(_ name: String) throws {
        let fault = try #require(
            requestFault(StartWorkflowExecutionInput.self, Self.start(#""workflowId":"\#(name)""#))
        )
        #expect(fault.code == .validation)
        #expect(
            fault.message?.contains("at 'workflowId' failed to satisfy constraint: Member must not contain") == true
        )
    }

    @Test(arguments: ["arn2", "xarn", "ARN", "a b", " a ", "ä-_.,;", "\u{A0}", "日本", "a\\u00a0"])
    func `other names are taken`(_ name: String) {
        #expect(requestFault(StartWorkflowExecutionInput.self, Self.start(#""workflowId":"\#(name)""#)) == nil)
    }

    @Test(arguments: [" a", "a ", "\\ta", "a\u{2003}", "\u{A0}a"])
    func `a domain and a task list do not begin or end with white space`(_ name: String) {
        #expect(requestFault(DescribeDomainInput.self, #"{"name":"\#(name)"}"#)?.code == .validation)
        #expect(
            requestFault(PollForActivityTaskInput.self, #"{"domain":"d","taskList":{"name":"\#(name)"}}"#)?.code
                == .validation
        )
    }

    @Test(arguments: ["0", "1", "300", "99999999", ""])
    func `a duration is whole seconds, and empty text counts as absent`(_ value: String) throws {
        let json = Self.start(#""taskStartToCloseTimeout":"\#(value)""#)
        let input = try AWSJSON.decodeRequest(StartWorkflowExecutionInput.self, from: Array(json.utf8))
        #expect(input.taskStartToCloseTimeout == value)
    }

    @Test(arguments: ["-1", "+1", "1.5", "1e3", " 1", "1 ", "none", "None", "١", "0x1", "ten"])
    func `other text is no duration`(_ value: String) {
        #expect(
            requestFault(StartWorkflowExecutionInput.self, Self.start(#""taskStartToCloseTimeout":"\#(value)""#))
                == Self.one(
                    "Value '\(value)' at 'taskStartToCloseTimeout' failed to satisfy constraint: "
                        + "Member must be a whole number of seconds or NONE"
                )
        )
    }

    @Test(arguments: [
        ("0", true), ("90", true), ("NONE", true), ("7", true), ("91", false), ("-1", false), ("", false),
        ("none", false),
        ("1.0", false), ("123456789", false),
    ])
    func `a retention is 0 to 90 days or NONE`(_ value: String, _ fits: Bool) {
        let json = #"{"name":"d","workflowExecutionRetentionPeriodInDays":"\#(value)"}"#
        #expect((requestFault(RegisterDomainInput.self, json) == nil) == fits)
    }

    @Test(arguments: [
        ("0", true), ("-2147483648", true), ("2147483647", true), ("2147483648", false), ("", false), ("1.0", false),
        ("high", false), (" 1", false),
    ])
    func `a priority is a 32-bit integer as text`(_ value: String, _ fits: Bool) {
        #expect(
            (requestFault(StartWorkflowExecutionInput.self, Self.start(#""taskPriority":"\#(value)""#)) == nil) == fits
        )
    }

    @Test func `times may be whole or decimal, 0 included`() throws {
        let json = #"{"domain":"d","startTimeFilter":{"oldestDate":0,"latestDate":1.497371587073E9}}"#
        let input = try AWSJSON.decodeRequest(ListOpenWorkflowExecutionsInput.self, from: Array(json.utf8))
        #expect(input.startTimeFilter.oldestDate == Timestamp(milliseconds: 0))
        #expect(input.startTimeFilter.latestDate == Timestamp(milliseconds: 1_497_371_587_073))
    }
}
