import Testing

@testable import Activities

@Suite("Files that an article refers to")
struct FileUseTests {
    private func sample() -> SampleArticle {
        var sample = SampleArticle()
        sample.more =
            "<self-uri content-type='pdf' xlink:href='test-00007-v1.pdf'/><self-uri xlink:href='https://example.org/7'/>"
        sample.body = """
            <fig id="fig1"><label>Figure 1.</label><graphic xlink:href="test-00007-fig1-v1"/></fig>
            <p><inline-graphic xlink:href="inf1.png"/><ext-link ext-link-type="uri" xlink:href="local.html">x</ext-link></p>
            <supplementary-material id="s1"><label>File 1.</label><media xlink:href="data.csv"/></supplementary-material>
            <supplementary-material><ext-link xlink:href="more.zip">zip</ext-link></supplementary-material>
            <fig><graphic xlink:href="https://example.org/far.png"/></fig>
            """
        return sample
    }

    @Test("figures, media, supplements and the PDF are found; links to elsewhere are not")
    func found() throws {
        let uses = FileUse.all(in: try sample().article().root)
        #expect(
            uses.map(\.reference) == ["test-00007-v1.pdf", "test-00007-fig1-v1", "inf1.png", "data.csv", "more.zip"]
        )
        #expect(uses.map(\.purpose) == [.pdf, .figure, .figure, .supplement, .supplement])
        #expect(uses[1].element == "graphic of Figure 1.")
    }

    @Test("each missing or empty file of a package is a problem")
    func missing() throws {
        let files = [("test-00007-fig1-v1.tif", 9), ("inf1.png", 0), ("test-00007-v1.xml", 9)]
        #expect(
            try sample().problems(files: files).map(\.sentence) == [
                "The file test-00007-v1.pdf is not in the package.",
                "The file inf1.png is empty.",
                "The file data.csv is not in the package.",
                "The file more.zip is not in the package.",
            ]
        )
    }

    @Test("of an article that came alone no file is asked for")
    func alone() throws {
        #expect(try sample().problems(files: nil) == [])
    }

    @Test(
        "a reference finds its file",
        arguments: [
            ("a-fig1-v1", "a-fig1-v1.tif"), ("a-fig1-v1.tif", "a-fig1-v1.tif"), ("A-FIG1-V1.TIF", "a-fig1-v1.tif"),
            ("both", "both.png"), ("figures/both.tif", "both.tif"), ("art", nil), ("missing", nil), ("", nil),
        ]
    )
    func catalogue(_ reference: String, _ file: String?) {
        let catalogue = AssetCatalogue(["a-fig1-v1.tif", "both.tif", "both.png", "art.xml"])
        #expect(catalogue.file(for: reference) == file)
    }
}
