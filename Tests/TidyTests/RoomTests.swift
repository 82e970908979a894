import Foundation
import Testing

/// The direction in which rooms may know one another (docs/ARCHITECTURE.md, "The rooms").
@Suite struct RoomTests {
    /// Our modules that each room may import. Programs compose, so they may import what they like.
    static let mayImport: [String: Set<String>] = [
        "SWFModel": [],
        "SWFWire": ["SWFModel"],
        "WorkflowCore": ["SWFModel"],
        "Storage": ["SWFModel", "SWFWire", "WorkflowCore"],
        "StorageSQLite": ["SWFModel", "SWFWire", "Storage", "WorkflowCore"],
        "Engine": ["SWFModel", "SWFWire", "WorkflowCore", "Storage"],
        "SWFServer": ["SWFModel", "SWFWire"],
        "SWFClient": ["SWFModel", "SWFWire"],
        "HistoryLint": ["SWFModel"],
        "HistoryReading": ["SWFModel"],
        "DeciderCore": ["SWFModel"],
        "Martlet": ["SWFModel", "DeciderCore"],
        "MartletTesting": [
            "SWFModel", "SWFWire", "WorkflowCore", "Storage", "Engine", "HistoryLint", "HistoryReading", "DeciderCore",
            "Martlet",
        ],
        "MartletLocal": ["SWFModel", "Storage", "StorageSQLite", "Engine", "Martlet"],
        "Schedules": ["SWFModel"],
        "AppSettings": ["SWFModel", "Schedules"],
        "Pools": ["SWFModel"],
        "Logs": ["SWFModel", "CCrashPause"],
        "Deploys": ["SWFModel", "Pools"],
        "CommandSupport": ["SWFModel", "SWFWire", "AppSettings", "Logs", "Schedules"],
        "ServiceSupport": ["SWFModel", "SWFWire", "SWFClient", "Martlet", "AppSettings", "CommandSupport"],
        "ServerPrograms": [
            "SWFModel", "SWFServer", "Engine", "Storage", "StorageSQLite", "AppSettings", "CommandSupport",
        ],
        "PoolPrograms": [
            "SWFModel", "SWFClient", "Martlet", "Pools", "AppSettings", "CommandSupport", "ServiceSupport",
        ],
        "CronPrograms": [
            "SWFModel", "SWFWire", "SWFClient", "Martlet", "Schedules", "AppSettings", "CommandSupport",
            "ServiceSupport",
        ],
        "SupervisorPrograms": [
            "SWFModel", "SWFWire", "SWFClient", "Pools", "AppSettings", "CommandSupport", "ServiceSupport",
        ],
        "DeployPrograms": [
            "SWFModel", "SWFWire", "SWFClient", "Pools", "Deploys", "Schedules", "AppSettings", "CommandSupport",
            "ServiceSupport",
        ],
        "ExecutionPrograms": [
            "SWFModel", "SWFWire", "SWFClient", "Martlet", "DeciderCore", "HistoryLint", "Schedules", "AppSettings",
            "CommandSupport", "ServiceSupport",
        ],
        "SettingsPrograms": ["SWFWire", "AppSettings", "CommandSupport"],
        "Insight": [
            "SWFModel", "SWFWire", "SWFClient", "DeciderCore", "Martlet", "HistoryReading", "AppSettings", "Pools",
            "Logs", "CommandSupport", "ServiceSupport",
        ],
        "Activities": ["Martlet", "SWFModel", "CArchive"],
        "Workflows": ["Martlet", "SWFModel", "Activities"],
    ]

    static let programs: Set = [
        "server", "decider", "worker", "supervisor", "register", "MartletCommand", "starter", "cron",
    ]

    private static let ours = Set(mayImport.keys).union(programs)

    /// The modules that a file imports.
    private func imports(_ file: SourceTree.File) -> Set<String> {
        Set(
            file.code.compactMap { line in
                // `@testable import X`, `public import struct X.Y`: the word after import, or after the kind.
                let words = line.split(whereSeparator: { $0 == " " || $0 == "." })
                guard let place = words.firstIndex(of: "import"), place + 1 < words.count, place < 4 else { return nil }
                let kinds: Set<Substring> = ["struct", "enum", "class", "func", "protocol", "var", "let", "typealias"]
                let name = kinds.contains(words[place + 1]) ? place + 2 : place + 1
                return name < words.count ? String(words[name]) : nil
            }
        )
    }

    @Test func `every room has its place in the order`() {
        let known = Self.programs.union(Self.mayImport.keys).union(["CArchive"])
        let rooms = Set(SourceTree.files(SourceTree.shipped).map(\.room))
        #expect(rooms.subtracting(known) == [])
    }

    @Test func `rooms import only what stands below them`() {
        for file in SourceTree.files(SourceTree.shipped) {
            guard let allowed = Self.mayImport[file.room] else { continue }
            let wrong = imports(file).intersection(Self.ours).subtracting(allowed)
            #expect(wrong == [], "\(file.path) imports \(wrong.sorted().joined(separator: ", "))")
        }
    }

    @Test func `nothing that ships imports what is for tests`() {
        for file in SourceTree.files(SourceTree.shipped) where file.room != "MartletTesting" {
            let wrong = imports(file).intersection(["MartletTesting", "Testing", "XCTest"])
            #expect(wrong == [], "\(file.path) imports \(wrong.sorted().joined(separator: ", "))")
        }
    }

    @Test func `what is for tests alone is no product`() throws {
        let package = try #require(SourceTree.file("Package.swift"))
        let products = package.lines.filter { $0.contains(".library(name:") || $0.contains(".executable(name:") }
        #expect(products.count > 10)
        let wrong = products.filter { $0.contains("simulate") || $0.contains("PlantedFaults") }
        #expect(wrong == [])
        for file in SourceTree.files(SourceTree.shipped) {
            #expect(imports(file).intersection(["simulate", "PlantedFaults"]) == [], "\(file.path)")
        }
    }

    @Test func `adapters do not know one another`() {
        let adapters: Set = ["StorageSQLite", "StoragePostgres", "SWFServer", "SWFClient", "Console"]
        for file in SourceTree.files(["Sources"]) where adapters.contains(file.room) {
            #expect(imports(file).intersection(adapters) == [], "\(file.path)")
        }
    }

    @Test func `programs only compose: fewer than a hundred lines a file`() {
        for file in SourceTree.files(["Sources", "starter", "cron"]) where Self.programs.contains(file.room) {
            #expect(file.lines.count < 100, "\(file.path) has \(file.lines.count) lines; its logic belongs into a room")
        }
    }

    /// What is public is held by the linter.
    @Test func `what other rooms may use says what it is`() {
        for file in SourceTree.files(SourceTree.shipped) {
            let lines = file.lines.map { $0.trimmingCharacters(in: .whitespaces) }
            for (index, line) in lines.enumerated() where line.hasPrefix("package ") || line.hasPrefix("final package ")
            {
                guard !line.hasPrefix("package import ") else { continue }
                // The doc comment stands above the attributes, of which one may take several lines.
                var above = index - 1
                while above >= 0, lines[above].hasPrefix("@") || lines[above] == ")" {
                    if lines[above] == ")" { above = lines[..<above].lastIndex { $0.hasPrefix("@") } ?? 0 }
                    above -= 1
                }
                #expect(above >= 0 && lines[above].hasPrefix("///"), "\(file.path):\(index + 1) has no doc comment")
            }
        }
    }

    @Test func `SQL is spoken in the stores only`() {
        let speakers: Set = ["StorageSQLite", "StoragePostgres"]
        let sql =
            /\b(?:SELECT\s.+\sFROM|INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(?:TABLE|INDEX|UNIQUE)|PRAGMA)\b/
        let others = SourceTree.files(SourceTree.shipped).filter { !speakers.contains($0.room) }
        #expect(
            SourceTree.places(of: sql, words: ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "PRAGMA"], in: others)
                == []
        )
    }
}
