// swift-tools-version: 6.2

import PackageDescription

/// Every room is compiled alike: Swift 6 mode, explicit existentials, imports that do not leak.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A library room under `Sources/`, or at the top level when it belongs to the user (`path`).
func room(_ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil) -> Target {
    .target(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

/// A program: it composes rooms and holds no logic of its own.
func program(_ name: String, _ dependencies: [Target.Dependency], path: String? = nil) -> Target {
    .executableTarget(
        name: name,
        dependencies: dependencies + [argumentParser],
        path: path,
        exclude: name == "cron" ? ["README.md", "schedules.json"] : [],
        swiftSettings: strict
    )
}

/// A small program to learn from and to copy, in `Examples/<Name>`.
func example(_ name: String) -> Target {
    .executableTarget(
        name: "\(name)Example",
        dependencies: ["Martlet", "MartletLocal", "Engine"],
        path: "Examples/\(name)",
        exclude: ["README.md"],
        swiftSettings: strict
    )
}

let examples = [
    "Approval", "Downloads", "Hello", "Invoice", "Monitor", "Order", "Report", "Subscription", "Thumbnails", "Trip",
]

/// The tests of a room, in `Tests/<Room>Tests`.
func tests(_ room: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: "\(room)Tests", dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let basicContainers = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let orderedCollections = Target.Dependency.product(name: "OrderedCollections", package: "swift-collections")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "martlet",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "SWFModel", targets: ["SWFModel"]),
        .library(name: "SWFWire", targets: ["SWFWire"]),
        .library(name: "SWFClient", targets: ["SWFClient"]),
        .library(name: "SWFServer", targets: ["SWFServer"]),
        .library(name: "WorkflowCore", targets: ["WorkflowCore"]),
        .library(name: "Engine", targets: ["Engine"]),
        .library(name: "StorageSQLite", targets: ["StorageSQLite"]),
        .library(name: "DeciderCore", targets: ["DeciderCore"]),
        .library(name: "Martlet", targets: ["Martlet"]),
        .library(name: "MartletLocal", targets: ["MartletLocal"]),
        .library(name: "MartletTesting", targets: ["MartletTesting"]),
        .library(name: "Activities", targets: ["Activities"]),
        .library(name: "AppSettings", targets: ["AppSettings"]),
        .library(name: "Schedules", targets: ["Schedules"]),
        .library(name: "ExecutionPrograms", targets: ["ExecutionPrograms"]),
        .executable(name: "server", targets: ["server"]),
        .executable(name: "decider", targets: ["decider"]),
        .executable(name: "worker", targets: ["worker"]),
        .executable(name: "supervisor", targets: ["supervisor"]),
        .executable(name: "register", targets: ["register"]),
        .executable(name: "starter", targets: ["starter"]),
        .executable(name: "cron", targets: ["cron"]),
        .executable(name: "martlet", targets: ["MartletCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // The vocabulary and its bytes.
        room("SWFModel"),
        room("SWFWire", ["SWFModel", crypto]),

        // The service: a pure core, its storage, the engine, and HTTP in front of it.
        room("WorkflowCore", ["SWFModel", orderedCollections]),
        room("Storage", ["SWFModel", "SWFWire", "WorkflowCore", orderedCollections]),
        room("StorageSQLite", ["SWFModel", "SWFWire", "Storage", "WorkflowCore", grdb]),
        room(
            "Engine",
            [
                "SWFModel", "SWFWire", "WorkflowCore", "Storage", basicContainers, crypto, heap, logging,
                orderedCollections,
                serviceLifecycle,
            ]
        ),
        room(
            "SWFServer",
            ["SWFModel", "SWFWire", hummingbirdCore, logging, nioCore, nioPosix, nioSSL, serviceLifecycle]
        ),
        room(
            "SWFClient",
            ["SWFModel", "SWFWire", asyncHTTPClient, logging, nioCore, nioHTTP1, nioPosix, nioSSL, serviceLifecycle]
        ),

        // The rules of histories, for any history.
        room("HistoryLint", ["SWFModel"]),

        // What a history says of each thing that was asked for.
        room("HistoryReading", ["SWFModel"]),

        // The author's side: a pure replay core, and what a workflow author imports.
        room("DeciderCore", ["SWFModel", orderedCollections]),
        .target(name: "CTurnThread"),
        .target(name: "CProcess"),
        room("Martlet", ["SWFModel", "DeciderCore", "CTurnThread", basicContainers, logging, serviceLifecycle]),
        room(
            "MartletTesting",
            [
                "SWFModel", "SWFWire", "WorkflowCore", "Storage", "Engine", "HistoryLint", "HistoryReading",
                "DeciderCore",
                "Martlet", logging,
            ]
        ),
        room(
            "MartletLocal",
            ["SWFModel", "Storage", "StorageSQLite", "Engine", "Martlet", logging, serviceLifecycle, unixSignals]
        ),

        // What the programs share.
        room("Schedules", ["SWFModel"]),
        room("AppSettings", ["SWFModel", "Schedules", crypto]),
        .target(name: "CCrashPause"),
        room("Logs", ["SWFModel", "CCrashPause", basicContainers, logging]),
        .target(name: "CChild"),
        room("Pools", ["SWFModel", "CChild"]),
        room("Deploys", ["SWFModel", "Pools"]),
        room(
            "CommandSupport",
            [
                "SWFModel", "SWFWire", "AppSettings", "Logs", "Schedules", argumentParser, logging, subprocess,
            ]
        ),
        room(
            "ServiceSupport",
            ["SWFModel", "SWFWire", "SWFClient", "Martlet", "AppSettings", "CommandSupport", logging]
        ),

        // What the programs do, a room for each kind of them.
        room(
            "ServerPrograms",
            [
                "SWFModel", "SWFServer", "Engine", "Storage", "StorageSQLite", "AppSettings", "CommandSupport", logging,
                serviceLifecycle, unixSignals,
            ]
        ),
        room(
            "PoolPrograms",
            [
                "SWFModel", "SWFClient", "Martlet", "Pools", "CProcess", "AppSettings", "CommandSupport",
                "ServiceSupport", argumentParser, logging, serviceLifecycle, subprocess, unixSignals,
            ]
        ),
        room(
            "CronPrograms",
            [
                "SWFModel", "SWFWire", "SWFClient", "Martlet", "Schedules", "AppSettings", "CommandSupport",
                "ServiceSupport", logging, serviceLifecycle, unixSignals,
            ]
        ),
        room(
            "SupervisorPrograms",
            [
                "SWFModel", "SWFWire", "SWFClient", "Pools", "AppSettings", "CommandSupport", "ServiceSupport",
                argumentParser, logging,
            ]
        ),
        room(
            "DeployPrograms",
            [
                "SWFModel", "SWFWire", "SWFClient", "Pools", "Deploys", "Schedules", "AppSettings", "CommandSupport",
                "ServiceSupport", logging, subprocess,
            ]
        ),
        room(
            "ExecutionPrograms",
            [
                "SWFModel", "SWFWire", "SWFClient", "Martlet", "DeciderCore", "HistoryLint", "Schedules", "AppSettings",
                "CommandSupport", "ServiceSupport", argumentParser, logging,
            ]
        ),
        room("SettingsPrograms", ["SWFWire", "AppSettings", "CommandSupport"]),

        // What an operator sees: why an execution waits, how long things take, what is wrong.
        room(
            "Insight",
            [
                "SWFModel", "SWFWire", "SWFClient", "DeciderCore", "Martlet", "HistoryReading", "AppSettings", "Pools",
                "Logs",
                "CommandSupport", "ServiceSupport", argumentParser, logging, unixSignals,
            ]
        ),

        // The user's own rooms.
        .systemLibrary(
            name: "CArchive",
            pkgConfig: "libarchive",
            providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]
        ),
        .systemLibrary(name: "CRename"),
        room("Activities", ["Martlet", "CArchive", "CRename", crypto, logging], path: "Activities"),
        room("Workflows", ["Martlet", "Activities"], path: "Workflows"),

        // The programs.
        program("server", ["CommandSupport", "ServerPrograms", "AppSettings"]),
        program("decider", ["CommandSupport", "PoolPrograms", "AppSettings", "Workflows"]),
        program("worker", ["CommandSupport", "PoolPrograms", "AppSettings", "Activities"]),
        program("supervisor", ["CommandSupport", "SupervisorPrograms"]),
        program("register", ["CommandSupport", "ExecutionPrograms", "Workflows", "Activities"]),
        program(
            "starter",
            ["CommandSupport", "ServiceSupport", "ExecutionPrograms", "Martlet", "Workflows"],
            path: "starter"
        ),
        program("cron", ["CommandSupport", "CronPrograms", "Martlet", "Workflows"], path: "cron"),
        program(
            "MartletCommand",
            [
                "CommandSupport", "ServiceSupport", "ServerPrograms", "SupervisorPrograms", "DeployPrograms",
                "ExecutionPrograms", "SettingsPrograms", "Insight", "AppSettings", "Deploys", "SWFModel", "Workflows",
                "Activities",
            ]
        ),

        // What does not ship: faults that the simulation must find, and the program that runs it for as long as one likes.
        room(
            "PlantedFaults",
            ["SWFModel", "SWFWire", "WorkflowCore", "Storage", "Engine", "MartletTesting"],
            path: "Tests/PlantedFaults"
        ),
        program("simulate", ["MartletTesting", "PlantedFaults", "Storage", "StorageSQLite"], path: "Tests/Simulate"),

        // A server with bugs planted in it, for the tests that show that tests would find them. It does not ship.
        .target(name: "CPlantedSync", path: "Tests/FaultyServer/CPlantedSync"),
        .executableTarget(
            name: "FaultyServer",
            dependencies: [
                "CPlantedSync", "Engine", "Storage", "StorageSQLite", "SWFServer", "MartletTesting", argumentParser,
                logging, serviceLifecycle, unixSignals,
            ],
            path: "Tests/FaultyServer/Server",
            swiftSettings: strict
        ),

        // The tests, a target a room.
        tests("SWFModel", ["SWFModel", "SWFWire"]),
        tests("SWFWire", ["SWFModel", "SWFWire"]),
        tests("WorkflowCore", ["SWFModel", "SWFWire", "WorkflowCore", "MartletTesting"]),
        tests("Storage", ["SWFModel", "SWFWire", "WorkflowCore", "Storage", "StorageSQLite", "MartletTesting", grdb]),
        tests(
            "Engine",
            [
                "SWFModel", "SWFWire", "WorkflowCore", "Storage", "StorageSQLite", "Engine", "SWFServer",
                "MartletTesting",
            ]
        ),
        tests(
            "SWFServer",
            [
                "SWFModel", "SWFWire", "SWFServer", "SWFClient", "Engine", "Storage", "MartletTesting", logging,
                nioCore, nioPosix, nioSSL, serviceLifecycle,
            ]
        ),
        tests(
            "SWFClient",
            ["SWFModel", "SWFWire", "SWFClient", logging, nioCore, nioPosix, nioHTTP1, serviceLifecycle]
        ),
        tests(
            "HistoryLint",
            ["SWFModel", "SWFWire", "HistoryLint", "WorkflowCore", "CommandSupport", "ExecutionPrograms"]
        ),
        tests(
            "Simulation",
            ["MartletTesting", "PlantedFaults", "Storage", "StorageSQLite", "SWFModel", "HistoryLint"]
        ),
        tests("DeciderCore", ["SWFModel", "SWFWire", "DeciderCore", "MartletTesting"]),
        tests("Martlet", ["SWFModel", "Martlet", "DeciderCore", "Engine", "Storage", "MartletTesting"]),
        tests(
            "MartletTesting",
            ["SWFModel", "SWFWire", "Martlet", "Engine", "Storage", "MartletTesting"],
            exclude: ["Traces", "Fixtures"]
        ),
        tests("MartletLocal", ["SWFModel", "Martlet", "MartletLocal", serviceLifecycle]),
        .testTarget(
            name: "ExamplesTests",
            dependencies: ["Martlet", "MartletTesting", "Storage"]
                + examples.map { .target(name: "\($0)Example") },
            exclude: ["Fixtures", "Traces"],
            swiftSettings: strict
        ),
        tests("Schedules", ["Schedules", "SWFModel"]),
        tests("AppSettings", ["AppSettings", "SWFModel", "Schedules"]),
        tests("Pools", ["Pools", "SWFModel"]),
        tests("Deploys", ["Deploys", "Pools", "SWFModel"]),
        tests("Logs", ["Logs", "SWFModel", logging]),
        tests("CommandSupport", ["CommandSupport", "AppSettings", "SWFModel"]),
        tests("ServiceSupport", ["ServiceSupport", "CommandSupport", "Martlet", "SWFClient", "SWFModel"]),
        tests(
            "ServerPrograms",
            [
                "ServerPrograms", "CommandSupport", "AppSettings", "Engine", "Storage", "StorageSQLite", "SWFModel",
                "SWFServer", logging, serviceLifecycle,
            ]
        ),
        tests(
            "PoolPrograms",
            [
                "PoolPrograms", "CommandSupport", "AppSettings", "Engine", "Martlet", "MartletTesting", "Pools",
                "SWFServer", logging,
            ]
        ),
        tests(
            "CronPrograms",
            [
                "CronPrograms", "ServiceSupport", "AppSettings", "Engine", "Storage", "Martlet", "MartletTesting",
                "Schedules", "SWFModel", logging,
            ]
        ),
        tests("SupervisorPrograms", ["SupervisorPrograms", "CommandSupport", "AppSettings", "Pools", "SWFModel"]),
        tests(
            "DeployPrograms",
            [
                "DeployPrograms", "CommandSupport", "Deploys", "Engine", "MartletTesting", "Schedules", "SWFModel",
                "SWFWire",
            ]
        ),
        tests(
            "ExecutionPrograms",
            [
                "ExecutionPrograms", "ServiceSupport", "CommandSupport", "Engine", "Martlet", "MartletTesting",
                "SWFModel", "SWFWire",
            ]
        ),
        tests("SettingsPrograms", ["SettingsPrograms", "CommandSupport", "AppSettings"]),
        tests("HistoryReading", ["HistoryReading", "SWFModel", "SWFWire", "MartletTesting"]),
        tests(
            "Insight",
            [
                "Insight", "HistoryReading", "ServiceSupport", "CommandSupport", "AppSettings", "Pools", "Logs",
                "Engine", "Martlet", "SWFModel", "SWFWire", "MartletTesting", logging,
            ]
        ),
        tests("Activities", ["Activities", "Martlet", "CArchive", crypto]),
        tests("Workflows", ["Workflows", "Activities", "Martlet", "MartletTesting", "SWFModel"]),
        tests(
            "Fuzz",
            [
                "SWFModel", "SWFWire", "SWFServer", "WorkflowCore", "Engine", "DeciderCore", "HistoryLint",
                "AppSettings",
                "ExecutionPrograms", "Schedules", "Activities",
            ]
        ),
        tests(
            "Documentation",
            ["Martlet", "MartletLocal", "MartletTesting", "Activities", "Workflows"],
            exclude: ["Snippets/Fixtures", "Snippets/Traces"]
        ),
        tests("Tidy", ["Logs"]),
        tests(
            "EndToEnd",
            ["Deploys", "Pools", "SWFModel", "SWFClient", "SWFWire", "Martlet", "MartletTesting", logging, subprocess]
        ),
    ] + examples.map { example($0) }
)

// scripts/build.sh asks for the programs and what they need, in one go: `swift build` itself takes one product or all of them, and
// all is more to compile than who runs Martlet needs.
if Context.environment["MARTLET_PROGRAMS_ALONE"] == "1" {
    let others: Set = ["MartletTesting", "MartletLocal", "PlantedFaults", "simulate", "CPlantedSync", "FaultyServer"]
    package.targets.removeAll { target in
        target.type == .test || others.contains(target.name) || target.name.hasSuffix("Example")
    }
    package.products.removeAll { others.contains($0.name) }
}
