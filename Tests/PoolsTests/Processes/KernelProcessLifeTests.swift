import Foundation
import Testing

@testable import Pools

/// What the kernel says of processes, and of the lock of a supervisor.
@Suite struct KernelProcessLifeTests {
    @Test func `a process is told from one that got its number again`() throws {
        let pid = ProcessInfo.processInfo.processIdentifier
        let birth = try #require(KernelProcess.birth(of: pid))
        #expect(KernelProcess.isThere(pid, birth))
        #expect(!KernelProcess.isThere(pid, birth + 1))
    }

    @Test(arguments: [
        ("17 (worker) S 1", false), ("17 (a) b) Z 1", true), ("17 (Z) R 1", false), ("17 (x) X 1", true), ("", true),
    ])
    func `a dead process is known by the letter after its name`(line: String, isDead: Bool) {
        #expect(KernelProcess.isDead(inStat: line) == isDead)
    }

    @Test func `whether a process handles a signal stands in its mask`() {
        let status = "Name:\tworker\nSigIgn:\t0000000000001000\nSigCgt:\t0000000000004001\n"
        #expect(KernelProcess.handles(1, inStatus: status))
        #expect(KernelProcess.handles(15, inStatus: status))
        #expect(!KernelProcess.handles(2, inStatus: status))
        #expect(!KernelProcess.handles(13, inStatus: status), "ignored is not handled")
        #expect(!KernelProcess.handles(1, inStatus: "Name:\tworker\n"))
    }

    @Test func `a lock is held once, and is free when its holder lets go`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(!SupervisorLock.isHeld(path))
        let lock = try #require(try SupervisorLock.take(path))
        #expect(SupervisorLock.isHeld(path))
        #expect(try SupervisorLock.take(path) == nil)
        #expect(SupervisorLock.inherited(lock.descriptor, path: path) != nil, "as after executing a new program file")
        #expect(SupervisorLock.inherited(0, path: path) == nil, "another file is no lock")
        close(lock.descriptor)
        #expect(!SupervisorLock.isHeld(path))
    }

    @Test(arguments: [
        (["NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "3000000"], Duration?.some(.milliseconds(1500))),
        (["NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "17"], .milliseconds(1500)),
        (["NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "18"], nil),
        (["NOTIFY_SOCKET": "/run/notify"], nil),
        (["WATCHDOG_USEC": "3000000"], nil),
        (["NOTIFY_SOCKET": "/run/notify", "WATCHDOG_USEC": "soon"], nil),
    ])
    func `the watchdog is ours when it names us`(variables: [String: String], interval: Duration?) {
        #expect(ServiceNotice(variables: variables, pid: 17).watchdogInterval == interval)
    }

    @Test func `without a socket nothing is sent`() {
        #expect(!ServiceNotice(variables: [:], pid: 17).send("READY=1"))
        #expect(!ServiceNotice(variables: ["NOTIFY_SOCKET": "/nowhere/at/all"], pid: 17).send("READY=1"))
        let long = "/" + String(repeating: "x", count: 200)
        #expect(!ServiceNotice(variables: ["NOTIFY_SOCKET": long], pid: 17).send("READY=1"))
    }
}
