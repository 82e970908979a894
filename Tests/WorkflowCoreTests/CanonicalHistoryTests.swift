import Testing

/// The canonical histories of swf-spec.md section 9, by their numbers there. ``Script`` says what the lines mean.
@Suite struct CanonicalHistoryTests {
    @Test(arguments: Self.histories)
    func `a canonical history is written as the service writes it`(history: History) {
        let text = history.text
        #expect(Script.replay(text) == text)
    }

    struct History: CustomTestStringConvertible, Sendable {
        var name: String
        var text: String
        var testDescription: String { name }
    }

    static let histories = [
        History(
            name: "9.1 hello world",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleActivityTask a
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ActivityTaskScheduled activityId=a decision=4 taskList=work
                > work 5
                6 ActivityTaskStarted scheduled=5
                > complete 5 done
                7 ActivityTaskCompleted result=done scheduled=5 started=6
                8 DecisionTaskScheduled taskList=main
                > poll
                9 DecisionTaskStarted scheduled=8
                > decide CompleteWorkflowExecution ok
                10 DecisionTaskCompleted scheduled=8 started=9
                11 WorkflowExecutionCompleted decision=10 result=ok
                """
        ),
        History(
            name: "9.2 parallel activities, second result before the poll",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleActivityTask a; ScheduleActivityTask b
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ActivityTaskScheduled activityId=a decision=4 taskList=work
                6 ActivityTaskScheduled activityId=b decision=4 taskList=work
                > work 6
                7 ActivityTaskStarted scheduled=6
                > work 5
                8 ActivityTaskStarted scheduled=5
                > complete 5
                9 ActivityTaskCompleted scheduled=5 started=8
                10 DecisionTaskScheduled taskList=main
                > complete 6
                11 ActivityTaskCompleted scheduled=6 started=7
                > poll
                12 DecisionTaskStarted scheduled=10
                > decide CompleteWorkflowExecution
                13 DecisionTaskCompleted scheduled=10 started=12
                14 WorkflowExecutionCompleted decision=13
                """
        ),
        History(
            name: "9.3 second result while the decider works",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleActivityTask a; ScheduleActivityTask b
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ActivityTaskScheduled activityId=a decision=4 taskList=work
                6 ActivityTaskScheduled activityId=b decision=4 taskList=work
                > work 6
                7 ActivityTaskStarted scheduled=6
                > work 5
                8 ActivityTaskStarted scheduled=5
                > complete 5
                9 ActivityTaskCompleted scheduled=5 started=8
                10 DecisionTaskScheduled taskList=main
                > poll
                11 DecisionTaskStarted scheduled=10
                > complete 6
                12 ActivityTaskCompleted scheduled=6 started=7
                13 DecisionTaskScheduled taskList=main
                > decide
                14 DecisionTaskCompleted scheduled=10 started=11
                > poll
                15 DecisionTaskStarted scheduled=13
                > decide CompleteWorkflowExecution
                16 DecisionTaskCompleted scheduled=13 started=15
                17 WorkflowExecutionCompleted decision=16
                """
        ),
        History(
            name: "9.4 schedule to start",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleActivityTask a scheduleToStart=10
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ActivityTaskScheduled activityId=a decision=4 taskList=work
                > +9
                > +1
                6 ActivityTaskTimedOut scheduled=5 started=0 type=SCHEDULE_TO_START
                7 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.4 start to close",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleActivityTask a startToClose=10
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ActivityTaskScheduled activityId=a decision=4 taskList=work
                > +20
                > work 5
                6 ActivityTaskStarted scheduled=5
                > +9
                > +1
                7 ActivityTaskTimedOut scheduled=5 started=6 type=START_TO_CLOSE
                8 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.4 heartbeat",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleActivityTask a heartbeat=10
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ActivityTaskScheduled activityId=a decision=4 taskList=work
                > work 5
                6 ActivityTaskStarted scheduled=5
                > +8
                > heartbeat 5 40%
                > +8
                > heartbeat 5
                > +9
                > +1
                7 ActivityTaskTimedOut details=40% scheduled=5 started=6 type=HEARTBEAT
                8 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.4 schedule to close, nobody has it",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleActivityTask a scheduleToClose=10
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ActivityTaskScheduled activityId=a decision=4 taskList=work
                > +10
                6 ActivityTaskTimedOut scheduled=5 started=0 type=SCHEDULE_TO_CLOSE
                7 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.4 schedule to close, a worker has it",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleActivityTask a scheduleToClose=10 scheduleToStart=5
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ActivityTaskScheduled activityId=a decision=4 taskList=work
                > +3
                > work 5
                6 ActivityTaskStarted scheduled=5
                > +7
                7 ActivityTaskTimedOut scheduled=5 started=6 type=SCHEDULE_TO_CLOSE
                8 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.5 retry by the decider",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleActivityTask a
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ActivityTaskScheduled activityId=a decision=4 taskList=work
                > work 5
                6 ActivityTaskStarted scheduled=5
                > fail 5 broken
                7 ActivityTaskFailed reason=broken scheduled=5 started=6
                8 DecisionTaskScheduled taskList=main
                > poll
                9 DecisionTaskStarted scheduled=8
                > decide ScheduleActivityTask a
                10 DecisionTaskCompleted scheduled=8 started=9
                11 ActivityTaskScheduled activityId=a decision=10 taskList=work
                > work 11
                12 ActivityTaskStarted scheduled=11
                > complete 11
                13 ActivityTaskCompleted scheduled=11 started=12
                14 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.6 timer, and timer cancel",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide StartTimer t2 120; StartTimer t1 2
                4 DecisionTaskCompleted scheduled=2 started=3
                5 TimerStarted decision=4 timerId=t2
                6 TimerStarted decision=4 timerId=t1
                > +2
                7 TimerFired started=6 timerId=t1
                8 DecisionTaskScheduled taskList=main
                > poll
                9 DecisionTaskStarted scheduled=8
                > decide CancelTimer t2; StartTimer wake 0
                10 DecisionTaskCompleted scheduled=8 started=9
                11 TimerCanceled decision=10 started=5 timerId=t2
                12 TimerStarted decision=10 timerId=wake
                > +0
                13 TimerFired started=12 timerId=wake
                14 DecisionTaskScheduled taskList=main
                > poll
                15 DecisionTaskStarted scheduled=14
                > decide CompleteWorkflowExecution
                16 DecisionTaskCompleted scheduled=14 started=15
                17 WorkflowExecutionCompleted decision=16
                """
        ),
        History(
            name: "9.7 markers only",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide RecordMarker m; RecordMarker m
                4 DecisionTaskCompleted scheduled=2 started=3
                5 MarkerRecorded decision=4 marker=m
                6 MarkerRecorded decision=4 marker=m
                > poll
                ! UnknownResourceFault: Unknown decision task, scheduledEventId = 0
                """
        ),
        History(
            name: "9.8 signal to an idle run",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide
                4 DecisionTaskCompleted scheduled=2 started=3
                > signal hello
                5 WorkflowExecutionSignaled externalInitiated=0 signal=hello
                6 DecisionTaskScheduled taskList=main
                > poll
                7 DecisionTaskStarted scheduled=6
                """
        ),
        History(
            name: "9.8 signals while a decider works",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > signal one
                4 WorkflowExecutionSignaled externalInitiated=0 signal=one
                5 DecisionTaskScheduled taskList=main
                > signal two
                6 WorkflowExecutionSignaled externalInitiated=0 signal=two
                > decide RecordMarker m
                7 DecisionTaskCompleted scheduled=2 started=3
                8 MarkerRecorded decision=7 marker=m
                > poll
                9 DecisionTaskStarted scheduled=5
                """
        ),
        History(
            name: "9.9 close attempted while an event is unhandled",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleActivityTask PingWorker; ScheduleActivityTask Sum2a
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ActivityTaskScheduled activityId=PingWorker decision=4 taskList=work
                6 ActivityTaskScheduled activityId=Sum2a decision=4 taskList=work
                > work 5
                7 ActivityTaskStarted scheduled=5
                > work 6
                8 ActivityTaskStarted scheduled=6
                > complete 5
                9 ActivityTaskCompleted scheduled=5 started=7
                10 DecisionTaskScheduled taskList=main
                > poll
                11 DecisionTaskStarted scheduled=10
                > complete 6
                12 ActivityTaskCompleted scheduled=6 started=8
                13 DecisionTaskScheduled taskList=main
                > decide ScheduleActivityTask Sum2a
                14 DecisionTaskCompleted scheduled=10 started=11
                15 ActivityTaskScheduled activityId=Sum2a decision=14 taskList=work
                > poll
                16 DecisionTaskStarted scheduled=13
                > work 15
                17 ActivityTaskStarted scheduled=15
                > complete 15
                18 ActivityTaskCompleted scheduled=15 started=17
                19 DecisionTaskScheduled taskList=main
                > decide CompleteWorkflowExecution
                20 DecisionTaskCompleted scheduled=13 started=16
                21 CompleteWorkflowExecutionFailed cause=UNHANDLED_DECISION decision=20
                > poll
                22 DecisionTaskStarted scheduled=19
                """
        ),
        History(
            name: "9.10 cancel honoured with an activity open",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleActivityTask a
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ActivityTaskScheduled activityId=a decision=4 taskList=work
                > work 5
                6 ActivityTaskStarted scheduled=5
                > requestCancel
                7 WorkflowExecutionCancelRequested externalInitiated=0
                8 DecisionTaskScheduled taskList=main
                > poll
                9 DecisionTaskStarted scheduled=8
                > decide CancelWorkflowExecution
                10 DecisionTaskCompleted scheduled=8 started=9
                11 WorkflowExecutionCanceled decision=10
                > complete 5
                ! UnknownResourceFault: Unknown execution: WorkflowExecution=[workflowId=w, runId=r1]
                """
        ),
        History(
            name: "9.11 cancelling an activity that a worker has",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleActivityTask a
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ActivityTaskScheduled activityId=a decision=4 taskList=work
                > work 5
                6 ActivityTaskStarted scheduled=5
                > signal x
                7 WorkflowExecutionSignaled externalInitiated=0 signal=x
                8 DecisionTaskScheduled taskList=main
                > poll
                9 DecisionTaskStarted scheduled=8
                > decide RequestCancelActivityTask a
                10 DecisionTaskCompleted scheduled=8 started=9
                11 ActivityTaskCancelRequested activityId=a decision=10
                > heartbeat 5
                > cancel 5 stopped
                12 ActivityTaskCanceled details=stopped cancelRequest=11 scheduled=5 started=6
                13 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.11 cancelling an activity that nobody has",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleActivityTask a
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ActivityTaskScheduled activityId=a decision=4 taskList=work
                > signal x
                6 WorkflowExecutionSignaled externalInitiated=0 signal=x
                7 DecisionTaskScheduled taskList=main
                > poll
                8 DecisionTaskStarted scheduled=7
                > decide RequestCancelActivityTask a
                9 DecisionTaskCompleted scheduled=7 started=8
                10 ActivityTaskCancelRequested activityId=a decision=9
                11 ActivityTaskCanceled cancelRequest=10 scheduled=5 started=0
                12 DecisionTaskScheduled taskList=main
                > work 5
                ! UnknownResourceFault: Unknown activity, scheduledEventId = 5
                """
        ),
        History(
            name: "9.11 cancelling an activity that is not there",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide RequestCancelActivityTask a
                4 DecisionTaskCompleted scheduled=2 started=3
                5 RequestCancelActivityTaskFailed activityId=a cause=ACTIVITY_ID_UNKNOWN decision=4
                6 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.12 child completed",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide StartChildWorkflowExecution c
                4 DecisionTaskCompleted scheduled=2 started=3
                5 StartChildWorkflowExecutionInitiated childPolicy=ABANDON decision=4 taskList=children workflowId=c
                > deliver
                c: 1 WorkflowExecutionStarted childPolicy=ABANDON parentInitiated=5 parent=w/r1 taskList=children
                c: 2 DecisionTaskScheduled taskList=children
                > deliver
                6 ChildWorkflowExecutionStarted initiated=5 execution=c/c1
                7 DecisionTaskScheduled taskList=main
                > poll
                8 DecisionTaskStarted scheduled=7
                > decide
                9 DecisionTaskCompleted scheduled=7 started=8
                > c: poll
                c: 3 DecisionTaskStarted scheduled=2
                > c: decide CompleteWorkflowExecution fine
                c: 4 DecisionTaskCompleted scheduled=2 started=3
                c: 5 WorkflowExecutionCompleted decision=4 result=fine
                > deliver
                10 ChildWorkflowExecutionCompleted initiated=5 result=fine started=6 execution=c/c1
                11 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.12 child finishes before the parent polls",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide StartChildWorkflowExecution c
                4 DecisionTaskCompleted scheduled=2 started=3
                5 StartChildWorkflowExecutionInitiated childPolicy=ABANDON decision=4 taskList=children workflowId=c
                > deliver
                c: 1 WorkflowExecutionStarted childPolicy=ABANDON parentInitiated=5 parent=w/r1 taskList=children
                c: 2 DecisionTaskScheduled taskList=children
                > deliver
                6 ChildWorkflowExecutionStarted initiated=5 execution=c/c1
                7 DecisionTaskScheduled taskList=main
                > c: poll
                c: 3 DecisionTaskStarted scheduled=2
                > c: decide CompleteWorkflowExecution fine
                c: 4 DecisionTaskCompleted scheduled=2 started=3
                c: 5 WorkflowExecutionCompleted decision=4 result=fine
                > deliver
                8 ChildWorkflowExecutionCompleted initiated=5 result=fine started=6 execution=c/c1
                > poll
                9 DecisionTaskStarted scheduled=7
                """
        ),
        History(
            name: "9.12 child failed while the parent's decider works",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide StartChildWorkflowExecution c
                4 DecisionTaskCompleted scheduled=2 started=3
                5 StartChildWorkflowExecutionInitiated childPolicy=ABANDON decision=4 taskList=children workflowId=c
                > deliver
                c: 1 WorkflowExecutionStarted childPolicy=ABANDON parentInitiated=5 parent=w/r1 taskList=children
                c: 2 DecisionTaskScheduled taskList=children
                > deliver
                6 ChildWorkflowExecutionStarted initiated=5 execution=c/c1
                7 DecisionTaskScheduled taskList=main
                > poll
                8 DecisionTaskStarted scheduled=7
                > c: poll
                c: 3 DecisionTaskStarted scheduled=2
                > c: decide FailWorkflowExecution broken
                c: 4 DecisionTaskCompleted scheduled=2 started=3
                c: 5 WorkflowExecutionFailed decision=4 reason=broken
                > deliver
                9 ChildWorkflowExecutionFailed initiated=5 reason=broken started=6 execution=c/c1
                10 DecisionTaskScheduled taskList=main
                > decide
                11 DecisionTaskCompleted scheduled=7 started=8
                > poll
                12 DecisionTaskStarted scheduled=10
                """
        ),
        History(
            name: "9.12 child terminated",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide StartChildWorkflowExecution c
                4 DecisionTaskCompleted scheduled=2 started=3
                5 StartChildWorkflowExecutionInitiated childPolicy=ABANDON decision=4 taskList=children workflowId=c
                > deliver
                c: 1 WorkflowExecutionStarted childPolicy=ABANDON parentInitiated=5 parent=w/r1 taskList=children
                c: 2 DecisionTaskScheduled taskList=children
                > deliver
                6 ChildWorkflowExecutionStarted initiated=5 execution=c/c1
                7 DecisionTaskScheduled taskList=main
                > c: terminate
                c: 3 WorkflowExecutionTerminated cause=OPERATOR_INITIATED childPolicy=ABANDON
                > deliver
                8 ChildWorkflowExecutionTerminated initiated=5 started=6 execution=c/c1
                """
        ),
        History(
            name: "9.12 child already running",
            text: """
                > c: start
                c: 1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                c: 2 DecisionTaskScheduled taskList=main
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide StartChildWorkflowExecution c
                4 DecisionTaskCompleted scheduled=2 started=3
                5 StartChildWorkflowExecutionInitiated childPolicy=ABANDON decision=4 taskList=children workflowId=c
                > deliver
                6 StartChildWorkflowExecutionFailed cause=WORKFLOW_ALREADY_RUNNING decision=4 initiated=5 workflowId=c
                7 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.12 child of an unknown type",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide StartChildWorkflowExecution c type=Unknown
                4 DecisionTaskCompleted scheduled=2 started=3
                5 StartChildWorkflowExecutionFailed cause=WORKFLOW_TYPE_DOES_NOT_EXIST decision=4 initiated=0 workflowId=c
                6 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.13 child policy TERMINATE",
            text: """
                > start childPolicy=TERMINATE
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide StartChildWorkflowExecution c
                4 DecisionTaskCompleted scheduled=2 started=3
                5 StartChildWorkflowExecutionInitiated childPolicy=ABANDON decision=4 taskList=children workflowId=c
                > deliver
                c: 1 WorkflowExecutionStarted childPolicy=ABANDON parentInitiated=5 parent=w/r1 taskList=children
                c: 2 DecisionTaskScheduled taskList=children
                > deliver
                6 ChildWorkflowExecutionStarted initiated=5 execution=c/c1
                7 DecisionTaskScheduled taskList=main
                > terminate
                8 WorkflowExecutionTerminated cause=OPERATOR_INITIATED childPolicy=TERMINATE
                > deliver
                c: 3 WorkflowExecutionTerminated cause=CHILD_POLICY_APPLIED childPolicy=ABANDON
                > deliver
                """
        ),
        History(
            name: "9.13 child policy REQUEST_CANCEL",
            text: """
                > start childPolicy=REQUEST_CANCEL executionTimeout=60
                1 WorkflowExecutionStarted childPolicy=REQUEST_CANCEL parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide StartChildWorkflowExecution c
                4 DecisionTaskCompleted scheduled=2 started=3
                5 StartChildWorkflowExecutionInitiated childPolicy=ABANDON decision=4 taskList=children workflowId=c
                > deliver
                c: 1 WorkflowExecutionStarted childPolicy=ABANDON parentInitiated=5 parent=w/r1 taskList=children
                c: 2 DecisionTaskScheduled taskList=children
                > deliver
                6 ChildWorkflowExecutionStarted initiated=5 execution=c/c1
                7 DecisionTaskScheduled taskList=main
                > c: poll
                c: 3 DecisionTaskStarted scheduled=2
                > c: decide
                c: 4 DecisionTaskCompleted scheduled=2 started=3
                > +60
                8 WorkflowExecutionTimedOut childPolicy=REQUEST_CANCEL type=START_TO_CLOSE
                > deliver
                c: 5 WorkflowExecutionCancelRequested cause=CHILD_POLICY_APPLIED externalInitiated=0 external=w/r1
                c: 6 DecisionTaskScheduled taskList=children
                """
        ),
        History(
            name: "9.14 continue as new",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ContinueAsNewWorkflowExecution
                4 DecisionTaskCompleted scheduled=2 started=3
                5 WorkflowExecutionContinuedAsNew childPolicy=ABANDON decision=4 newRun=r2 taskList=children
                w goes on: 1 WorkflowExecutionStarted childPolicy=ABANDON continuedRun=r1 parentInitiated=0 taskList=children
                w goes on: 2 DecisionTaskScheduled taskList=children
                """
        ),
        History(
            name: "9.15 decision task timeout",
            text: """
                > start taskTimeout=30
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > +30
                4 DecisionTaskTimedOut scheduled=2 started=3 type=START_TO_CLOSE
                5 DecisionTaskScheduled taskList=main
                > poll
                6 DecisionTaskStarted scheduled=5
                """
        ),
        History(
            name: "9.15 decision task timeout with an event meanwhile",
            text: """
                > start taskTimeout=30
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > signal x
                4 WorkflowExecutionSignaled externalInitiated=0 signal=x
                5 DecisionTaskScheduled taskList=main
                > +30
                6 DecisionTaskTimedOut scheduled=2 started=3 type=START_TO_CLOSE
                > poll
                7 DecisionTaskStarted scheduled=5
                """
        ),
        History(
            name: "9.16 failed decisions",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleActivityTask a type=Unknown; ScheduleActivityTask b type=Unknown
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ScheduleActivityTaskFailed activityId=a cause=ACTIVITY_TYPE_DOES_NOT_EXIST decision=4
                6 ScheduleActivityTaskFailed activityId=b cause=ACTIVITY_TYPE_DOES_NOT_EXIST decision=4
                7 DecisionTaskScheduled taskList=main
                > poll
                8 DecisionTaskStarted scheduled=7
                > decide StartTimer t 5; StartTimer t 5
                9 DecisionTaskCompleted scheduled=7 started=8
                10 TimerStarted decision=9 timerId=t
                11 StartTimerFailed cause=TIMER_ID_ALREADY_IN_USE decision=9 timerId=t
                12 DecisionTaskScheduled taskList=main
                > poll
                13 DecisionTaskStarted scheduled=12
                > decide CancelTimer x
                14 DecisionTaskCompleted scheduled=12 started=13
                15 CancelTimerFailed cause=TIMER_ID_UNKNOWN decision=14 timerId=x
                16 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.17 external signal",
            text: """
                > x: start
                x: 1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                x: 2 DecisionTaskScheduled taskList=main
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide SignalExternalWorkflowExecution x hello
                4 DecisionTaskCompleted scheduled=2 started=3
                5 SignalExternalWorkflowExecutionInitiated decision=4 signal=hello workflowId=x
                > deliver
                x: 3 WorkflowExecutionSignaled externalInitiated=5 external=w/r1 signal=hello
                > deliver
                6 ExternalWorkflowExecutionSignaled initiated=5 execution=x/r1
                7 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.17 external signal, unknown target",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide SignalExternalWorkflowExecution x hello
                4 DecisionTaskCompleted scheduled=2 started=3
                5 SignalExternalWorkflowExecutionInitiated decision=4 signal=hello workflowId=x
                > deliver
                6 SignalExternalWorkflowExecutionFailed cause=UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION decision=4 initiated=5 workflowId=x
                7 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.17 external cancel",
            text: """
                > x: start
                x: 1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                x: 2 DecisionTaskScheduled taskList=main
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide RequestCancelExternalWorkflowExecution x
                4 DecisionTaskCompleted scheduled=2 started=3
                5 RequestCancelExternalWorkflowExecutionInitiated decision=4 workflowId=x
                > deliver
                x: 3 WorkflowExecutionCancelRequested externalInitiated=5 external=w/r1
                > deliver
                6 ExternalWorkflowExecutionCancelRequested initiated=5 execution=x/r1
                7 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.17 external cancel, unknown target",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide RequestCancelExternalWorkflowExecution x
                4 DecisionTaskCompleted scheduled=2 started=3
                5 RequestCancelExternalWorkflowExecutionInitiated decision=4 workflowId=x
                > deliver
                6 RequestCancelExternalWorkflowExecutionFailed cause=UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION decision=4 initiated=5 workflowId=x
                7 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.18 lambda without a role",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleLambdaFunction f
                4 DecisionTaskCompleted scheduled=2 started=3
                5 LambdaFunctionScheduled decision=4 id=f
                > +0
                6 StartLambdaFunctionFailed cause=ASSUME_ROLE_FAILED scheduled=5
                7 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.18 lambda with a role",
            text: """
                > start role=arn
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleLambdaFunction f
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ScheduleLambdaFunctionFailed cause=LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION decision=4 id=f
                6 DecisionTaskScheduled taskList=main
                """
        ),
        History(
            name: "9.19 execution timeout with everything open",
            text: """
                > start executionTimeout=60
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide ScheduleActivityTask a; StartTimer t 100
                4 DecisionTaskCompleted scheduled=2 started=3
                5 ActivityTaskScheduled activityId=a decision=4 taskList=work
                6 TimerStarted decision=4 timerId=t
                > work 5
                7 ActivityTaskStarted scheduled=5
                > +60
                8 WorkflowExecutionTimedOut childPolicy=TERMINATE type=START_TO_CLOSE
                > +100
                """
        ),
        History(
            name: "9.20 temporary task list lapses",
            text: """
                > start
                1 WorkflowExecutionStarted childPolicy=TERMINATE parentInitiated=0 taskList=main
                2 DecisionTaskScheduled taskList=main
                > poll
                3 DecisionTaskStarted scheduled=2
                > decide [list=host-1 listTimeout=5]
                4 DecisionTaskCompleted scheduled=2 started=3 taskList=host-1
                > signal x
                5 WorkflowExecutionSignaled externalInitiated=0 signal=x
                6 DecisionTaskScheduled taskList=host-1
                > +5
                7 DecisionTaskTimedOut scheduled=6 started=0 type=SCHEDULE_TO_START
                8 DecisionTaskScheduled taskList=main
                > poll
                9 DecisionTaskStarted scheduled=8
                """
        ),
    ]
}
