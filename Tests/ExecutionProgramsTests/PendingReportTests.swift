import SWFModel
import Testing

@testable import ExecutionPrograms

@Suite struct PendingReportTests {
    private let report = PendingReport(
        lists: [
            .init(
                name: .init(kind: .activity, taskList: "Pages"),
                count: 12,
                isTruncated: false,
                oldest: Timestamp(milliseconds: 1_000)
            ),
            .init(name: .init(kind: .decision, taskList: "Pages"), count: 0, isTruncated: true, oldest: nil),
        ],
        at: Timestamp(milliseconds: 4_500)
    )

    @Test func `people see a line a list`() {
        #expect(
            report.table() == [
                "TASK LIST  KIND      WAITING    OLDEST",
                "Pages      activity  12         3.5 s",
                "Pages      decision  0 or more  -",
            ]
        )
    }

    @Test func `programs see the counts, the ages and the longest`() throws {
        #expect(
            try report.json()
                == #"{"lists":[{"taskList":"Pages","kind":"activity","count":12,"truncated":false,"oldest_timestamp":1,"#
                + #""oldest_wait_time":3.5},{"taskList":"Pages","kind":"decision","count":0,"truncated":true}],"max":12}"#
        )
    }

    @Test func `activities come before decisions of one list`() {
        #expect(report.lists[0].name < report.lists[1].name)
    }
}
