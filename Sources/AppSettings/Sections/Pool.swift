extension Settings {
    /// A number of processes that are alike: they run the same program, poll the same task list and know the same code.
    public struct Pool: Hashable, Sendable {
        /// Its name, in `ps`, in files and in what `status` says: 1 to 64 letters, digits, hyphens and underscores.
        public var name: String
        /// What its processes run.
        public var program: Program
        /// How many processes are kept running, 0 to 1,000; 0 for none.
        public var count: Int
        /// How many tasks each process works on at once, 1 to 1,000.
        public var slots: Int
        /// The task list that it polls; ``Settings/taskList`` when absent. `{host}` in it stands for the name of the machine.
        public var taskList: String?
        /// The names of the activities that its workers know; all of the build's when empty. Deciders have none.
        public var activities: [String]

        /// A program that pools are made of.
        public enum Program: String, CaseIterable, Hashable, Sendable {
            case decider, worker
        }

        /// Creates a pool from its parts.
        public init(
            name: String,
            program: Program,
            count: Int,
            slots: Int,
            taskList: String? = nil,
            activities: [String] = []
        ) {
            self.name = name
            self.program = program
            self.count = count
            self.slots = slots
            self.taskList = taskList
            self.activities = activities
        }

        /// The task list that it polls on a machine.
        ///
        /// - Parameters:
        ///   - standard: The task list of the settings, for a pool that names none.
        ///   - host: The name of the machine.
        public func taskList(standard: String, host: String) -> String {
            (taskList ?? standard).replacing("{host}", with: host)
        }
    }

    /// The name of the pool that ``deciders`` describes.
    public static let deciderPool = "deciders"
    /// The name of the pool that ``workers`` describes.
    public static let workerPool = "workers"

    /// Every pool of the environment: the deciders, the workers, then the further ones in the order of the file.
    public var allPools: [Pool] {
        [
            Pool(name: Self.deciderPool, program: .decider, count: deciders.count, slots: deciders.slots),
            Pool(name: Self.workerPool, program: .worker, count: workers.count, slots: workers.slots),
        ] + pools
    }

    /// The pool of that name; nil when there is none.
    public func pool(_ name: String) -> Pool? { allPools.first { $0.name == name } }
}

extension Settings.Pool {
    /// Names that are taken: those of the pools that are always there, and of what else has files beside theirs.
    static let takenNames = [Settings.deciderPool, Settings.workerPool, "server", "supervisor", "register"]

    init?(_ reader: inout SettingsReader) {
        let problems = reader.problems.count
        let name = reader.parsed("name", expecting: "1 to 64 letters, digits, hyphens and underscores") {
            Self.isName($0) ? $0 : nil
        }
        if name == nil, reader.problems.count == problems { reader.problem("name", "is missing.") }
        program = reader.choice("program", default: .worker)
        count = reader.integer("count", default: 1, in: 0...1000)
        slots = reader.integer("slots", default: program == .decider ? 8 : 1, in: 1...1000)
        taskList = reader.optionalString("taskList")
        activities = reader.strings("activities")
        if let taskList { Settings.checkName(taskList, "taskList", &reader) }
        if program == .decider, !activities.isEmpty {
            reader.problem("activities", "is for workers: a decider runs workflows, and knows all of the build's.")
        }
        if program == .worker, !activities.isEmpty, taskList == nil {
            reader.problem(
                "taskList",
                "is missing: a pool that knows only some activities needs a list that only their tasks are in."
            )
        }
        if let name, Self.takenNames.contains(name) {
            reader.problem("name", "is \"\(name)\", which is taken; choose another.")
        }
        self.name = name ?? ""
    }

    /// What is wrong between pools: names given twice, and lists whose tasks may come to a worker that does not know them.
    static func check(_ pools: [Settings.Pool], standard: String, _ reader: inout SettingsReader) {
        var names: Set<String> = []
        var lists = [standard: (pool: Settings.workerPool, activities: Set<String>())]
        for pool in pools {
            if !pool.name.isEmpty, !names.insert(pool.name).inserted {
                reader.problem("pools", "has two pools with the name \"\(pool.name)\"; give each its own.")
            }
            guard pool.program == .worker else { continue }
            let list = pool.taskList ?? standard
            let activities = Set(pool.activities)
            if let other = lists[list], other.activities != activities {
                reader.problem(
                    "pools",
                    "has \(pool.name) poll \(list) as \(other.pool) does, but they know different activities: a task would "
                        + "come to a worker that does not know it. Give each a list of its own."
                )
            } else {
                lists[list] = (pool.name, activities)
            }
        }
    }

    private static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
