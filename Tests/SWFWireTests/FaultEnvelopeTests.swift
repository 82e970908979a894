import SWFModel
import SWFWire
import Testing

@Suite struct FaultEnvelopeTests {
    @Test(arguments: [
        (
            Fault(.unknownResource, "Unknown domain: foo"),
            #"{"__type":"com.amazonaws.swf.base.model#UnknownResourceFault","message":"Unknown domain: foo"}"#
        ),
        (
            Fault(.throttling, "Rate exceeded"),
            #"{"__type":"com.amazon.coral.availability#ThrottlingException","message":"Rate exceeded"}"#
        ),
        (
            Fault(.validation, "say \"no\"\n"),
            #"{"__type":"com.amazon.coral.validate#ValidationException","message":"say \"no\"\n"}"#
        ),
        (
            Fault(.serialization, "class java.lang.Short can not be converted to an String"),
            #"{"__type":"com.amazon.coral.service#SerializationException","#
                + #""Message":"class java.lang.Short can not be converted to an String"}"#
        ),
        (
            Fault(.invalidSignature, "no"),
            #"{"__type":"com.amazon.coral.service#InvalidSignatureException","Message":"no"}"#
        ),
        (Fault(.unknownOperation), #"{"__type":"com.amazon.coral.service#UnknownOperationException"}"#),
        (Fault(.internalFailure), #"{"__type":"com.amazon.coral.service#InternalFailure"}"#),
        (
            Fault(.workflowExecutionAlreadyStarted, ""),
            #"{"__type":"com.amazonaws.swf.base.model#WorkflowExecutionAlreadyStartedFault","message":""}"#
        ),
    ])
    func `a fault has the service's body`(_ fault: Fault, _ body: String) {
        #expect(String(decoding: FaultEnvelope.encode(fault), as: UTF8.self) == body)
    }

    @Test(arguments: Fault.Code.allCases, [nil, "", "A sentence."])
    func `every fault survives the wire`(_ code: Fault.Code, _ message: String?) {
        let fault = Fault(code, message)
        #expect(FaultEnvelope.decode(FaultEnvelope.encode(fault), httpStatus: code.httpStatus) == fault)
    }

    @Test(arguments: [
        #"{"__type":"UnknownResourceFault","message":"m"}"#,
        #"{"__type":"anything#UnknownResourceFault","Message":"m"}"#,
        #"{"message":"m","__type":"a#UnknownResourceFault:http://internal.amazon.com/"}"#,
        #"{"code":"UnknownResourceFault","message":"m","extra":[1]}"#,
    ])
    func `other spellings of a fault are read`(_ body: String) {
        #expect(FaultEnvelope.decode(Array(body.utf8), httpStatus: 400) == Fault(.unknownResource, "m"))
    }

    @Test(arguments: [
        ("AccessDenied", Fault.Code.accessDenied), ("Throttling", .throttling),
        ("SignatureDoesNotMatch", .invalidSignature), ("ExpiredToken", .expiredToken),
    ])
    func `faults of sibling services are read as ours`(_ name: String, _ code: Fault.Code) {
        #expect(FaultEnvelope.decode(Array(#"{"__type":"\#(name)"}"#.utf8), httpStatus: 400) == Fault(code))
    }

    @Test(arguments: [
        "", "<html>", "[]", "{}", "null", #"{"__type":"NeverHeardOf"}"#, #"{"__type":5}"#, "{\"__type\":\"#\"}",
    ])
    func `what is no fault is nil, unless the status says that the service failed`(_ body: String) {
        for status in [200, 400, 403, 404, 413, 502, 504] {
            #expect(FaultEnvelope.decode(Array(body.utf8), httpStatus: status) == nil)
        }
        #expect(FaultEnvelope.decode(Array(body.utf8), httpStatus: 500)?.code == .internalFailure)
        #expect(FaultEnvelope.decode(Array(body.utf8), httpStatus: 503)?.code == .serviceUnavailable)
    }
}
