import Testing

@testable import AppSettings

@Suite struct ProblemTests {
    @Test(arguments: [
        (
            dev(#""domian": "x""#),
            "settings.json:1:27: environments.dev.domian is no setting. Did you mean domain?"
        ),
        (
            dev(#""server": {"prot": 1}"#),
            "settings.json:1:38: environments.dev.server.prot is no setting. Did you mean port?"
        ),
        (
            dev(#""outputFolder": "x""#),
            "settings.json:1:27: environments.dev.outputFolder is no setting. Did you mean activities.outputFolder?"
        ),
        (dev(#""zebra": 1"#), "settings.json:1:27: environments.dev.zebra is no setting."),
        (
            dev(#""server": {"port": "abc"}"#),
            #"settings.json:1:46: environments.dev.server.port must be a whole number from 0 to 65535, and is the text "abc"."#
        ),
        (
            dev(#""server": {"port": 70000}"#),
            "settings.json:1:46: environments.dev.server.port must be a whole number from 0 to 65535, and is 70000."
        ),
        (
            dev(#""server": [1]"#),
            "settings.json:1:37: environments.dev.server must be an object with settings, and is a list."
        ),
        (
            dev(#""logs": {"level": "loud"}"#),
            #"settings.json:1:45: environments.dev.logs.level must be one of "trace", "debug", "info", "notice", "warning", "error", "critical", and is the text "loud"."#
        ),
        (
            dev(#""taskList": "<your list>""#),
            #"settings.json:1:39: environments.dev.taskList still holds the placeholder "<your list>"; put a real value there."#
        ),
        (
            dev(#""server": {"port": "CHANGE_ME"}"#),
            #"settings.json:1:46: environments.dev.server.port still holds the placeholder "CHANGE_ME"; put a real value there."#
        ),
        (
            dev(#""service": {"endpoint": "swf.amazonaws.com"}"#),
            #"settings.json:1:51: environments.dev.service.endpoint must be an address like http://127.0.0.1:7340, and is the text "swf.amazonaws.com"."#
        ),
        (
            dev(#""retentionDays": 91"#),
            #"settings.json:1:44: environments.dev.retentionDays must be a whole number of days from 0 to 90, or "NONE", and is 91."#
        ),
        (
            dev(#""domain": "a:b""#),
            "settings.json:1:37: environments.dev.domain must not contain a colon, a slash, a vertical bar or a control character."
        ),
        (
            dev(#""server": {"lambda": {"functions": {"f": {}}}}"#),
            "server.lambda.functions.f.command is missing: it lists the program and its arguments."
        ),
        (
            dev(#""server": {"lambda": {"functions": {"f": {"command": "jq"}}}}"#),
            #"settings.json:1:80: environments.dev.server.lambda.functions.f.command must be a list of texts, and is the text "jq"."#
        ),
        (
            dev(#""server": {"lambda": {"functions": {"a b": {"command": ["jq"]}}}}"#),
            "settings.json:1:82: environments.dev.server.lambda.functions.a b.command belongs to a function whose name is not 1 to 64 letters, digits, - and _."
        ),
        (
            dev(#""server": {"lambda": {"functions": {"f": {"comand": ["jq"], "command": ["jq"]}}}}"#),
            "settings.json:1:69: environments.dev.server.lambda.functions.f.comand is no setting. Did you mean command?"
        ),
        (
            dev(#""server": {"refusedDecisions": ["Record"]}"#),
            "settings.json:1:58: environments.dev.server.refusedDecisions names Record; it may name ScheduleActivityTask, RequestCancelActivityTask, CompleteWorkflowExecution, FailWorkflowExecution, CancelWorkflowExecution, ContinueAsNewWorkflowExecution, RecordMarker, StartTimer, CancelTimer, SignalExternalWorkflowExecution, RequestCancelExternalWorkflowExecution, StartChildWorkflowExecution."
        ),
        (
            dev(#""server": {"lambda": {"functions": []}}"#),
            "settings.json:1:62: environments.dev.server.lambda.functions must be an object with a name for each, and is a list."
        ),
        (
            dev(#""cron": {"schedules": []}"#),
            "settings.json:1:49: environments.dev.cron.schedules has moved: it belongs into the file of cron.file, cron/schedules.json now."
        ),
        (
            dev(#""cron": {"fil": "x"}"#),
            "settings.json:1:36: environments.dev.cron.fil is no setting. Did you mean file?"
        ),
        (
            #"{"enviroments": {}, "environments": {"dev": {}}}"#,
            "settings.json:1:2: enviroments is no setting. Did you mean environments?"
        ),
        ("{}", #"settings.json has no "environments"; it should read {"environments": {"dev": {}}}."#),
        ("{\n  \"a\" 1}", "settings.json:2:7: this is no JSON: a colon should stand after the key \"a\"."),
    ])
    func `each problem is one sentence with its place`(text: String, sentence: String) {
        #expect(problems(text).contains(sentence), "got: \(problems(text))")
    }

    @Test func `all problems are told at once`() {
        let found = problems(
            dev(#""domian": "x", "server": {"port": "abc", "host": "<host>"}"#),
            overrides: ["server.prot=1", "deciders.count=many"],
            variables: ["MARTLET_SERVER_HOTS": "x", "MARTLET_WORKERS_SLOTS": "0", "MARTLET_DEMO": "1"]
        )
        #expect(found.count == 7, "got: \(found)")
        #expect(found.contains("--set deciders.count must be a whole number from 0 to 1000, and is \"many\"."))
        #expect(found.contains("--set server.prot: server.prot is no setting. Did you mean server.port?"))
        #expect(found.contains("MARTLET_WORKERS_SLOTS must be a whole number from 1 to 1000, and is \"0\"."))
        #expect(
            found.contains("The variable MARTLET_SERVER_HOTS is no setting. Did you mean MARTLET_SERVER_HOST?")
        )
    }

    @Test func `an environment that is not there is named with those that are`() {
        #expect(
            problems(nil, environment: "prod")
                == ["There is no environment \"prod\"; without a settings file there are dev, live."]
        )
        #expect(
            problems(dev(""), environment: "live")
                == ["There is no environment \"live\"; settings.json has dev."]
        )
    }

    @Test func `a placeholder in another environment does not stop this one, a misspelled key does`() {
        let neighbour = #"{"environments": {"dev": {}, "live": {"server": {"port": "<port>"}}}}"#
        #expect(problems(neighbour) == [])
        #expect(problems(neighbour, environment: "live").count == 1)
        #expect(problems(#"{"environments": {"dev": {}, "live": {"prot": 1}}}"#).count == 1)
    }

    @Test func `environments share nothing by accident`() {
        let same = #"{"environments": {"dev": {"server": {"port": 1}}, "exp": {"server": {"port": 1}}}}"#
        #expect(
            problems(same) == [
                "environments.exp.server.port is 1, and so is that of dev; give each environment its own."
            ]
        )
        let domain = """
            {"environments": {"a": {"domain": "d", "service": {"endpoint": "https://swf.example"}},
             "dev": {"domain": "d", "service": {"endpoint": "https://swf.example/"}}}}
            """
        #expect(
            problems(domain) == [
                #"environments.dev.domain is "d" at https://swf.example, and so is that of a; give each environment its own."#
            ]
        )
    }

    @Test func `comments are no settings`() {
        #expect(
            problems(#"{"//": "x", "environments": {"// y": 1, "dev": {"//": [], "server": {"// z": "<a>"}}}}"#) == []
        )
    }
}
