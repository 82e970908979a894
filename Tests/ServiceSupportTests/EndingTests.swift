import CommandSupport
import Martlet
import SWFClient
import Testing

@testable import ServiceSupport

@Suite struct EndingTests {
    @Test(arguments: [
        (ClientError.Code.unreachable, ProgramStatus.unreachable), (.timedOut, .unreachable),
        (.connectionLost, .unreachable), (.badAnswer, .unreachable), (.shutDown, .unreachable),
        (.badEndpoint, .configuration), (.badCertificates, .configuration), (.badInput, .usage),
    ])
    func `what a client meets ends a program with its own exit code`(code: ClientError.Code, status: ProgramStatus) {
        let complaint = Complaint(ClientError(code, "http://x:1 does not answer") as any Error)
        #expect(complaint == Complaint(status, "http://x:1 does not answer"))
    }

    @Test func `a value that cannot be is a mistake in usage, told in a sentence`() {
        let failure = ValueFailure(field: "the input", problem: "cannot be read")
        #expect(Complaint(failure as any Error) == Complaint(.usage, "The input cannot be read"))
    }
}
