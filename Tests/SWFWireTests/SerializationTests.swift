import SWFModel
import SWFWire
import Testing

/// Values of the wrong type (swf-spec.md 1.6).
@Suite struct SerializationTests {
    @Test(arguments: [
        ("7200", "class java.lang.Short can not be converted to an String"),
        ("0", "class java.lang.Short can not be converted to an String"),
        ("-32768", "class java.lang.Short can not be converted to an String"),
        ("32767", "class java.lang.Short can not be converted to an String"),
        ("32768", "class java.lang.Integer can not be converted to an String"),
        ("-32769", "class java.lang.Integer can not be converted to an String"),
        ("2147483647", "class java.lang.Integer can not be converted to an String"),
        ("2147483648", "class java.lang.Long can not be converted to an String"),
        ("-2147483649", "class java.lang.Long can not be converted to an String"),
        ("9223372036854775807", "class java.lang.Long can not be converted to an String"),
        ("9223372036854775808", "class java.math.BigInteger can not be converted to an String"),
        ("1.0", "class java.lang.Double can not be converted to an String"),
        ("1e2", "class java.lang.Double can not be converted to an String"),
        ("true", "class java.lang.Boolean can not be converted to an String"),
        ("false", "class java.lang.Boolean can not be converted to an String"),
        ("{}", "Start of structure or map found where not expected."),
        (#"{"a":1}"#, "Start of structure or map found where not expected."),
        ("[]", "Start of list found where not expected"),
    ])
    func `a value where text is wanted is refused with its Java class`(_ value: String, _ message: String) {
        let timeout =
            #"{"domain":"d","workflowId":"w","workflowType":{"name":"n","version":"1"},"#
            + #""executionStartToCloseTimeout":\#(value)}"#
        #expect(requestFault(StartWorkflowExecutionInput.self, timeout) == Fault(.serialization, message))
        // Where the text is one of a set of values the answer is the same.
        #expect(
            requestFault(ListDomainsInput.self, #"{"registrationStatus":\#(value)}"#) == Fault(.serialization, message)
        )
    }

    @Test(arguments: [
        (#""5""#, "class java.lang.String can not be converted to an Integer"),
        ("true", "class java.lang.Boolean can not be converted to an Integer"),
        ("1.5", "class java.lang.Double can not be converted to an Integer"),
        ("1e400", "class java.lang.Double can not be converted to an Integer"),
        ("{}", "Start of structure or map found where not expected."),
        ("[5]", "Start of list found where not expected"),
    ])
    func `a value where a whole number is wanted is refused`(_ value: String, _ message: String) {
        let json = #"{"registrationStatus":"REGISTERED","maximumPageSize":\#(value)}"#
        #expect(requestFault(ListDomainsInput.self, json) == Fault(.serialization, message))
    }

    @Test(arguments: [
        (#""true""#, "class java.lang.String can not be converted to an Boolean"),
        ("1", "class java.lang.Short can not be converted to an Boolean"),
        ("{}", "Start of structure or map found where not expected."), ("[]", "Start of list found where not expected"),
    ])
    func `a value where true or false is wanted is refused`(_ value: String, _ message: String) {
        let json = #"{"registrationStatus":"REGISTERED","reverseOrder":\#(value)}"#
        #expect(requestFault(ListDomainsInput.self, json) == Fault(.serialization, message))
    }

    @Test(arguments: [
        (#""2024-01-01""#, "class java.lang.String can not be converted to milliseconds since epoch"),
        ("true", "class java.lang.Boolean can not be converted to milliseconds since epoch"),
        ("1e400", "class java.lang.Double can not be converted to milliseconds since epoch"),
        ("{}", "Start of structure or map found where not expected."), ("[]", "Start of list found where not expected"),
    ])
    func `a value where a time is wanted is refused`(_ value: String, _ message: String) {
        let json = #"{"domain":"d","startTimeFilter":{"oldestDate":\#(value)}}"#
        #expect(requestFault(ListOpenWorkflowExecutionsInput.self, json) == Fault(.serialization, message))
    }

    @Test(arguments: [
        ("1", "Expected null"), (#""x""#, "Expected null"), ("true", "Expected null"),
        ("[]", "Start of list found where not expected"),
    ])
    func `a value where a structure is wanted is refused`(_ value: String, _ message: String) {
        let json = #"{"domain":"d","taskList":\#(value)}"#
        #expect(requestFault(PollForActivityTaskInput.self, json) == Fault(.serialization, message))
        #expect(requestFault(PollForActivityTaskInput.self, value) == Fault(.serialization, message))
    }

    @Test(arguments: [
        ("1", "Expected list or null"), (#""x""#, "Expected list or null"),
        ("{}", "Start of structure or map found where not expected."),
        ("[1]", "class java.lang.Short can not be converted to an String"),
        (#"["a",["b"]]"#, "Start of list found where not expected"),
    ])
    func `a value where a list is wanted is refused`(_ value: String, _ message: String) {
        let json = #"{"domain":"d","workflowId":"w","workflowType":{"name":"n","version":"1"},"tagList":\#(value)}"#
        #expect(requestFault(StartWorkflowExecutionInput.self, json) == Fault(.serialization, message))
    }

    @Test func `a value of the wrong type comes before every broken limit`() {
        let json = #"{"name":"","description":7}"#
        #expect(
            requestFault(RegisterDomainInput.self, json)
                == Fault(.serialization, "class java.lang.Short can not be converted to an String")
        )
        let decisions = #"{"taskToken":"","decisions":[{"decisionType":"Nonsense"},{"decisionType":1}]}"#
        #expect(requestFault(RespondDecisionTaskCompletedInput.self, decisions)?.code == .serialization)
    }

    @Test func `the type of a member that the model does not know is no matter`() {
        #expect(requestFault(DescribeDomainInput.self, #"{"name":"d","nonsense":{"a":[1,"x",null]}}"#) == nil)
    }

    @Test func `null alone is no request`() {
        #expect(requestFault(DescribeDomainInput.self, "null") == Fault(.serialization))
    }
}
