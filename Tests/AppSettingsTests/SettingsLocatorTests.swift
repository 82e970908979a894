import Testing

@testable import AppSettings

@Suite struct SettingsLocatorTests {
    private func sources(
        files: [String: String],
        file: String? = nil,
        variables: [String: String] = [:]
    ) throws -> SettingsSources {
        let locator = SettingsLocator(
            read: { files[$0] },
            currentFolder: "/here",
            programFolder: "/house/.build/release"
        )
        return try locator.sources(environment: nil, file: file, overrides: [], variables: variables)
    }

    @Test func `a named file must be there`() throws {
        #expect(throws: SettingsError(problems: ["There is no settings file x.json, which --settings names."])) {
            try sources(files: [:], file: "x.json")
        }
        #expect(throws: SettingsError(problems: ["There is no settings file x.json, which MARTLET_SETTINGS names."])) {
            try sources(files: [:], variables: ["MARTLET_SETTINGS": "x.json"])
        }
        let found = try sources(files: ["/here/a/x.json": "{}"], file: "a/x.json")
        #expect(found.file?.text == "{}")
        #expect(found.home == "/here/a")
    }

    @Test func `the current folder goes before the folders above the program`() throws {
        let both = ["/here/settings.json": "1", "/house/settings.json": "2", "/house/settings.example.json": "3"]
        #expect(try sources(files: both).file?.text == "1")
        #expect(try sources(files: both).home == "/here")
        let above = try sources(files: ["/house/settings.json": "2", "/house/settings.example.json": "3"])
        #expect(above.file?.text == "2")
        #expect(above.home == "/house")
    }

    @Test func `without a file the home is where the example stands, else the current folder`() throws {
        let example = try sources(files: ["/house/settings.example.json": "3"])
        #expect(example.file == nil)
        #expect(example.home == "/house")
        #expect(try sources(files: [:]).home == "/here")
    }
}
