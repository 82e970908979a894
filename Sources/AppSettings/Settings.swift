public import SWFModel

/// The settings of one environment, complete: every value has a default.
///
/// They come from `settings.json` (``SettingsLocator`` says where it is found), the environment variables (``VariableName``)
/// and flags; a flag goes before a variable, a variable before the file, the file before the default. `docs` of every value
/// stand beside it in the sections; `settings.example.json` shows them all with their defaults.
public struct Settings: Hashable, Sendable {
    /// The environment: `dev` unless another was asked for.
    public var environment: String
    /// The domain that executions live in; 1 to 256 characters. Defaults to `Publish.dev` in `dev`, to `Publish` in `live`, and to
    /// `Publish.<environment>` elsewhere. Two environments never share a domain of one server.
    public var domain: String
    /// The task list of decisions and activities that name none of their own. Defaults to `DefaultTaskList`.
    public var taskList: String
    /// How many days `register` asks the service to keep closed executions: 0 to 90, or `NONE`, which means 0: they vanish as
    /// soon as they close. Defaults to 30.
    public var retentionDays: String
    /// The service that all programs talk to.
    public var service: Service
    /// The server of this machine, used when `service` names no endpoint.
    public var server: Server
    /// The pool of deciders.
    public var deciders: Deciders
    /// The pool of activity workers.
    public var workers: Workers
    /// Further pools, by activity or task list. None by default.
    public var pools: [Pool]
    /// How the processes are looked after.
    public var supervision: Supervision
    /// What the activities need.
    public var activities: Activities
    /// How and what the programs log.
    public var logs: Logs
    /// The key for secrets that stand encrypted in the settings.
    public var secrets: Secrets
    /// What `cron` starts.
    public var cron: Cron
    /// How new programs are built, checked and put in place.
    public var deploy: Deploy
    /// The folder that relative paths started from; absolute.
    public var home: String
    /// The name of the settings file; nil when there is none.
    public var file: String?
    /// The environments that can be chosen, sorted.
    public var environments: [String]
    /// Where each value came from.
    public var origins: [SettingOrigin]

    /// Where clients find the service: `service.endpoint`, else the server of this machine.
    public var endpoint: String { service.endpoint ?? server.endpoint }
    /// The limits of that service: those of the server of this machine; of any other, which does not tell its own, Amazon SWF's.
    public var serviceLimits: Limits { service.endpoint == nil ? server.limits : Limits() }
}

extension Settings {
    /// The environments that exist when there is no settings file.
    public static let standardEnvironments = ["dev", "live"]

    /// Reads the settings of the chosen environment and checks those of all.
    ///
    /// - Throws: ``SettingsError`` with every problem as a sentence.
    public static func load(_ sources: SettingsSources) throws(SettingsError) -> Settings {
        let reading = try SettingsReading.of(sources)
        guard reading.problems.isEmpty else { throw SettingsError(problems: reading.problems) }
        return reading.chosen
    }

    init(environment: String, _ reader: inout SettingsReader, sources: SettingsSources, environments: [String]) {
        self.init(environment: environment, &reader)
        reader.finish()
        origins = reader.origins
        home = sources.home
        file = sources.file?.name
        self.environments = environments
    }

    private init(environment: String, _ reader: inout SettingsReader) {
        self.environment = environment
        let standardDomain = environment == "live" ? "Publish" : "Publish.\(environment)"
        domain = reader.string("domain", default: standardDomain)
        taskList = reader.string("taskList", default: "DefaultTaskList")
        retentionDays =
            reader.parsed("retentionDays", expecting: "a whole number of days from 0 to 90, or \"NONE\"") { text in
                text == "NONE" || Int(text).map { (0...90).contains($0) } == true ? text : nil
            } ?? "30"
        reader.settle(retentionDays)
        service = reader.section("service") { Service(&$0) }
        let region = service.region
        server = reader.section("server") { Server(environment: environment, region: region, &$0) }
        deciders = reader.section("deciders") { Deciders(&$0) }
        workers = reader.section("workers") { Workers(&$0) }
        pools = reader.list("pools") { Pool(&$0) }
        Pool.check(pools, standard: taskList, &reader)
        supervision = reader.section("supervision") { Supervision(&$0) }
        activities = reader.section("activities") { Activities(environment: environment, &$0) }
        logs = reader.section("logs") { Logs(&$0) }
        secrets = reader.section("secrets") { Secrets(&$0) }
        cron = reader.section("cron") { Cron(&$0) }
        deploy = reader.section("deploy") { Deploy(&$0) }
        home = "/"
        environments = []
        origins = []
        checkNames(&reader)
    }

    private func checkNames(_ reader: inout SettingsReader) {
        for (key, name) in [("domain", domain), ("taskList", taskList)] { Self.checkName(name, key, &reader) }
    }

    /// swf-spec.md 2.1: names of domains and task lists have at most 256 characters, and these are not among them.
    static func checkName(_ name: String, _ key: String, _ reader: inout SettingsReader) {
        if name.unicodeScalars.count > 256 {
            reader.problem(key, "must have at most 256 characters, and has \(name.unicodeScalars.count).")
        }
        if name.contains(where: { ":/|".contains($0) }) || name.unicodeScalars.contains(where: { $0.value < 0x20 }) {
            reader.problem(key, "must not contain a colon, a slash, a vertical bar or a control character.")
        }
    }
}
