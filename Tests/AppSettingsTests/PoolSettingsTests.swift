import Testing

@testable import AppSettings

/// Pools by activity and task list, beside those that are always there.
@Suite struct PoolSettingsTests {
    @Test func `without settings there are three deciders and five workers`() throws {
        #expect(
            try load(nil).allPools == [
                Settings.Pool(name: "deciders", program: .decider, count: 3, slots: 8),
                Settings.Pool(name: "workers", program: .worker, count: 5, slots: 1),
            ]
        )
    }

    @Test func `a further pool says what differs`() throws {
        let settings = try load(
            dev(
                #"""
                "pools": [
                    {"name": "pages", "count": 8, "taskList": "Pages", "activities": ["RenderPage"]},
                    {"name": "more", "program": "decider"},
                    {"name": "here", "slots": 2, "taskList": "Work@{host}"}
                ]
                """#
            )
        )
        #expect(
            settings.pools == [
                Settings.Pool(
                    name: "pages",
                    program: .worker,
                    count: 8,
                    slots: 1,
                    taskList: "Pages",
                    activities: ["RenderPage"]
                ),
                Settings.Pool(name: "more", program: .decider, count: 1, slots: 8),
                Settings.Pool(name: "here", program: .worker, count: 1, slots: 2, taskList: "Work@{host}"),
            ]
        )
        #expect(settings.pool("pages")?.count == 8)
        #expect(settings.pool("pages")?.taskList(standard: "Default", host: "s1") == "Pages")
        #expect(settings.pool("more")?.taskList(standard: "Default", host: "s1") == "Default")
        #expect(settings.pool("here")?.taskList(standard: "Default", host: "s1") == "Work@s1")
        #expect(settings.pool("pagse") == nil)
    }

    @Test(arguments: [
        (#"{"count": 1}"#, "name is missing."),
        (#"{"name": "a b"}"#, "must be 1 to 64 letters, digits, hyphens and underscores"),
        (#"{"name": "workers"}"#, "\"workers\", which is taken"),
        (#"{"name": "server"}"#, "\"server\", which is taken"),
        (#"{"name": "a", "program": "server"}"#, "must be one of \"decider\", \"worker\""),
        (#"{"name": "a", "count": 1001}"#, "must be a whole number from 0 to 1000"),
        (#"{"name": "a", "taskList": "a:b"}"#, "must not contain a colon"),
        (#"{"name": "a", "activities": ["Greet"]}"#, "taskList is missing"),
        (#"{"name": "a", "program": "decider", "activities": ["Greet"]}"#, "is for workers"),
        (#"{"name": "a"}, {"name": "a"}"#, "two pools with the name \"a\""),
        (#"{"name": "a", "activities": ["X"], "taskList": "DefaultTaskList"}"#, "they know different activities"),
        (#"{"name": "a", "slotz": 1}"#, "Did you mean slots?"),
    ])
    func `a pool that cannot be is refused with a sentence`(pool: String, sentence: String) {
        let found = problems(dev("\"pools\": [\(pool)]"))
        #expect(found.contains { $0.contains(sentence) }, "\(found)")
    }
}
