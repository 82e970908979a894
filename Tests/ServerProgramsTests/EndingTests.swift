import CommandSupport
import SWFServer
import Storage
import Testing

@testable import ServerPrograms

@Suite struct EndingTests {
    @Test(arguments: [
        (StoreError.Code.cannotOpen, ProgramStatus.system), (.tooNew, .system), (.failed, .unexpected),
        (.mustReopen, .unexpected), (.versionConflict(executionId: 1), .unexpected),
    ])
    func `a store that fails ends the server with its own exit code`(code: StoreError.Code, status: ProgramStatus) {
        #expect(Complaint(StoreError(code, "the disk is full") as any Error) == Complaint(status, "the disk is full"))
    }

    @Test(arguments: [
        (WireServerError.Code.cannotListen, ProgramStatus.system), (.badAddress, .configuration),
        (.credentialsRequired, .configuration), (.badFile, .configuration),
    ])
    func `a server that cannot serve says why`(code: WireServerError.Code, status: ProgramStatus) {
        #expect(Complaint(WireServerError(code, "taken") as any Error) == Complaint(status, "taken"))
    }
}
