// swift-tools-version: 6.2

import PackageDescription

/// As the rooms are compiled, so are the bodies; they are the same files as in the ordinary tests.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// Built by `scripts/fuzz.sh` only, which says how: the instrumentation is a matter of flags for the whole build.
let package = Package(
    name: "fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "martlet", path: "..")
    ],
    targets: [
        .target(
            name: "FuzzBodies",
            dependencies: [
                .product(name: "Activities", package: "martlet"),
                .product(name: "AppSettings", package: "martlet"),
                .product(name: "Engine", package: "martlet"),
                .product(name: "ExecutionPrograms", package: "martlet"),
                .product(name: "Schedules", package: "martlet"),
                .product(name: "SWFModel", package: "martlet"),
                .product(name: "SWFServer", package: "martlet"),
                .product(name: "SWFWire", package: "martlet"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(name: "fuzz", dependencies: ["FuzzBodies"], swiftSettings: strict),
    ]
)
