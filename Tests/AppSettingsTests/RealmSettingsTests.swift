import Testing

@testable import AppSettings

/// The account and the regions of a server (docs/ACCESS.md).
@Suite struct RealmSettingsTests {
    @Test func `without settings there is one account and one region, that of the service`() throws {
        let server = try load(nil).server
        #expect(server.account == "000000000000")
        #expect(server.region == "us-east-1")
        #expect(server.regions == [])
        let moved = try load(dev(#""service": {"region": "eu-west-1"}"#)).server
        #expect(moved.region == "eu-west-1")
        #expect(moved.regions == [])
    }

    @Test func `further regions are a list`() throws {
        let file = dev(#""server": {"region": "eu-west-1", "regions": ["us-east-1", "local_2"]}"#)
        let server = try load(file).server
        #expect(server.region == "eu-west-1")
        #expect(server.regions == ["us-east-1", "local_2"])
        let variables = ["MARTLET_SERVER_REGIONS": #"["ap-south-1"]"#]
        #expect(try load(file, variables: variables).server.regions == ["ap-south-1"])
        #expect(try load(nil, overrides: [#"server.regions=["ap-south-1"]"#]).server.regions == ["ap-south-1"])
    }

    @Test(arguments: [
        "", "../eu-west-1", "eu west 1", "eu/west", "eu.west", "\u{e9}u-west-1", String(repeating: "r", count: 65),
    ])
    func `a region that could not stand in a signature or a file's name is refused`(region: String) {
        let found = problems(dev("\"server\": {\"regions\": [\"us-east-1\", \"\(region)\"]}"))
        #expect(found.count == 1)
        #expect(
            found.first?.hasSuffix(
                "environments.dev.server.regions names \"\(region)\"; a region has 1 to 64 letters, digits, hyphens and "
                    + "underscores."
            ) == true,
            "\(found)"
        )
        guard !region.isEmpty else { return }
        #expect(problems(dev("\"server\": {\"region\": \"\(region)\"}")).first?.contains("server.region names") == true)
    }

    @Test(arguments: [#""us-east-1""#, #"[1]"#, "{}"])
    func `regions that are no list of texts are refused`(regions: String) {
        let found = problems(dev("\"server\": {\"regions\": \(regions)}"))
        #expect(found.count == 1)
        #expect(found.first?.contains("environments.dev.server.regions must be a list of texts, and is") == true)
    }
}
