import Testing

/// The canonical histories of swf-spec.md section 9, by their numbers there.
@Suite struct CanonicalHistoryTests {
    @Test func `probe`() {
        print(
            Script.replay(
                """
                > start
                > poll
                > decide ScheduleActivityTask a
                > work 5
                > complete 5 done
                > poll
                > decide CompleteWorkflowExecution ok
                """
            )
        )
    }
}
