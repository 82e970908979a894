import SWFModel
import Testing

@Suite struct FaultTests {
    @Test func `a fault describes itself by code and sentence`() {
        #expect("\(Fault(.unknownResource, "Unknown domain: d"))" == "UnknownResourceFault: Unknown domain: d")
        #expect("\(Fault(.internalFailure))" == "InternalFailure")
    }

    @Test(arguments: Fault.Code.allCases)
    func `a fault is the caller's unless the service failed`(_ code: Fault.Code) {
        switch code {
        case .internalFailure: #expect(code.httpStatus == 500)
        case .serviceUnavailable: #expect(code.httpStatus == 503)
        default: #expect(code.httpStatus == 400)
        }
    }
}
