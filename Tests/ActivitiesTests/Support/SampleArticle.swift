@testable import Activities

/// A small JATS article whose parts a test may replace, one at a time.
struct SampleArticle {
    var doctype = ""
    var journal = "<journal-title-group><journal-title>Journal of Tests</journal-title></journal-title-group>"
    var ids = """
        <article-id pub-id-type="publisher-id">00007</article-id>
        <article-id pub-id-type="doi">10.5555/test.00007</article-id>
        """
    var title = "<title-group><article-title>A title</article-title></title-group>"
    var authors = """
        <contrib-group><contrib contrib-type="author"><name><surname>Doe</surname><given-names>Jane Q</given-names></name>
        </contrib></contrib-group>
        """
    var date = """
        <pub-date date-type="pub"><day>13</day><month>12</month><year>2012</year></pub-date>
        """
    var licence = """
        <permissions><license xlink:href="https://creativecommons.org/licenses/by/4.0/"><license-p>Use it.</license-p>
        </license></permissions>
        """
    var more = ""
    var body = "<p>Some text.</p>"
    var back = ""

    /// The file.
    var xml: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>\(doctype)
        <article article-type="research-article" xml:lang="en" xmlns:xlink="http://www.w3.org/1999/xlink"
         xmlns:mml="http://www.w3.org/1998/Math/MathML">
        <front><journal-meta>\(journal)</journal-meta><article-meta>\(ids)\(title)\(authors)\(date)\(licence)\(more)
        </article-meta></front><body>\(body)</body><back>\(back)</back></article>
        """
    }

    /// The article, read.
    func article() throws -> Article { Article(try MarkupReader.read(Array(xml.utf8))) }

    /// The problems that it has.
    func problems(
        fileNames: [String] = ["test-00007-v1.xml"],
        files: [(name: String, size: Int)]? = nil
    ) throws -> [Problem] {
        let article = try article()
        let identity = ArticleIdentity(article, fileNames: fileNames)
        return ArticleCheck.problems(in: article, identity: identity, files: files)
    }

    /// Its page.
    func page(files: [(name: String, size: Int)] = []) throws -> String {
        ArticlePage(article: try article(), version: 1, files: files).html()
    }
}
